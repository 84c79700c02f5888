#!/usr/bin/env python3
"""Writes Tests/Models/run/columns.onnx, whose columns are inputs of their own, and prints its exact Shapley values.

    python3 Tests/Oracles/columns.py        (needs scikit-learn, pandas, skl2onnx and shap)
"""
import pathlib

import pandas as pd
import shap
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

names = ["sl", "sw", "pl", "pw"]
data = load_iris()
rows = pd.DataFrame(data.data, columns=names)
model = make_pipeline(ColumnTransformer([("scaled", StandardScaler(), names)]), LogisticRegression()).fit(rows, data.target)
written = convert_sklearn(
    model, initial_types=[(name, FloatTensorType([None, 1])) for name in names], options={"zipmap": False}, target_opset=15
)
target = pathlib.Path(__file__).parent.parent / "Models" / "run" / "columns.onnx"
target.write_bytes(written.SerializeToString())

explainer = shap.ExactExplainer(
    lambda some: model.predict_proba(pd.DataFrame(some, columns=names)), shap.maskers.Independent(rows.values, max_samples=1000)
)
found = explainer(rows.values[:2])
print(found.base_values[:, 0], found.values[:, :, 0])
