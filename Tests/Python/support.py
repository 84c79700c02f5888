"""Models that the tests draw."""

import os
import pathlib

# A copy of the tests, as in a system of its own, says where the models are.
MODELS = pathlib.Path(os.environ.get("FOLDOUT_TEST_MODELS") or pathlib.Path(__file__).resolve().parents[2])
MODEL = MODELS / "Examples" / "lstm.onnx"
RESNET = MODELS / "Examples" / "resnet50.onnx"
ARCHIVE = MODELS / "Tests" / "Models" / "k3_nested3.keras"
HDF5 = MODELS / "Tests" / "Models" / "k3_mlp.h5"
DIGITS = MODELS / "Examples" / "explain" / "digits.onnx"
DIGIT = MODELS / "Examples" / "explain" / "digit.png"
