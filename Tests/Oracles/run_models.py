#!/usr/bin/env python3
"""Writes the models of Tests/Models/run, and what NumPy says of their values.

    python3 Tests/Oracles/run_models.py        (needs onnx and numpy)

All numbers are small and whole, so that any processor gets the same.
"""
import pathlib

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper as h

FOLDER = pathlib.Path(__file__).parent.parent / "Models" / "run"


def save(name, nodes, inputs, outputs, initializers=()):
    graph = h.make_graph(nodes, name, inputs, outputs, list(initializers))
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 17)], ir_version=8)
    (FOLDER / f"{name}.onnx").write_bytes(model.SerializeToString())


def constant(name, kind, dims, values):
    return h.make_node("Constant", [], [name], value=h.make_tensor(name, kind, dims, values))


def steps():
    weight = np.arange(12, dtype=np.float32).reshape(4, 3) - 5
    x = np.array([[1, 2, 3, 4], [-1, 0, 2, -3]], np.float32)
    shift = np.int64([[2], [-7]])
    product = x @ weight
    moved = product + shift.astype(np.float32)
    values = {
        "x": x, "shift": shift, "/a/product": product, "/a/shift": shift.astype(np.float32), "/a/sum": moved,
        "y": np.maximum(moved, 0), "place": np.argmax(moved, 1), "big": moved > 0,
    }
    save("steps", [
        h.make_node("MatMul", ["x", "w"], ["/a/product"]),
        h.make_node("Cast", ["shift"], ["/a/shift"], to=T.FLOAT),
        h.make_node("Add", ["/a/product", "/a/shift"], ["/a/sum"]),
        h.make_node("Relu", ["/a/sum"], ["y"]),
        h.make_node("ArgMax", ["/a/sum"], ["place"], axis=1, keepdims=0),
        h.make_node("Greater", ["/a/sum", "zero"], ["big"]),
    ], [
        h.make_tensor_value_info("x", T.FLOAT, ["batch", 4]),
        h.make_tensor_value_info("shift", T.INT64, ["batch", 1]),
    ], [h.make_tensor_value_info("y", T.FLOAT, ["batch", 3])], [
        onnx.numpy_helper.from_array(weight, "w"), onnx.numpy_helper.from_array(np.float32(0), "zero"),
    ])
    np.savez(FOLDER / "steps.npz", **values)
    np.savez(FOLDER / "inputs.npz", x=np.asfortranarray(x.astype(np.float64)), shift=shift.astype(np.int8), label=np.int64([1]))


def words():
    """One layer of attention with two heads over the vectors of 15 words, and a mask beside their ids."""
    table = (np.arange(60, dtype=np.float32).reshape(15, 4) % 7 - 3) / 2
    sizes = ["batch", "tokens"]
    heads = [constant("split", T.INT64, [4], [0, 0, 2, 2]), constant("join", T.INT64, [3], [0, 0, 4])]
    save("words", heads + [
        h.make_node("Gather", ["table", "input_ids"], ["vectors"]),
        h.make_node("Reshape", ["vectors", "split"], ["parts"]),
        h.make_node("Transpose", ["parts"], ["queries"], perm=[0, 2, 1, 3]),
        h.make_node("Transpose", ["parts"], ["keys"], perm=[0, 2, 3, 1]),
        h.make_node("MatMul", ["queries", "keys"], ["scores"]),
        h.make_node("Sub", ["attention_mask", "one"], ["hidden"]),
        h.make_node("Mul", ["hidden", "hundred"], ["low"]),
        h.make_node("Unsqueeze", ["low", "middle"], ["bias"]),
        h.make_node("Add", ["scores", "bias"], ["masked"]),
        h.make_node("Softmax", ["masked"], ["attention"], axis=-1),
        h.make_node("MatMul", ["attention", "queries"], ["mixed"]),
        h.make_node("Transpose", ["mixed"], ["back"], perm=[0, 2, 1, 3]),
        h.make_node("Reshape", ["back", "join"], ["y"]),
    ], [
        h.make_tensor_value_info("input_ids", T.INT64, sizes),
        h.make_tensor_value_info("attention_mask", T.FLOAT, sizes),
    ], [h.make_tensor_value_info("y", T.FLOAT, sizes + [4])], [
        onnx.numpy_helper.from_array(table, "table"), onnx.numpy_helper.from_array(np.float32(1), "one"),
        onnx.numpy_helper.from_array(np.float32(100), "hundred"),
        onnx.numpy_helper.from_array(np.int64([1, 2]), "middle"),
    ])


