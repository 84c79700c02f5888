"""Records what ONNX Runtime says about the tree models and the linear model of Tests/Models.

Sums of votes are had by taking the final transform away. Counts are taken from the attributes.

    python3 Tests/Oracles/trees.py IRIS.csv    writes Tests/Fixtures/trees.json, which `swift test` compares with

Needs numpy, onnx and onnxruntime. IRIS.csv has a header, and four numbers and a name a line.
"""

import collections
import csv
import json
import pathlib
import sys

import numpy
import onnx
import onnxruntime

tests = pathlib.Path(__file__).resolve().parent.parent
with open(sys.argv[1]) as file:
    rows = [[float(cell) for cell in line[:4]] for line in list(csv.reader(file))[1:]]
x = numpy.array(rows, numpy.float32)[::5]
fixture = {"rows": x.astype(float).round(6).tolist(), "models": {}}
for name in ["iris_forest", "iris_boosting", "iris_lightgbm", "iris_xgboost", "iris_logreg_zipmap"]:
    model = onnx.load(tests / "Models" / f"{name}.onnx")
    node = next(n for n in model.graph.node if n.op_type in ("TreeEnsembleClassifier", "LinearClassifier"))
    facts = {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}
    known = {}
    if "nodes_modes" in facts:
        modes = facts["nodes_modes"]
        children = {
            (t, n): () if mode == b"LEAF" else ((t, yes), (t, no))
            for t, n, mode, yes, no in zip(
                facts["nodes_treeids"], facts["nodes_nodeids"], modes, facts["nodes_truenodeids"],
                facts["nodes_falsenodeids"])
        }

        def depth(node):
            return max((1 + depth(child) for child in children[node]), default=0)

        branches = [f for f, mode in zip(facts["nodes_featureids"], modes) if mode != b"LEAF"]
        known = {
            "trees": len(set(facts["nodes_treeids"])),
            "nodes": len(modes),
            "depths": [depth((tree, 0)) for tree in sorted(set(facts["nodes_treeids"]))],
            "leaves": modes.count(b"LEAF"),
            "splits": {str(f): n for f, n in sorted(collections.Counter(branches).items())},
        }
    for attribute in node.attribute:
        if attribute.name == "post_transform":
            attribute.s = b"NONE"
    # The operator alone, on what comes into it.
    scores = onnx.helper.make_tensor_value_info(node.output[1], onnx.TensorProto.FLOAT, None)
    labels = onnx.helper.make_empty_tensor_value_info(node.output[0])
    del model.graph.output[:]
    model.graph.output.extend([labels, scores])
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    label, score = session.run(None, {session.get_inputs()[0].name: x})
    known["labels"] = [str(value) for value in label]
    known["scores"] = [[float(f"{v:.7g}") for v in row] for row in score.tolist()]
    if "Scaler" in [n.op_type for n in model.graph.node]:
        scaler = next(n for n in model.graph.node if n.op_type == "Scaler")
        about = {a.name: onnx.helper.get_attribute_value(a) for a in scaler.attribute}
        known["scaled"] = [
            [float((v - o) * s) for v, o, s in zip(row, about["offset"], about["scale"])] for row in x.tolist()
        ]
    fixture["models"][name] = known
(tests / "Fixtures" / "trees.json").write_text(json.dumps(fixture) + "\n")
