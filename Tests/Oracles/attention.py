"""Records what numpy says about the attention of a trained encoder.

    python3 Tests/Oracles/attention.py ATTENTION.npz TOKENS.json

writes Tests/Fixtures/attention.json, which `swift test` compares with: two samples with their tokens, weights, figures
and rollout. ATTENTION.npz has layer0, layer1, … [sample, head, query, key], TOKENS.json the tokens as `rows`. Needs numpy.
"""

import json
import pathlib
import sys

import numpy

SAMPLES = [0, 9]
arrays = numpy.load(sys.argv[1])
layers = [arrays[name].astype(float) for name in sorted(arrays) if name.startswith("layer")]
n = layers[0].shape[-1]
i = numpy.arange(n)


def figures(weights):
    """Of weights [sample, query, key], by the definitions."""
    logs = numpy.log(numpy.where(weights > 0, weights, 1))
    return {
        "entropy": -(weights * logs).sum(-1).mean(),
        "largest": weights.max(-1).mean(),
        "first": weights[:, :, 0].mean(),
        "itself": weights[:, i, i].mean(),
        "previous": weights[:, i[1:], i[:-1]].mean(),
        "mirrored": weights[:, i[1:], n - i[1:]].mean(),
    }


def rollout(sample):
    product = numpy.eye(n)
    for layer in layers:
        mixing = layer[sample].mean(0) / 2 + numpy.eye(n) / 2
        product = mixing / mixing.sum(-1, keepdims=True) @ product
    return product


known = {
    "heads": layers[0].shape[1],
    "tokens": [json.load(open(sys.argv[2]))["rows"][sample] for sample in SAMPLES],
    "weights": [[[float(f"{w:.9g}") for w in layer[sample].ravel()] for layer in layers] for sample in SAMPLES],
    "figures": [
        [[figures(layer[sample : sample + 1, head]) for head in range(layer.shape[1])] for layer in layers]
        for sample in SAMPLES
    ],
    "rollouts": [[float(f"{w:.7g}") for w in rollout(sample).ravel()] for sample in SAMPLES],
}
fixtures = pathlib.Path(__file__).resolve().parent.parent / "Fixtures"
(fixtures / "attention.json").write_text(json.dumps(known, separators=(",", ":")) + "\n")