def hostile():
    x = [h.make_tensor_value_info("x", T.FLOAT, [1])]
    save("huge", [
        constant("size", T.INT64, [1], [25 * 10**9]), h.make_node("ConstantOfShape", ["size"], ["all"]),
        h.make_node("ReduceSum", ["all"], ["y"], keepdims=0),
    ], x, [h.make_tensor_value_info("y", T.FLOAT, [])])
    body = h.make_graph(
        [h.make_node("Identity", ["go"], ["on"]), h.make_node("Add", ["v", "v"], ["w"])], "body",
        [h.make_tensor_value_info("i", T.INT64, []), h.make_tensor_value_info("go", T.BOOL, []),
         h.make_tensor_value_info("v", T.FLOAT, [1])],
        [h.make_tensor_value_info("on", T.BOOL, []), h.make_tensor_value_info("w", T.FLOAT, [1])])
    save("endless", [
        constant("yes", T.BOOL, [], [True]), h.make_node("Loop", ["", "yes", "x"], ["y"], body=body),
    ], x, [h.make_tensor_value_info("y", T.FLOAT, [1])])


def value(name, kind=T.FLOAT, dims=None):
    return h.make_tensor_value_info(name, kind, dims)


def function(name, inputs, outputs, nodes, attributes=()):
    opsets = [h.make_opsetid("", 17), h.make_opsetid("f", 1)]
    return h.make_function("f", name, inputs, outputs, nodes, opsets, list(attributes))


def referring(node, name, to):
    node.attribute.append(h.make_attribute_ref(name, onnx.AttributeProto.FLOAT, ref_attr_name=to))
    return node


