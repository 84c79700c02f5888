"""Attention, rotary embeddings, and heads split and merged."""

import itertools
import math

import numpy as np
import torch
import torch.nn.functional as F

from .common import Unsupported, agree, attributes, double, error


def rope(place, rng):
    """x cos + rotate(x) sin, for the ways to pair channels: halves, or neighbours; all of them, or the first ones."""

    def fit(table, width):
        """A table of angles for all channels, made from one for each pair."""
        yield table
        if table.shape[-1] * 2 == width:
            yield torch.cat([table, table], -1)
            yield table.repeat_interleave(2, -1)

    def halves(x):
        a, b = x.chunk(2, -1)
        return torch.cat([-b, a], -1)

    def neighbours(x):
        return torch.stack([-x[..., 1::2], x[..., 0::2]], -1).flatten(-2)

    def candidates():
        for turn in (halves, neighbours):
            for choice in range(3):
                for swapped in (False, True):
                    yield lambda x, c, s, t=turn, n=choice, w=swapped: apply(x, c, s, t, n, w)

    def apply(x, c, s, turn, choice, swapped):
        if swapped:
            c, s = s, c
        shape = np.shape(place.whole.value(place.output))
        width = c.shape[-1] if choice == 0 else 2 * c.shape[-1]
        turned, rest = x[..., :width], x[..., width:]
        cos, sin = list(fit(c, width))[choice], list(fit(s, width))[choice]
        result = torch.cat([turned * cos + turn(turned) * sin, rest], -1)
        return result.reshape(shape) if result.numel() == math.prod(shape) else result

    return agree(place, rng, candidates())


