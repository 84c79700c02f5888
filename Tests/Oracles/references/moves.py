"""Idioms that only move elements: windows, shuffles."""

import itertools
import math

import numpy as np
import torch
import torch.nn.functional as F

from .common import agree, double, inner
from .products import exact_linear


def divisors(number):
    return [size for size in range(1, number + 1) if number % size == 0]


def windows(place, rng):
    """(B, H, W, C) as (B H/h W/w, h, w, C) or (…, h w, C), or back."""
    shape = np.shape(place.whole.value(place.output))
    incoming = np.shape(place.whole.value(place.inputs[0]))

    def cut(x, h, w):
        b, height, width, c = x.shape
        x = x.reshape(b, height // h, h, width // w, w, c).permute(0, 1, 3, 2, 4, 5)
        return x

    def cuts():
        if len(incoming) != 4:
            return
        b, height, width, c = incoming
        for h, w in itertools.product(divisors(height), divisors(width)):
            count = b * (height // h) * (width // w)
            for wanted in ((count, h, w, c), (count, h * w, c), (b, count // b, h * w, c)):
                if tuple(shape) == wanted:
                    yield lambda x, h=h, w=w, s=wanted: cut(x, h, w).reshape(s)

    def joins():
        if len(shape) not in (3, 4):
            return
        c = shape[-1]
        sizes = [shape[1:3]] if len(shape) == 4 else [(n, shape[1] // n) for n in divisors(shape[1])]
        for height, width in sizes:
            for h, w in itertools.product(divisors(height), divisors(width)):
                # Heads may still stand behind the pixels of a window.
                if h * w > 1 and math.prod(incoming) == math.prod(shape):
                    yield lambda x, h=h, w=w, a=height, d=width: (
                        x.reshape(shape[0], a // h, d // w, h, w, c).permute(0, 1, 3, 2, 4, 5).reshape(shape)
                    )

    return agree(place, rng, itertools.chain(cuts(), joins()), scales=(1,))


def channel_shuffle(place, rng):
    channels = np.shape(place.whole.value(place.inputs[0]))[1]
    groups = [size for size in divisors(channels) if size > 1]
    return agree(place, rng, [lambda x, g=g: F.channel_shuffle(x, g) for g in groups], scales=(1,))


def pixel_shuffle(place, rng):
    incoming, shape = (np.shape(place.whole.value(name)) for name in (place.inputs[0], place.output))
    factor = shape[-1] // incoming[-1]
    return agree(place, rng, [lambda x: F.pixel_shuffle(x, factor)], scales=(1,))


def roll(place, rng):
    """torch.roll along one axis, or two of a cyclic shift: by how much is told by where the first element goes."""
    shape = np.shape(place.whole.value(place.inputs[0]))
    probe = np.zeros(shape, np.float32)
    probe.flat[0] = 1
    name = place.inputs[0]
    dtype = np.asarray(place.whole.value(name)).dtype
    got = place.compute({name: probe.astype(dtype)})
    if tuple(got.shape) != tuple(shape) or np.count_nonzero(got) != 1:
        return "its elements are not moved"
    shifts = [int(index[0]) for index in np.nonzero(got)]
    axes = sum(shift != 0 for shift in shifts)
    if axes != (1 if place.idiom == "Roll" else 2):
        return f"it moves along {axes} axes"
    return agree(place, rng, [lambda x: torch.roll(x, shifts, list(range(len(shape))))], scales=(1,))


def space_to_depth(place, rng):
    """Every second row and column, from the first or second one, next to each other; channels last or first."""
    starts = [(i, j) for i in (0, 1) for j in (0, 1)]

    def candidates():
        for order in itertools.permutations(starts):
            yield lambda x, o=order: torch.cat([x[..., i::2, j::2, :] for i, j in o], -1)
            yield lambda x, o=order: torch.cat([x[..., i::2, j::2] for i, j in o], 1)

    return agree(place, rng, candidates(), scales=(1,))


def position_embedding(place, rng):
    tables = [double(array) for array in place.constants() if array.ndim == 3]

    def candidates():
        for table in tables:
            yield lambda x, *rest, t=table: x + F.embedding(torch.arange(x.shape[1]), t[0])

    return agree(place, rng, candidates())


def class_token(place, rng):
    tokens = [double(array) for array in place.constants() if array.ndim == 3]

    def candidates():
        for token in tokens:
            yield lambda x, *rest, t=token: torch.cat([t.expand(x.shape[0], 1, -1), x], 1)

    return agree(place, rng, candidates())


def routing(place, rng):
    """Shares of the best of some scores: a softmax over those alone comes to the same."""
    score = exact_linear(place, inner(place, "Linear")[0])
    count = np.shape(place.whole.value(place.output))[-1]
    return agree(place, rng, [lambda x: F.softmax(score(x).topk(count, -1).values, -1)])


def batched_nms(place, rng):
    """Boxes of each class by themselves, the best first, without those that overlap a better one."""
    node = next(node for node in place.nodes if node.op_type == "NonMaxSuppression")
    given = [place.whole.value(name) if name else None for name in node.input] + [None] * 5
    limit = float(np.ravel(given[3])[0]) if given[3] is not None else 0.0
    least = float(np.ravel(given[4])[0]) if given[4] is not None else -np.inf
    most = int(np.ravel(given[2])[0]) if given[2] is not None else 0
    names = place.inputs[:3]
    count = 40
    for _ in range(4):
        corner = rng.uniform(0, 40, (count, 2))
        boxes = np.concatenate([corner, corner + rng.uniform(5, 30, (count, 2))], 1).astype(np.float32)
        values = [boxes, rng.random(count).astype(np.float32), rng.integers(0, 4, count)]
        feed = {}
        for name, array in zip(names, values):
            known = np.asarray(place.whole.value(name))
            feed[name] = array.astype(known.dtype)
        got = place.compute(feed)
        want = best(*values, limit, least)[:most]
        if list(np.ravel(got if got.ndim < 2 or got.shape[-1] != 3 else got[:, 2])) != want:
            return f"{len(np.ravel(got))} boxes, not those of each class"
    return None


def best(boxes, scores, classes, limit, least):
    kept = []
    for own in np.argsort(-scores, kind="stable"):
        if scores[own] > least and all(classes[own] != classes[other] or overlap(boxes[own], boxes[other]) <= limit for other in kept):
            kept.append(int(own))
    return kept


def overlap(a, b):
    """The area of what two boxes share, as a part of what they cover together."""
    sides = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
    shared = float(np.prod(np.maximum(sides, 0)))
    return shared / (float(np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2])) - shared)
