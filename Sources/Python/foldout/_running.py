"""Runs the command on a model, whatever form the model has in Python."""

from __future__ import annotations

import importlib
import os
import subprocess
import tempfile
from collections.abc import Sequence
from typing import Any, Protocol, Union

from ._binary import bundled, command, environment


class KerasModel(Protocol):
    """What is asked of a Keras model: its configuration. Weights are not drawn."""

    def to_json(self) -> str: ...


class Proto(Protocol):
    """What is asked of an ONNX ModelProto."""

    def SerializeToString(self) -> bytes: ...


class Program(Protocol):
    """What is asked of what `torch.onnx.export(..., dynamo=True)` gives."""

    @property
    def model_proto(self) -> Any: ...


Model = Union[str, "os.PathLike[str]", bytes, KerasModel, Proto, Program]
"""The path of a model file, a file's bytes, a Keras model, an ONNX ModelProto or PyTorch's ONNXProgram."""


class FoldoutError(Exception):
    """What the command said when it failed; `code` is its exit code, None where it did not start."""

    def __init__(self, text: str, code: int | None = None) -> None:
        super().__init__(text)
        self.code = code


def run_on(model: Model, arguments: Sequence[str], verb: str = "render") -> bytes:
    """What the verb of the command prints for a model."""
    if isinstance(model, (str, os.PathLike)):
        path = os.fspath(model)
        # "-" alone is standard input, and a name that begins so an option; "./" makes both a file.
        return run([verb, "./" + path if path.startswith("-") else path, *arguments])
    if isinstance(model, bytes):
        return run([verb, "-", *arguments], model)
    if hasattr(model, "model_proto"):
        model = model.model_proto
    if hasattr(model, "to_json"):
        return run([verb, "-", *arguments], model.to_json().encode())
    if hasattr(model, "SerializeToString"):
        try:
            data = model.SerializeToString()
        except ValueError:  # larger than the 2 GB that a protobuf may have
            return _run_on_large(model, arguments, verb)
        return run([verb, "-", *arguments], data)
    text = f"a path, bytes, a Keras model or an ONNX ModelProto can be drawn, not {type(model).__name__}"
    if hasattr(model, "state_dict"):
        text += "; export it first: torch.onnx.export(model, inputs, 'model.onnx')"
    raise TypeError(text)


def _run_on_large(model: Any, arguments: Sequence[str], verb: str) -> bytes:
    onnx: Any = importlib.import_module("onnx")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.onnx")
        copy = type(model)()
        copy.CopyFrom(model)
        onnx.save_model(copy, path, save_as_external_data=True)
        return run([verb, path, *arguments])


def run(arguments: Sequence[str], data: bytes | None = None) -> bytes:
    """What the command prints."""
    path = command()
    variables = environment() if path == bundled() else None
    try:
        done = subprocess.run([path, *arguments], input=data, capture_output=True, env=variables)
    except OSError as error:
        raise FoldoutError(
            f"cannot run {path}: {error.strerror}; install the wheel of Foldout, or set FOLDOUT to the command's path"
        ) from error
    if done.returncode != 0:
        raise FoldoutError(done.stderr.decode(errors="replace").strip(), done.returncode)
    return done.stdout
