"""Products with stored matrices: Linear, MLPs and embeddings."""

import math

import numpy as np
import torch
import torch.nn.functional as F

from .common import Unsupported, agree, double, error, inner, part
from .functions import ACTIVATIONS, activations


def dequantized(place):
    """The float product's weights of a dynamically quantised one."""
    node = next(node for node in place.nodes if node.op_type == "MatMulInteger")
    weights = place.whole.value(node.input[1]).astype(np.float64)
    zero = place.whole.value(node.input[3]) if len(node.input) > 3 else 0
    scales = [a for a in place.constants() if a.size in (1, weights.shape[1])]
    biases = [a for a in place.constants() if a.size == weights.shape[1]]
    return torch.from_numpy(weights - zero), scales, biases


def linear_functions(place):
    """The affine maps with the stored weights of a place."""
    arrays = place.constants()
    if any(node.op_type == "MatMulInteger" for node in place.nodes):
        weights, scales, biases = dequantized(place)
        for scale in scales:
            for bias in [np.zeros(1)] + biases:
                if bias is not scale:
                    yield lambda x, w=weights, s=double(scale).reshape(-1), b=double(bias).reshape(-1): x @ (w * s) + b
        return
    matrices = [double(array) for array in arrays if array.ndim == 2]
    for number, matrix in enumerate(matrices):
        others = [double(a).reshape(-1) for a in arrays if a.size in (1, *matrix.shape) and max(a.shape, default=1) == a.size]
        for weights in (matrix, matrix.T):
            yield lambda x, w=weights: linear(x, w, 0)
            for bias in others:
                yield lambda x, w=weights, b=bias: linear(x, w, b)


def linear(x, weights, bias):
    return F.linear(x, weights.T.contiguous()) + bias


def linear_place(place, rng):
    shape = np.shape(place.whole.value(place.output))

    def shaped(function):
        def apply(x, *rest):
            result = function(x)
            # Batches may be put together before a product and taken apart behind it.
            if result.shape[-1] == shape[-1] and result.numel() == math.prod(shape):
                return result.reshape(shape)
            return result

        return apply

    exact = not any(node.op_type == "MatMulInteger" for node in place.nodes)
    return agree(place, rng, map(shaped, linear_functions(place)), tolerance=None if exact else 0.05)


def inner_activation(place):
    """The functions that the activation inside of a place may be."""
    for entry in inner(place, *ACTIVATIONS):
        node = None
        if len(entry["operators"]) == 1:
            node = place.whole.nodes[entry["operators"][0]["outputs"][0]]
        return activations(entry["idiom"], entry.get("detail", ""), node), entry
    raise Unsupported("the activation inside is not listed")


def exact_linear(place, entry):
    """The stored product of a place inside, told by running it on its own."""
    own = part(place, entry)
    candidates = list(linear_functions(own))
    feed = own.fresh(np.random.default_rng(3), 1.0)
    got = own.compute(feed)
    for candidate in candidates:
        try:
            want = candidate(double(feed[own.inputs[0]]))
            if want.numel() == got.size and error(got, want.reshape(got.shape)) is None:
                return candidate
        except RuntimeError:
            continue
    raise Unsupported("a product inside has no definition")


def shaped(place, function):
    shape = np.shape(place.whole.value(place.output))

    def apply(x, *rest):
        result = function(x)
        return result.reshape(shape) if result.numel() == math.prod(shape) and result.shape[-1] == shape[-1] else result

    return apply


def gated(place, rng):
    """silu(x W) * (x V), then U; or with one product for W and V."""
    function = F.silu if place.idiom == "SwiGLU" else None
    functions, gate = inner_activation(place)
    products = inner(place, "Linear")
    down = next(entry for entry in products if entry["output"] == place.output)
    rest = [entry for entry in products if entry is not down]
    last = exact_linear(place, down)

    def candidates():
        for act in [function] if function else functions:
            if len(rest) == 1:
                both = exact_linear(place, rest[0])
                for order in (0, 1):
                    yield lambda x, a=act, o=order: last(a(both(x).chunk(2, -1)[o]) * both(x).chunk(2, -1)[1 - o])
            elif len(rest) == 2:
                first, second = (exact_linear(place, entry) for entry in rest)
                yield lambda x, a=act: last(a(first(x)) * second(x))
                yield lambda x, a=act: last(a(second(x)) * first(x))

    return agree(place, rng, [shaped(place, candidate) for candidate in candidates()])


def mlp(place, rng):
    products = [exact_linear(place, entry) for entry in inner(place, "Linear")]
    if len(products) != 2:
        return f"{len(products)} products"
    functions, _ = inner_activation(place)
    return agree(place, rng, [shaped(place, lambda x, f=f: products[1](f(products[0](x)))) for f in functions])


def embedding(place, rng):
    node = next(node for node in place.nodes if node.op_type == "Gather")
    table = double(place.whole.value(node.input[0]))
    return agree(place, rng, [lambda i: F.embedding(i.long() % len(table), table)], scales=(1,))
