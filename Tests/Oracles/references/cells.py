"""Single steps of recurrent layers."""

import itertools

import torch

from .common import Unsupported, agree, inner, part
from .products import exact_linear


def products(place):
    """The functions that make the gates from what comes in and from the state, by the input that they read."""
    found = {}
    for entry in inner(place, "Linear"):
        own = part(place, entry)
        found.setdefault(own.inputs[0], []).append(exact_linear(place, entry))
    x, h = place.inputs[:2]
    if len(found.get(x, [])) != 1 or len(found.get(h, [])) != 1:
        raise Unsupported("its products are not told apart")
    return found[x][0], found[h][0]


def lstm(place, rng):
    """h = σ(o) tanh(σ(f) c + σ(i) tanh(g)), with the gates in any order."""
    left, right = products(place)

    def step(x, h, c, order):
        parts = (left(x) + right(h)).chunk(4, -1)
        i, f, g, o = (parts[place_of] for place_of in order)
        return torch.sigmoid(o) * torch.tanh(torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g))

    orders = itertools.permutations(range(4))
    return agree(place, rng, [lambda x, h, c, o=order: step(x, h, c, o) for order in orders])


def gru(place, rng):
    """h = (1 - σ(z)) n + σ(z) h, where n = tanh(W x + σ(r) U h), with the gates in any order."""
    left, right = products(place)

    def step(x, h, order):
        a, b = left(x).chunk(3, -1), right(h).chunk(3, -1)
        r, z, n = order
        update = torch.sigmoid(a[z] + b[z])
        new = torch.tanh(a[n] + torch.sigmoid(a[r] + b[r]) * b[n])
        return (1 - update) * new + update * h

    orders = itertools.permutations(range(3))
    return agree(place, rng, [lambda x, h, o=order: step(x, h, o) for order in orders])