def calls():
    """Functions and branches, nested and with all that names can do; what is in them is called by the calls around it."""
    scale = function("Scale", ["x"], ["y"], [
        referring(h.make_node("Constant", [], ["k"]), "value_float", "factor"), h.make_node("Mul", ["x", "k"], ["y"]),
    ], ["factor"])
    both = function("Both", ["x", "low", "high"], ["clipped", "same"], [
        h.make_node("Identity", ["x"], ["same"]),
        referring(h.make_node("Scale", ["x"], ["k"], "inner", domain="f"), "factor", "by"),
        h.make_node("Clip", ["k", "low", "high"], ["clipped"]),
    ], ["by"])
    body = h.make_graph(
        [h.make_node("Identity", ["go"], ["on"]), h.make_node("Add", ["v", "start"], ["w"])], "body",
        [value("i", T.INT64, []), value("go", T.BOOL, []), value("v")], [value("on", T.BOOL, []), value("w")])
    times = function("Times", ["x"], ["y"], [
        constant("n", T.INT64, [], [3]), h.make_node("Neg", ["x"], ["start"]),
        h.make_node("Loop", ["n", "", "x"], ["y"], "go", body=body),
    ])
    # Values of a branch are called as others outside of it; a tensor is stored in it; another choice is within.
    deep_then = h.make_graph([h.make_node("Abs", ["half"], ["a"])], "deep_then", [], [value("a")])
    deep_else = h.make_graph([h.make_node("Scale", ["half"], ["a"], "scale", domain="f", factor=8.0)], "deep_else", [], [value("a")])
    then = h.make_graph([
        h.make_node("Add", ["x", "one"], ["plus"]), h.make_node("Both", ["plus", "", "three"], ["c", "d"], "both", domain="f", by=4.0),
        h.make_node("Sub", ["c", "d"], ["r"]),
    ], "then", [], [value("r")], [onnx.numpy_helper.from_array(np.float32([[1, 2, 3, 4]]), "one")])
    other = h.make_graph([
        h.make_node("Scale", ["x"], ["half"], "scale", domain="f", factor=0.5),
        h.make_node("ReduceMin", ["x"], ["least"], keepdims=0), h.make_node("Greater", ["least", "zero"], ["deep"]),
        h.make_node("If", ["deep"], ["r"], "choice", then_branch=deep_then, else_branch=deep_else),
    ], "other", [], [value("r")])
    graph = h.make_graph([
        h.make_node("Scale", ["x"], ["twice"], domain="f", factor=2.0),
        h.make_node("Scale", ["twice"], ["more"], domain="f", factor=3.0),
        h.make_node("Times", ["more"], ["left"], "times", domain="f"),
        h.make_node("ReduceMax", ["x"], ["most"], keepdims=0), h.make_node("Greater", ["most", "three"], ["large"]),
        h.make_node("If", ["large"], ["chosen"], "", then_branch=then, else_branch=other),
        h.make_node("Add", ["left", "chosen"], ["y"]),
    ], "calls", [value("x", T.FLOAT, ["batch", 4])], [value("y", T.FLOAT, ["batch", 4])], [
        onnx.numpy_helper.from_array(np.float32(3), "three"), onnx.numpy_helper.from_array(np.float32(0), "zero"),
    ])
    model = h.make_model(
        graph, opset_imports=[h.make_opsetid("", 17), h.make_opsetid("f", 1)], ir_version=8, functions=[scale, both, times])
    (FOLDER / "calls.onnx").write_bytes(model.SerializeToString())
    for number, x in enumerate([[[1, -2, 3, 4]], [[1, 2, 3, 1], [2, 2, 1, 3]], [[1, -2, 3, 0]]]):
        x = np.float32(x)
        twice, more = 2 * x, 6 * x
        left = more - 3 * more
        large = x.max() > 3
        values = {
            "x": x, "twice/k": np.float32(2), "twice": twice, "more/k": np.float32(3), "more": more, "times/n": np.int64(3),
            "times/start": -more, "left": left, "times/go/body/on": np.array([True] * 3),
            "times/go/body/w": np.stack([more - k * more for k in (1, 2, 3)]), "most": x.max(), "large": large,
        }
        if large:
            plus = x + np.float32([[1, 2, 3, 4]])
            clipped = np.minimum(4 * plus, 3)
            values |= {
                "chosen/then_branch/plus": plus, "chosen/then_branch/d": plus,
                "chosen/then_branch/both/inner/k": np.float32(4), "chosen/then_branch/both/k": 4 * plus,
                "chosen/then_branch/c": clipped,
                "chosen/then_branch/r": clipped - plus,
            }
            values["chosen"] = clipped - plus
        else:
            path, half, deep = "chosen/else_branch/", x / 2, x.min() > 0
            values |= {path + "scale/k": np.float32(0.5), path + "half": half, path + "least": x.min(), path + "deep": deep}
            chosen = np.abs(half) if deep else 8 * half
            inner = path + ("choice/then_branch/" if deep else "choice/else_branch/")
            if not deep:
                values[inner + "scale/k"] = np.float32(8)
            values |= {inner + "a": chosen, path + "r": chosen, "chosen": chosen}
        np.savez(FOLDER / f"calls_{number}.npz", **values, y=left + values["chosen"])


def hostile_inside():
    """Above 0 a function asks for 100 GB, else a branch never ends."""
    huge = function("Huge", ["x"], ["y"], [
        constant("size", T.INT64, [1], [25 * 10**9]), h.make_node("ConstantOfShape", ["size"], ["all"]),
        h.make_node("ReduceSum", ["all"], ["sum"], keepdims=0), h.make_node("Add", ["sum", "x"], ["y"]),
    ])
    body = h.make_graph(
        [h.make_node("Identity", ["go"], ["on"]), h.make_node("Add", ["v", "v"], ["w"])], "body",
        [value("i", T.INT64, []), value("go", T.BOOL, []), value("v", T.FLOAT, [1])], [value("on", T.BOOL, []), value("w", T.FLOAT, [1])])
    large = h.make_graph([h.make_node("Huge", ["x"], ["a"], domain="f")], "large", [], [value("a", T.FLOAT, [1])])
    endless = h.make_graph(
        [constant("yes", T.BOOL, [], [True]), h.make_node("Loop", ["", "yes", "x"], ["b"], body=body)], "endless", [],
        [value("b", T.FLOAT, [1])])
    graph = h.make_graph([
        h.make_node("ReduceMax", ["x"], ["most"], keepdims=0), h.make_node("Greater", ["most", "zero"], ["above"]),
        h.make_node("If", ["above"], ["y"], then_branch=large, else_branch=endless),
    ], "inside", [value("x", T.FLOAT, [1])], [value("y", T.FLOAT, [1])], [onnx.numpy_helper.from_array(np.float32(0), "zero")])
    opsets = [h.make_opsetid("", 17), h.make_opsetid("f", 1)]
    model = h.make_model(graph, opset_imports=opsets, ir_version=8, functions=[huge])
    (FOLDER / "inside.onnx").write_bytes(model.SerializeToString())