def repeat_heads(place, rng):
    shape = np.shape(place.whole.value(place.output))

    def repeat(x):
        return x.repeat_interleave(math.prod(shape) // x.numel(), 1).reshape(shape)

    return agree(place, rng, [repeat], scales=(1,))


def split_heads(place, rng):
    shape = np.shape(place.whole.value(place.output))
    return agree(
        place, rng,
        [
            lambda x: x.reshape(*x.shape[:2], shape[1], -1).permute(0, 2, 1, 3),
            lambda x: x.reshape(*x.shape[:2], shape[1], -1).permute(0, 2, 3, 1),
        ],
        scales=(1,),
    )


def merge_heads(place, rng):
    shape = np.shape(place.whole.value(place.output))

    def merge(x):
        x = x.permute(0, 2, 1, 3).flatten(-2)
        return x.flatten(0, 1) if len(shape) == 2 else x

    return agree(place, rng, [merge], scales=(1,))


def attention(place, rng):
    """softmax(f(q kᵀ)) v, where f may scale, cap, add and hide, but keeps each score by itself and their order.

    The three steps are checked one by one. What the place multiplies is a product of queries and keys, but for a scale
    of each head. What is made of a score depends on that score alone, grows with it, and is the same function for all
    queries and keys of a head, but for what is added (`a` and `m`) or hidden. What comes out is v, weighted by shares.
    """
    if place.nodes[-1].op_type in ("Attention", "MultiHeadAttention") and len(place.nodes) == 1:
        return fused_attention(place, rng)
    middle = next(node for node in place.nodes if node.op_type == "Softmax")
    product = next(node for node in place.nodes if node.op_type in PRODUCTS)
    names = [product.output[0], middle.input[0], middle.output[0], place.output]
    if not all(name in place.made for name in names):
        raise Unsupported("its softmax reads what comes from outside")
    place.inputs = [at_border(place, name) for name in place.inputs]
    q, k, v = place.inputs[:3]
    if q not in place.entries or k not in place.entries or v not in place.entries:
        raise Unsupported("an input is not at its border")
    masks = [name for name in place.inputs[3:] if name]
    if any(name not in place.border for name in masks):
        raise Unsupported("a mask is not at its border")

    def outputs(feed):
        return [double(array) for array in place.compute(feed, names)]

    feed = place.fresh(rng, 1.0)
    scores = outputs(feed)[0]
    scale = matched(product, feed[q], feed[k], scores)
    if scale is None:
        return "the scores are no products of queries and keys with a scale"
    for known in [False, True] if masks else [False]:
        fault = keeps_order(place, product.output[0], middle.input[0], masks, rng, known)
        if fault:
            return fault
    # Scores of moderate size: of great ones single precision makes great errors.
    usual = (scale * math.sqrt(np.shape(feed[q])[-1])) ** -0.5
    for size in (0.5 * usual, usual, 2 * usual):
        feed = place.fresh(rng, size)
        for name in masks:
            feed[name] = varied(place, name, rng)
        _, logits, shares, result = outputs(feed)
        wanted = F.softmax(logits, -1)
        fault = error(shares.float().numpy(), wanted, 2e-4)
        if fault:
            return f"the shares: {fault}"
        fault = weighted(place, torch.nan_to_num(wanted, nan=0.0), double(feed[v]), result)
        if fault:
            return f"the result: {fault}"
    return None


def at_border(place, name):
    """The value by which a place reads an input: a Reshape that changes nothing may stand between."""
    if not name or name in place.border:
        return name
    shape = np.shape(place.whole.value(name))
    for border in place.border:
        source = border
        for _ in range(4):
            node = place.whole.nodes.get(source)
            if node is None or node.op_type not in ("Reshape", "Cast", "Identity"):
                break
            source = node.input[0]
            if source == name and np.shape(place.whole.value(border)) == shape:
                return border
    return name


PRODUCTS = ("MatMul", "Einsum", "FusedMatMul")


def repeated(x, count):
    """A tensor as it is, and with its heads repeated so that there are as many rows of matrices as wanted."""
    yield x
    if x.dim() == 4 and x.shape[0] * x.shape[1] < count and count % (x.shape[0] * x.shape[1]) == 0:
        yield x.repeat_interleave(count // (x.shape[0] * x.shape[1]), 1)


def layouts(x):
    """A tensor with its axes in any order."""
    yield x
    for order in itertools.permutations(range(x.dim())):
        yield x.permute(order)


def matched(product, q, k, scores):
    """The mean of the scales by which scores are q kᵀ, or None. Each matrix may have its own scale."""
    q, k = double(q), double(k)
    count = math.prod(scores.shape[:-2])

    def products():
        if product.op_type == "Einsum":
            yield lambda: torch.einsum(attributes(product)["equation"].decode(), q, k)
            return
        for keys in repeated(k, count):
            for turned in layouts(keys):
                yield lambda t=turned: q @ t.transpose(-1, -2)
        # Batch and heads may be one axis on one side, or heads be cut just here.
        for keys in repeated(k, count):
            yield lambda t=keys: q @ t.reshape(*q.shape[:-2], -1, q.shape[-1]).transpose(-1, -2)
            yield lambda t=keys: q @ t.reshape(*q.shape[:-2], q.shape[-1], -1)
            yield lambda t=keys: q.reshape(-1, *q.shape[-2:]) @ t.reshape(-1, *t.shape[-2:]).transpose(-1, -2)

    for function in products():
        try:
            raw = function()
        except (RuntimeError, ValueError):
            continue
        if raw.numel() != scores.numel() or raw.shape[-2:] != scores.shape[-2:]:
            continue
        raw, got = raw.reshape(count, -1), scores.reshape(count, -1)
        scales = (raw * got).sum(-1, keepdim=True) / (raw**2).sum(-1, keepdim=True)
        if torch.isfinite(scales).all() and (scales > 0).all() and error(got.numpy(), raw * scales, 5e-4) is None:
            return float(scales.mean())
    return None


def varied(place, name, rng):
    """Other numbers for what is added, and another choice of what is hidden."""
    known = np.asarray(place.whole.value(name))
    if known.dtype.kind == "f":
        return rng.standard_normal(known.shape).astype(known.dtype)
    if known.dtype == bool:
        return rng.random(known.shape) < 0.5
    return known


def keeps_order(place, scores, logits, masks, rng, known):
    """None where each value in front of the softmax grows with its score and depends on no other, else what is wrong."""
    made = {name: node for node in place.nodes for name in node.output}
    wanted, open_ = set(), [logits]
    while open_:
        name = open_.pop()
        if name in made and name != scores and made[name].output[0] not in wanted:
            wanted.add(made[name].output[0])
            open_ += made[name].input
    nodes = [node for node in place.nodes if node.output[0] in wanted]
    shape = np.shape(place.whole.value(scores))
    dtype = np.asarray(place.whole.value(scores)).dtype
    fixed = {name: np.asarray(place.whole.value(name)) if known else varied(place, name, rng) for name in masks}

    def move(x, given=fixed):
        if not nodes:
            return x.astype(np.float64)
        used = {name: array for name, array in given.items() if any(name in node.input for node in nodes)}
        return place.compute({scores: x.astype(dtype), **used}, [logits], nodes).astype(np.float64)

    zero = move(np.zeros(shape))
    if zero.size != math.prod(shape) or zero.shape[-1] != shape[-1]:
        return f"scores {list(shape)} become {list(zero.shape)}"
    # One score alone: those that stay must not change what others become.
    first = rng.standard_normal(shape)
    chosen = rng.random(shape) < 0.5
    second = np.where(chosen, first + 1, first)
    before, after = move(first).reshape(shape), move(second).reshape(shape)
    if not np.array_equal(before[~chosen], after[~chosen], equal_nan=True):
        return "a score depends on others"
    count = math.prod(zero.shape[:-2])
    flat = zero.reshape(count, -1)
    # What is hidden is far below all others.
    open_ = np.isfinite(flat) & (flat > -1e3)
    last = None
    step = 1e-2 if dtype == np.float16 else 2e-4
    for value in (-3.0, -1.0, -0.3, 0.3, 1.0, 3.0):
        grown = move(np.full(shape, value)).reshape(count, -1) - np.where(open_, flat, 0)
        for row, seen in zip(grown, open_):
            if seen.any() and np.ptp(row[seen]) > step * (1 + np.abs(flat[open_]).max()):
                hidden = any(node.op_type == "Where" for node in nodes)
                return f"scores of one head are changed differently{', or replaced by no low number' if hidden else ''}"
        if last is not None and not (grown > last)[open_].all():
            return "what is made of a score does not grow with it"
        last = grown
    # What is added counts as it is, but for a scale of each head.
    for name in masks:
        if known or fixed[name].dtype.kind != "f":
            continue
        node = next((node for node in nodes if name in node.input), None)
        if node is None or node.op_type not in ("Add", "Sub"):
            return f"{name} is not added to scores"
        target = np.shape(place.whole.value(node.output[0]))
        moved = (move(np.zeros(shape)) - move(np.zeros(shape), {**fixed, name: np.zeros_like(fixed[name])})).reshape(count, -1)
        added = np.broadcast_to(fixed[name], target).astype(np.float64).reshape(count, -1)
        scales = (moved * added * open_).sum(-1, keepdims=True) / np.maximum((added**2 * open_).sum(-1, keepdims=True), 1e-9)
        if error(moved * open_, added * scales * open_, 10 * step):
            return f"{name} is not added to scores"
    return None


def weighted(place, shares, values, result):
    """None where a result is the sum of values, weighted by shares, in one of the layouts that files have."""
    last = [node for node in place.nodes if node.op_type in PRODUCTS][-1]
    count = math.prod(shares.shape[:-2])

    def results():
        if last.op_type == "Einsum":
            equation = attributes(last)["equation"].decode()
            own = np.shape(place.whole.value(last.input[0]))
            yield lambda: torch.einsum(equation, shares.reshape(own), values)
            return
        for v in repeated(values, count):
            yield lambda v=v: shares @ v
            yield lambda v=v: v @ shares.transpose(-1, -2)
            yield lambda v=v: shares.reshape(*v.shape[:-2], *shares.shape[-2:]) @ v
            yield lambda v=v: v @ shares.reshape(*v.shape[:-2], *shares.shape[-2:]).transpose(-1, -2)
            yield lambda v=v: shares @ v.reshape(*shares.shape[:-2], *v.shape[-2:])

    # Shares may be weighted by a constant.
    factors = [1.0]
    for name in place.border:
        array = place.whole.value(name) if place.is_fixed(name) else None
        if array is not None and array.dtype.kind == "f" and array.size == 1 and any(n.op_type == "Mul" for n in place.nodes):
            factors.append(float(array.item()))
    fault = None
    for function in results():
        try:
            want = function().reshape(result.shape)
        except (RuntimeError, ValueError) as problem:
            fault = fault or str(problem).splitlines()[0]
            continue
        for factor in factors:
            fault = error(result.float().numpy(), want * factor, 2e-4)
            if fault is None:
                return None
    return fault


def fused_attention(place, rng):
    node = place.nodes[0]
    own = attributes(node)
    if node.domain != "com.microsoft" or node.op_type != "Attention" or any(node.input[4:]):
        raise Unsupported("a fused operator of another form")
    weights, bias = (double(place.whole.value(name)) for name in node.input[1:3])
    heads = own["num_heads"]
    mask = place.whole.value(node.input[3]) if len(node.input) > 3 and node.input[3] else None
    if mask is not None and not (mask.ndim == 2 and mask.all() or mask.ndim == 1 and (mask == mask.max()).all()):
        raise Unsupported("a fused operator with a mask")

    def wanted(x):
        q, k, v = (x @ weights + bias).chunk(3, -1)
        q, k, v = (t.reshape(*t.shape[:2], heads, -1).transpose(1, 2) for t in (q, k, v))
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)

    place.inputs = [node.input[0]]
    return agree(place, rng, [wanted], tolerance=2e-4)
