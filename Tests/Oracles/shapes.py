"""Compares Foldout's shape inference with that of the onnx package.

    python shapes.py FOLDOUT [--models DIR] [--work DIR] [--verbose]

Needs onnx 1.23 or later. Models are those of onnx's own backend test suite: every single-operator case,
the files among its data, and those of `--models`. Each single-operator case is tried four times:

- as:        as it is;
- bare:      without the types of its outputs, so that these have to be inferred;
- constant:  as bare, with small inputs turned into initializers of the test's own data, so that rules that
             look at elements have some;
- symbolic:  as bare, with every dim of the inputs that is above 1 replaced by a name.

For each value that onnx knows something about, the answer is `equal`, `more` (Foldout says all that onnx says,
and more), `less` or `different`. Beyond that, what is inferred for the bare and the constant models must
not contradict the outputs that the case declares (`wrong`). Exit code 1 where there is less, different or wrong.
"""

import argparse
import collections
import glob
import json
import os
import subprocess
import sys

import numpy as np
import onnx
from onnx import TensorProto, numpy_helper, shape_inference

SMALL = 64

# Where the onnx package (1.23.2) is known to err: part of the case's name, and why. Such answers count as `theirs`.
KNOWN = [
    ("attention_", "an unknown dim (dim_value of a symbol) is taken for 0", lambda t: 0 in (t.get("shape") or [])),
    ("test_stft", "`onesided` is 1 where it is absent, as the operator's text and the declared output say", None),
    ("test_loop13_seq", "an empty sequence is declared as one of scalars, and vectors are inserted", None),
    ("test_affine_grid_3d", "a branch that is never taken gets a dim of -1", lambda t: -1 in (t.get("shape") or [])),
    ("test_loop16_seq_none", "the body declares a sequence of scalars and inserts a vector", None),
]
NAMES = {number: name for name, number in TensorProto.DataType.items()}
DTYPES = {
    "FLOAT": "float32", "DOUBLE": "float64",
    "FLOAT8E4M3FN": "float8e4m3fn", "FLOAT8E4M3FNUZ": "float8e4m3fnuz", "FLOAT8E5M2": "float8e5m2",
    "FLOAT8E5M2FNUZ": "float8e5m2fnuz", "FLOAT4E2M1": "float4e2m1", "FLOAT8E8M0": "float8e8m0",
}


def dtype(number):
    name = NAMES.get(number, "UNDEFINED")
    return DTYPES.get(name, name.lower())


def described(type_proto):
    """A type as Foldout's JSON has it."""
    kind = type_proto.WhichOneof("value")
    if kind in ("tensor_type", "sparse_tensor_type"):
        tensor = getattr(type_proto, kind)
        shape = None
        if tensor.HasField("shape"):
            shape = []
            for dim in tensor.shape.dim:
                field = dim.WhichOneof("value")
                value = getattr(dim, field) if field else None
                if isinstance(value, str) and (value.startswith("unk__") or not value):
                    value = None
                shape.append(value)
        return {"dtype": dtype(tensor.elem_type), "shape": shape}
    if kind == "sequence_type":
        return {"dtype": "sequence", "element": described(type_proto.sequence_type.elem_type)}
    if kind == "optional_type":
        return {"dtype": "optional", "element": described(type_proto.optional_type.elem_type)}
    if kind == "map_type":
        return {"dtype": "map", "key": dtype(type_proto.map_type.key_type),
                "element": described(type_proto.map_type.value_type)}
    return {"dtype": None, "shape": None}


def compare(theirs, ours):
    """How our answer stands to theirs."""
    theirs_known = theirs["dtype"] not in (None, "undefined")
    ours_known = ours["dtype"] not in (None, "undefined")
    if not theirs_known and theirs.get("shape") is None:
        return "more" if ours_known else "equal"
    if theirs_known and not ours_known:
        return "less"
    if theirs_known and theirs["dtype"] != ours["dtype"]:
        return "different"
    if "element" in theirs:
        return compare(theirs["element"], ours["element"])
    state = "equal" if theirs_known else "more"
    mine, other = ours.get("shape"), theirs.get("shape")
    if other is None:
        return "more" if mine is not None else state
    if mine is None:
        return "less"
    if len(mine) != len(other):
        return "different"
    for a, b in zip(other, mine):
        if a == b:
            continue
        if a is None:
            state = "more"
        elif b is None:
            return "less"
        elif isinstance(a, str) and isinstance(b, int):
            state = "more"
        else:
            return "different"
    return state


def contradicts(declared, ours):
    """Whether an inferred type and a declared one can't both be true."""
    if declared["dtype"] in (None, "undefined") or ours["dtype"] in (None, "undefined"):
        return False
    if declared["dtype"] != ours["dtype"]:
        return True
    if "element" in declared:
        return contradicts(declared["element"], ours["element"])
    a, b = declared.get("shape"), ours.get("shape")
    if a is None or b is None:
        return False
    return len(a) != len(b) or any(isinstance(x, int) and isinstance(y, int) and x != y for x, y in zip(a, b))


def bare(model):
    made = onnx.ModelProto()
    made.CopyFrom(model)
    for output in made.graph.output:
        output.ClearField("type")
    del made.graph.value_info[:]
    return made


