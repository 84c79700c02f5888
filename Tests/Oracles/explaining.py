#!/usr/bin/env python3
"""Collects what other programs say of small trained models, as fixtures for ExplainingTests.

Usage:
    python3 Tests/Oracles/explaining.py FOLDER    writes tables.json, images.json and classes.json in Tests/Fixtures/explaining

FOLDER has, beside the models, what their explanations are: tabular/iris_*.explain.json (exact Shapley values over all
coalitions, LIME by scikit-learn's Ridge, ablation), iris_*.boundary.npz, images/digits_cnn.*.json and the masks of LIME.
Needs numpy, onnx, and onnxruntime, which scores the masks, and trees of two classes.
"""
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

folder = Path(sys.argv[1])
target = Path(__file__).parent.parent / "Fixtures" / "explaining"


def read(name):
    return json.loads((folder / name).read_text())


def short(numbers):
    return [float(f"{x:.9g}") for x in np.asarray(numbers, dtype=np.float64).ravel()]


def tenths(rows):
    made = [[round(float(v), 1) for v in row] for row in rows]
    assert (np.array(made, dtype=np.float32) == rows).all()
    return made


def write(name, value):
    target.mkdir(exist_ok=True)
    (target / name).write_text(json.dumps(value, separators=(",", ":")))


def tables():
    data = np.load(folder / "tabular/iris.npz", allow_pickle=True)
    result = {
        "rows": tenths(data["X"]), "known": data["y"].tolist(), "testRows": tenths(data["X_test"]),
        "testKnown": data["y_test"].tolist(), "background": tenths(data["background"]),
        "explained": tenths(data["explained"]), "scale": data["lime_scale"].tolist(),
        "samples": [short(row) for row in data["lime_samples"]], "models": {},
    }
    for name in ["iris_forest", "iris_boosting", "iris_lightgbm", "iris_xgboost"]:
        known = read(f"tabular/{name}.explain.json")
        grid = np.load(folder / f"tabular/{name}.boundary.npz", allow_pickle=True)
        model = {
            "shap": {key: known["shap"][key] for key in ("base", "values")}, "lime": known["lime"],
            "ablation": known["median_ablation"], "probabilities": known["explained_probabilities"],
            "boundary": {
                "x": known["boundary"]["x_index"], "y": known["boundary"]["y_index"],
                "classes": ["".join(map(str, row)) for row in grid["classes"]],
                "xAxis": short(grid["x_axis"]), "yAxis": short(grid["y_axis"]),
            },
        }
        if "shap_margin" in known:
            model["margin"] = {key: known["shap_margin"][key] for key in ("base", "values", "score")}
        result["models"][name] = model
    write("tables.json", result)


def images():
    session = onnxruntime.InferenceSession(folder / "images/digits_cnn-ts.onnx")
    image = np.load(folder / "images/images64.npz")["image"][3, 0]
    masks = np.load(folder / "images/digits_cnn.lime_masks.npz")["masks"]
    lime, occlusion = read("images/digits_cnn.lime.json"), read("images/digits_cnn.occlusion.json")

    def score(mask):
        shown = np.repeat(np.repeat(mask.reshape(4, 4), 2, 0), 2, 1) * image
        logits = session.run(None, {session.get_inputs()[0].name: shown[None, None].astype(np.float32)})
        powers = np.exp(logits[0][0].astype(np.float64) - logits[0].max())
        return (powers / powers.sum())[int(lime["class"])]

    fields = ("window", "stride", "baseline_value", "probability_drop", "pixel_mean_probability_drop")
    write("images.json", {
        "image": image.ravel().tolist(), "probability": occlusion["probability"],
        "occlusion": [{key: known[key] for key in fields} for known in occlusion["maps"]],
        "masks": [int("".join(map(str, mask[::-1])), 2) for mask in masks],
        "scores": short([score(mask) for mask in masks]),
        "lime": {key: lime[key] for key in ("coefficients", "intercept", "weighted_r2")},
    })


def classes():
    """One tree with one branch, for all that decides what becomes of sums: what ONNX Runtime makes of x = 0 and x = 1."""
    onnxruntime.set_default_logger_severity(4)
    cases = []
    for transform in ["NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO"]:
        for least in [0.125, -0.875]:
            for ids in [[0], [1], [0, 1]]:
                for bases in [[], [0.25], [0.25, -0.1]]:
                    weights = [least * (1 + i) + leaf * 0.5 for leaf in (0, 1) for i in ids]
                    cases.append({"transform": transform, "ids": ids, "weights": weights, "bases": bases})
    helper, float32 = onnx.helper, onnx.TensorProto.FLOAT
    for case in cases:
        count = len(case["ids"])
        fields = dict(
            nodes_treeids=[0, 0, 0], nodes_nodeids=[0, 1, 2], nodes_modes=["BRANCH_LEQ", "LEAF", "LEAF"],
            nodes_featureids=[0, 0, 0], nodes_values=[0.5, 0.0, 0.0], nodes_truenodeids=[1, 0, 0],
            nodes_falsenodeids=[2, 0, 0], class_treeids=[0] * count * 2,
            class_nodeids=[1] * count + [2] * count, class_ids=case["ids"] * 2, class_weights=case["weights"],
            classlabels_int64s=[0, 1], post_transform=case["transform"])
        if case["bases"]:
            fields["base_values"] = case["bases"]
        node = helper.make_node("TreeEnsembleClassifier", ["x"], ["l", "y"], domain="ai.onnx.ml", **fields)
        values = [("l", onnx.TensorProto.INT64), ("y", float32)]
        graph = helper.make_graph(
            [node], "g", [helper.make_tensor_value_info("x", float32, [None, 1])],
            [helper.make_tensor_value_info(name, dtype, None) for name, dtype in values])
        domains = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
        model = helper.make_model(graph, opset_imports=domains, ir_version=8)
        session = onnxruntime.InferenceSession(model.SerializeToString())
        scores = session.run(["y"], {"x": np.array([[0], [1]], dtype=np.float32)})[0]
        case["scores"] = [short(row) for row in scores]
    write("classes.json", cases)


tables()
images()
classes()
