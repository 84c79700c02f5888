"""Runs the recipes of a page and compares what foldout says of their recordings with NumPy: try_recipes.py PAGE FOLDER

A recipe is a block of Python behind a comment that names it. It runs as it stands, in a folder of its own, with the variables
that the page says are there.
"""

import json
import os
import re
import subprocess
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path

import numpy as np

SAMPLES = 5
CLASSES = 3


def recipes(page):
    """The blocks of code by name."""
    found = re.findall(r"<!-- recipe: (\S+) -->\n```python\n(.*?)```", page.read_text(), re.S)
    return dict(found)


def images():
    """Some pictures, always the same."""
    return np.random.default_rng(7).normal(size=(SAMPLES, 1, 8, 8)).astype(np.float32)


def wanted():
    """The class of each picture."""
    return np.arange(SAMPLES) % CLASSES


def gradient(logits):
    """The gradient of the mean cross entropy with respect to the logits."""
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return (shares - np.eye(CLASSES)[wanted()]) / SAMPLES


def same(one, other, what):
    """Fails where arrays differ by more than single precision does."""
    np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-6, err_msg=what)


def check(model, *files, unmatched=()):
    """Compares what foldout says of recordings with NumPy; gives the arrays, those of files of gradients under grad/."""
    run = subprocess.run(
        [os.environ["FOLDOUT"], "activity", model, *files, "--json"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0 and not run.stderr, run.stderr
    report = json.loads(run.stdout)
    assert set(report["unmatched"]) == set(unmatched), report["unmatchedReasons"]
    assert report["samples"] == SAMPLES, report["samples"]
    arrays = {}
    for file in files:
        front = "grad/" if "grad" in file else ""
        arrays.update({front + name: array for name, array in np.load(file).items()})
    values = {}
    for value in report["values"]:
        name = value["name"]
        values["grad/" + name if value["gradient"] and not name.startswith("grad/") else name] = value
    assert set(values) == set(arrays), set(values) ^ set(arrays)
    for name, array in arrays.items():
        value, numbers = values[name], array.astype(np.float64)
        assert value["shape"] == list(array.shape) and value["count"] == array.size, name
        assert value["zeros"] == (numbers == 0).sum() and value["nonFinite"] == 0, name
        for key in ("min", "max", "mean", "std"):
            np.testing.assert_allclose(value[key], getattr(numbers, key)(), rtol=1e-9, atol=1e-12, err_msg=name)
    return arrays


def try_onnxruntime(blocks):
    """A small classifier, written by hand."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    random = np.random.default_rng(8)
    shapes = {"w": (4, 1, 3, 3), "b": (4,), "head": (4, CLASSES), "bias": (CLASSES,)}
    weights = {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    nodes = [
        helper.make_node("Conv", ["x", "w", "b"], ["conv"], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["conv"], ["relu"]),
        helper.make_node("GlobalAveragePool", ["relu"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["flat"]),
        helper.make_node("Gemm", ["flat", "head", "bias"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes,
        "classifier",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 1, 8, 8])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", CLASSES])],
        [numpy_helper.from_array(array, name) for name, array in weights.items()],
    )
    opsets = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=9), "model.onnx")
    exec(blocks["onnxruntime"], {"inputs": {"x": images()}})
    found = check("model.onnx", "run.npz")
    assert list(found) == ["x", "conv", "relu", "pooled", "flat", "logits"], list(found)
    same(found["relu"], np.maximum(found["conv"], 0), "relu")
    same(found["flat"], found["relu"].mean(axis=(2, 3)), "flat")
    same(found["logits"], found["flat"] @ weights["head"] + weights["bias"], "logits")


def try_torch(blocks):
    """A convolution that the next layer overwrites, an LSTM, and a classifier, as exported."""
    import torch

    torch.manual_seed(1)

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.features = torch.nn.Sequential(torch.nn.Conv2d(1, 4, 3, padding=1), torch.nn.ReLU(inplace=True))
            self.reader = torch.nn.LSTM(32, 6, batch_first=True)
            self.head = torch.nn.Linear(6, CLASSES)

        def forward(self, x):
            rows = self.features(x).transpose(1, 2).flatten(2)
            return self.head(self.reader(rows)[0][:, -1])

    model, x = Net(), torch.from_numpy(images())
    loss = lambda output: torch.nn.functional.cross_entropy(output, torch.from_numpy(wanted()))
    routes = [False, True] if find_spec("onnxscript") else [False]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for route in routes:
            torch.onnx.export(model, (x,), f"model{route:d}.onnx", dynamo=route, verbose=False)
    space = {"model": model, "x": x, "loss": loss}
    exec(blocks["torch"], space)
    for route in routes:
        found = check(f"model{route:d}.onnx", "run.npz")
    names = ["features.0", "features.1", "features", "reader", "head"]
    assert {name for name in found if "grad/" not in name} == {"input_0", *names}, list(found)
    assert {name for name in found if "grad/" in name} == {"grad/" + name for name in names}, list(found)
    same(found["features.1"], np.maximum(found["features.0"], 0), "features.1")
    assert (found["features.0"] < 0).any()
    same(found["head"], model(x).detach().numpy(), "head")
    same(found["grad/head"], gradient(found["head"]), "grad/head")
    same(found["grad/features.0"], found["grad/features.1"] * (found["features.0"] > 0), "grad/features.0")
    exec(blocks["torch-parameters"], space)
    own = np.load("grads.npz")
    same(own["head.bias"], found["grad/head"].sum(axis=0), "head.bias")
    # The exporter joins the weights of an LSTM.
    joined = [name for name in own if name.startswith("reader.")]
    assert set(check("model0.onnx", "run.npz", "grads.npz", unmatched=joined)) > set(found)


def try_keras(blocks):
    """A functional model, saved by Keras."""
    import keras

    keras.utils.set_random_seed(1)
    x = np.moveaxis(images(), 1, -1)
    inputs = keras.Input((8, 8, 1), name="image")
    hidden = keras.layers.Conv2D(4, 3, activation="relu", name="conv")(inputs)
    hidden = keras.layers.Flatten(name="flat")(hidden)
    hidden = keras.layers.Dense(6, activation="tanh", name="hidden")(hidden)
    model = keras.Model(inputs, keras.layers.Dense(CLASSES, name="head")(hidden))
    model.save("model.keras")
    entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    space = {"model": model, "x": x, "loss": lambda output: entropy(wanted(), output)}
    exec(blocks["keras"], space)
    found = check("model.keras", "run.npz")
    assert set(found) == {"input_0", "conv", "flat", "hidden", "head"}, list(found)
    same(found["head"], model.predict(x, verbose=0), "head")
    same(found["flat"], found["conv"].reshape(SAMPLES, -1), "flat")
    backend = keras.backend.backend()
    if "keras-" + backend not in blocks:
        print(f"recording: no gradients with {backend}")
        return
    exec(blocks["keras-" + backend], space)
    found = check("model.keras", "run.npz", "grads.npz")
    same(found["grad/head"], gradient(found["head"]), "grad/head")
    same(found["grad/flat"].reshape(found["conv"].shape), found["grad/conv"], "grad/conv")


def main():
    """Tries all whose packages are there."""
    page, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    blocks = recipes(page)
    tries = {"onnxruntime": try_onnxruntime, "torch": try_torch, "keras": try_keras}
    assert all(name.split("-")[0] in tries for name in blocks) and set(tries) <= set(blocks), list(blocks)
    for package, trial in tries.items():
        if package == "keras":
            # The backend that is there.
            choose_backend()
        try:
            __import__(package)
        except ImportError:
            print(f"recording: {package} is not installed: left out")
            continue
        (folder / package).mkdir()
        os.chdir(folder / package)
        trial(blocks)
        print(f"recording: {package} agrees with NumPy")


def choose_backend():
    """Has Keras use a backend that is installed."""
    for module, backend in (("tensorflow", "tensorflow"), ("torch", "torch"), ("jax", "jax")):
        if find_spec(module) and "KERAS_BACKEND" not in os.environ:
            os.environ["KERAS_BACKEND"] = backend


main()