def constant(model, data_sets):
    """Small tensors of the case's data in place of its inputs."""
    made = bare(model)
    if not data_sets:
        return None
    changed = False
    for info, array in zip(list(model.graph.input), data_sets[0][0]):
        if not isinstance(array, np.ndarray) or array.size > SMALL or array.dtype == object:
            continue
        if info.type.WhichOneof("value") != "tensor_type":
            continue
        try:
            tensor = numpy_helper.from_array(array, info.name)
        except Exception:
            continue
        if tensor.data_type != info.type.tensor_type.elem_type:
            continue
        made.graph.initializer.append(tensor)
        changed = True
    kept = {t.name for t in made.graph.initializer}
    inputs = [i for i in made.graph.input if i.name not in kept]
    del made.graph.input[:]
    made.graph.input.extend(inputs)
    return made if changed else None


def symbolic(model):
    made = bare(model)
    names = {}
    changed = False
    for info in made.graph.input:
        if info.type.WhichOneof("value") != "tensor_type":
            continue
        for dim in info.type.tensor_type.shape.dim:
            if dim.dim_value > 1:
                dim.dim_param = names.setdefault(dim.dim_value, f"s{dim.dim_value}")
                changed = True
    return made if changed else None


def collect(work, models):
    """Writes all models to files: path -> declared outputs."""
    from onnx.backend.test.case.node import collect_testcases

    os.makedirs(work, exist_ok=True)
    found = {}

    def add(name, model, declared):
        path = os.path.join(work, name + ".onnx")
        onnx.save(model, path)
        found[path] = declared

    for case in collect_testcases(None):
        if case.model is None:
            continue
        declared = {o.name: described(o.type) for o in case.model.graph.output}
        add(case.name + "@as", case.model, None)
        add(case.name + "@bare", bare(case.model), declared)
        for kind, model in (("constant", constant(case.model, case.data_sets)), ("symbolic", symbolic(case.model))):
            if model is not None:
                add(f"{case.name}@{kind}", model, declared if kind == "constant" else None)
    data = os.path.join(os.path.dirname(onnx.__file__), "backend", "test", "data")
    for path in sorted(glob.glob(os.path.join(data, "**", "*.onnx"), recursive=True)):
        found[path] = None
    for path in sorted(glob.glob(os.path.join(models, "*.onnx"))) if models else []:
        found[path] = None
    return found


def ask_foldout(foldout, paths):
    """What Foldout infers: path -> values."""
    answers = {}
    for start in range(0, len(paths), 200):
        run = subprocess.run([foldout, "values", *paths[start:start + 200]], capture_output=True, text=True)
        for part in ("\n" + run.stdout).split("\n=== ")[1:]:
            path, _, text = part.partition("\n")
            answers[path] = json.loads(text)
    return answers


def graphs(graph, prefix=""):
    yield prefix, graph
    for index, node in enumerate(graph.node):
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                path = f"{index}.{attribute.name}"
                yield from graphs(attribute.g, f"{prefix}/{path}" if prefix else path)


def types(graph):
    """The types onnx knows in a graph, initializers left out."""
    known = {}
    for info in list(graph.value_info) + list(graph.input) + list(graph.output):
        if info.name and info.HasField("type"):
            known[info.name] = described(info.type)
    return known


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("foldout")
    parser.add_argument("--models")
    parser.add_argument("--work", default="/tmp/foldout-shapes")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    found = collect(arguments.work, arguments.models)
    answers = ask_foldout(arguments.foldout, list(found))
    tally = collections.defaultdict(collections.Counter)
    for path, declared in found.items():
        name = os.path.basename(path)[:-5] if "@" in path else os.path.relpath(path, "/")
        group = name.rpartition("@")[2] if "@" in name else "file"
        ours = answers.get(path)
        if ours is None:
            print("unread", name)
            tally[group]["unread"] += 1
            continue
        try:
            inferred = shape_inference.infer_shapes(onnx.load(path, load_external_data=False), data_prop=True)
        except Exception as error:
            tally[group]["onnx fails"] += 1
            if arguments.verbose:
                print("onnx fails on", name, str(error)[:100])
            continue
        for prefix, graph in graphs(inferred.graph):
            values = ours["subgraph_values"].get(prefix) if prefix else ours["values"]
            if values is None:
                continue
            for value, theirs in types(graph).items():
                if value not in values:
                    continue
                state = compare(theirs, values[value])
                if state in ("less", "different") and any(
                    part in name and (test is None or test(theirs)) for part, _, test in KNOWN
                ):
                    state = "theirs"
                tally[group]["compared"] += 1
                tally[group][state] += 1
                if state in ("less", "different") or arguments.verbose and state == "more":
                    print(state, name, prefix, value, "onnx", json.dumps(theirs), "foldout", json.dumps(values[value]))
        for value, theirs in (declared or {}).items():
            if value in ours["values"] and contradicts(theirs, ours["values"][value]):
                tally[group]["wrong"] += 1
                print("wrong", name, value, "declared", json.dumps(theirs), "foldout", json.dumps(ours["values"][value]))
            elif value in ours["values"]:
                tally[group]["consistent"] += 1
                known = compare(theirs, ours["values"][value])
                tally[group]["as declared" if known in ("equal", "more") else "open"] += 1
    total = collections.Counter()
    for group, counts in tally.items():
        total.update(counts)
        print(group, dict(counts))
    print("total", dict(total))
    return 1 if total["less"] or total["different"] or total["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
