"""Compares what Foldout records inside of local functions with what onnx.inliner and ONNX Runtime say of the same.

    python inner_values.py FOLDOUT MODEL.onnx... [--dim NAME=SIZE]...

Needs onnx, onnxruntime and numpy. Weights that a model keeps elsewhere are made up. Values are compared in the order of operators,
to the bit, since their names differ. Exit code 1 where one differs.
"""

import argparse
import os
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnx.inliner
import onnxruntime
from onnx import helper

import runtime


def expected(model, inputs):
    """The values of all operators once functions are inlined, without those that only rename."""
    flat = onnx.inliner.inline_local_functions(model)
    known = {output.name for output in flat.graph.output}
    names = [name for node in flat.graph.node if node.op_type != "Identity" for name in node.output if name]
    flat.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names if name not in known)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(flat.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return dict(zip(names, session.run(names, inputs)))


def check(foldout, path, sizes):
    model = onnx.load(path, load_external_data=False)
    runtime.with_weights(model)
    inputs = runtime.feeds(model, sizes)
    with tempfile.TemporaryDirectory() as folder:
        file, given, found = (os.path.join(folder, name) for name in ("model.onnx", "inputs.npz", "found.npz"))
        onnx.save(model, file)
        np.savez(given, **inputs)
        subprocess.run([foldout, "run", file, given, "-o", found], check=True)
        ours = dict(np.load(found))
    # Of a value under two names, ours has both.
    left = [array for name, array in ours.items() if name not in inputs]
    counts = {"equal": 0, "different": 0}
    place = 0
    for name, array in expected(model, inputs).items():
        ahead = next((at for at in range(place, len(left)) if left[at].dtype == array.dtype and
                      left[at].shape == array.shape and left[at].tobytes() == array.tobytes()), None)
        if ahead is None:
            print("  different", name)
            counts["different"] += 1
        else:
            counts["equal"] += 1
            place = ahead + 1
    counts["ours"] = len(left)
    return counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("foldout")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--dim", action="append", default=[])
    arguments = parser.parse_args()
    sizes = {pair.partition("=")[0]: int(pair.partition("=")[2]) for pair in arguments.dim}
    different = 0
    for path in arguments.models:
        counts = check(arguments.foldout, path, sizes)
        print(os.path.basename(path), counts)
        different += counts["different"]
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
