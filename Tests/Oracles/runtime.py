"""Compares the shapes that Foldout infers with those that ONNX Runtime really produces.

    python runtime.py FOLDOUT MODEL.onnx... [--dim NAME=SIZE]...

Needs onnx, onnxruntime and numpy. Weights that a model keeps elsewhere are made up; every value of the main
graph becomes an output, and the model runs without optimisations. Exit code 1 where a shape differs.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

# Bytes of outputs of one run.
MEMORY = 1 << 30


def with_weights(model):
    """Fills in tensors whose data is in files that are not there."""
    rng = np.random.default_rng(0)
    tensors = list(model.graph.initializer)
    tensors += [a.t for node in model.graph.node for a in node.attribute if a.HasField("t")]
    for tensor in tensors:
        if tensor.data_location != TensorProto.EXTERNAL:
            continue
        dtype = helper.tensor_dtype_to_np_dtype(tensor.data_type)
        shape = tuple(tensor.dims)
        if np.issubdtype(dtype, np.floating):
            array = (rng.standard_normal(shape, np.float32) * 0.02).astype(dtype)
        else:
            array = rng.integers(0, 2, shape).astype(dtype)
        made = numpy_helper.from_array(array, tensor.name)
        tensor.CopyFrom(made)


def without_annotations(graph):
    """Forgets what a file says of values in bodies: the runtime takes room by it, and fails where it is wrong."""
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.HasField("g"):
                del attribute.g.value_info[:]
                for output in attribute.g.output:
                    if output.type.HasField("tensor_type"):
                        output.type.tensor_type.ClearField("shape")
                without_annotations(attribute.g)


def feeds(model, sizes):
    """Inputs of the declared shapes; names get their sizes."""
    rng = np.random.default_rng(1)
    stored = {tensor.name for tensor in model.graph.initializer}
    made = {}
    for info in model.graph.input:
        if info.name in stored:
            continue
        tensor = info.type.tensor_type
        shape = [dim.dim_value if dim.HasField("dim_value") else sizes.get(dim.dim_param, 1) for dim in tensor.shape.dim]
        if tensor.elem_type == TensorProto.STRING:
            made[info.name] = np.full(shape, "a", object)
            continue
        dtype = helper.tensor_dtype_to_np_dtype(tensor.elem_type)
        if np.issubdtype(dtype, np.floating):
            made[info.name] = rng.standard_normal(shape).astype(dtype)
        else:
            made[info.name] = np.ones(shape, dtype)
    return made


def chunks(names, ours):
    """The names of outputs in groups that fit into memory together: each group is one run of the model."""
    chunk, room = [], MEMORY
    for name in names:
        shape = ours.get(name, {}).get("shape") or []
        size = 4 * math.prod(dim for dim in shape if isinstance(dim, int))
        if chunk and size > room:
            yield chunk
            chunk, room = [], MEMORY
        chunk.append(name)
        room -= size
    if chunk:
        yield chunk


def check(foldout, path, sizes, verbose):
    binding = ",".join(f"{name}={size}" for name, size in sizes.items())
    command = [foldout, "summary", path, "--json", "--values"] + (["--dim", binding] if binding else [])
    ours = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["values"]
    model = onnx.load(path, load_external_data=os.path.exists(path[:-5] + ".data"))
    with_weights(model)
    without_annotations(model.graph)
    # The runtime refuses files newer than itself, whatever is in them.
    model.ir_version = min(model.ir_version, 10)
    known = {output.name for output in model.graph.output}
    wanted = [name for node in model.graph.node for name in node.output if name and name not in known]
    model.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in wanted)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 4
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "model.onnx")
        onnx.save(model, file)
        inputs = feeds(model, sizes)
        del model
        session = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    counts = {"equal": 0, "open": 0, "different": 0}
    names = [output.name for output in session.get_outputs()]
    for chunk in chunks(names, ours):
        for name, array in zip(chunk, session.run(chunk, inputs)):
            if not isinstance(array, np.ndarray) or name not in ours:
                continue
            shape = ours[name].get("shape")
            if shape is None or any(not isinstance(dim, int) for dim in shape):
                state = "open"
                if shape is not None and (len(shape) != array.ndim or any(
                        isinstance(a, int) and a != b for a, b in zip(shape, array.shape))):
                    state = "different"
            else:
                state = "equal" if tuple(shape) == array.shape else "different"
            counts[state] += 1
            if state == "different" or verbose and state == "open":
                print(" ", state, name, "foldout", shape, "runtime", list(array.shape))
    return counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("foldout")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--dim", action="append", default=[])
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    sizes = {pair.partition("=")[0]: int(pair.partition("=")[2]) for pair in arguments.dim}
    total = {"equal": 0, "open": 0, "different": 0}
    for path in arguments.models:
        try:
            counts = check(arguments.foldout, path, sizes, arguments.verbose)
        except Exception as error:
            print(os.path.basename(path), "fails:", str(error)[:160].replace("\n", " "))
            continue
        print(os.path.basename(path), counts)
        total = {key: total[key] + counts[key] for key in total}
    print("total", total)
    return 1 if total["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