def probes():
    """What an operator has inside: an RNN of which only the last states are read, and an attention."""
    eye = np.eye(3, dtype=np.float32)
    graph = h.make_graph([
        h.make_node("RNN", ["x", "w", "r"], ["", "last"], "rnn", hidden_size=3, activations=["Relu"]),
        h.make_node("Squeeze", ["last"], ["y"]),
    ], "recurrent", [value("x", T.FLOAT, ["time", 1, 3])], [value("y")], [
        onnx.numpy_helper.from_array(eye[None], "w"), onnx.numpy_helper.from_array(2 * eye[None], "r"),
    ])
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 17)], ir_version=8)
    (FOLDER / "recurrent.onnx").write_bytes(model.SerializeToString())
    q = value("q", T.FLOAT, ["batch", 2, 3, 4])
    graph = h.make_graph(
        [h.make_node("Attention", ["q", "q", "q"], ["a"], "attention", is_causal=1), h.make_node("Relu", ["a"], ["y"])],
        "attention", [q], [value("y")])
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 23)], ir_version=10)
    (FOLDER / "attention.onnx").write_bytes(model.SerializeToString())


def loops():
    """A Scan, of whose rounds all can be had, and a Loop whose values grow, so that they are no one tensor."""
    body = h.make_graph(
        [h.make_node("Add", ["sum", "now"], ["next"]), h.make_node("Mul", ["next", "two"], ["twice"])], "body",
        [value("sum", T.FLOAT, [3]), value("now", T.FLOAT, [3])], [value("next", T.FLOAT, [3]), value("next2", T.FLOAT, [3])])
    body.node.append(h.make_node("Neg", ["twice"], ["next2"]))
    graph = h.make_graph(
        [h.make_node("Scan", ["start", "x"], ["last", "y"], "scan", body=body, num_scan_inputs=1)], "scan",
        [value("x", T.FLOAT, ["time", 3])], [value("last", T.FLOAT, [3]), value("y", T.FLOAT, ["time", 3])], [
            onnx.numpy_helper.from_array(np.float32([1, 2, 3]), "start"), onnx.numpy_helper.from_array(np.float32(2), "two")])
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 17)], ir_version=8)
    (FOLDER / "scan.onnx").write_bytes(model.SerializeToString())
    x = np.float32([[1, 0, 2], [-1, 4, 0]])
    sums = np.float32([1, 2, 3]) + np.cumsum(x, 0)
    np.savez(FOLDER / "scan.npz", **{
        "x": x, "last": sums[-1], "y": -2 * sums, "scan/body/next": sums, "scan/body/twice": 2 * sums, "scan/body/next2": -2 * sums})
    body = h.make_graph([
        h.make_node("Identity", ["go"], ["on"]), h.make_node("Concat", ["v", "v"], ["w"], axis=0),
    ], "body", [value("i", T.INT64, []), value("go", T.BOOL, []), value("v", T.FLOAT, ["n"])],
        [value("on", T.BOOL, []), value("w", T.FLOAT, ["m"])])
    graph = h.make_graph(
        [constant("three", T.INT64, [], [3]), h.make_node("Loop", ["three", "", "x"], ["y"], "loop", body=body)], "growing",
        [value("x", T.FLOAT, [1])], [value("y", T.FLOAT, ["size"])])
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 17)], ir_version=8)
    (FOLDER / "growing.onnx").write_bytes(model.SerializeToString())


FOLDER.mkdir(exist_ok=True)
steps()
words()
hostile()
calls()
hostile_inside()
probes()
loops()
