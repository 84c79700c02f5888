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


FOLDER.mkdir(exist_ok=True)
steps()
hostile()
