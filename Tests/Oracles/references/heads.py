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
    """softmax(s q kᵀ + m) v: the mask is read off at q = 0, the scale at one random input, and both are tried on others."""
    if place.nodes[-1].op_type in ("Attention", "MultiHeadAttention") and len(place.nodes) == 1:
        return fused_attention(place, rng)
    middle = next(node for node in place.nodes if node.op_type == "Softmax")
    names = [middle.input[0], middle.output[0], place.output]
    made = [name in place.made for name in names]
    if not all(made):
        raise Unsupported("its softmax reads what comes from outside")
    q, k, v = place.inputs
    if q not in place.entries or k not in place.entries or v not in place.entries:
        raise Unsupported("an input is not at its border")
    shared = len({q, k, v}) < 3

    def outputs(feed):
        return [double(array) for array in place.compute(feed, names)]

    feed = place.fresh(rng, 1.0)
    if not shared:
        zero = dict(feed)
        zero[q] = np.zeros_like(feed[q])
        mask = outputs(zero)[0]
    else:
        mask = outputs({name: np.zeros_like(array) for name, array in feed.items()})[0]
    logits = outputs(feed)[0]
    seen = (mask > -1e3) & (logits > -1e3)

    def product(feed, order):
        left, right = double(feed[q]), double(feed[k])
        if order == "reshaped":
            right = right.reshape(*left.shape[: left.dim() - 2], -1, left.shape[-1])
        elif order is not None:
            right = right.permute(order)
        result = left @ right.transpose(-1, -2)
        if result.numel() != logits.numel() or result.shape[-2:] != logits.shape[-2:]:
            raise ValueError("the product of queries and keys has another shape")
        return result.reshape(logits.shape)

    def cap(x, limit):
        return x if limit is None else limit * torch.tanh(x / limit)

    def limits():
        yield None
        if any(node.op_type == "Tanh" for node in place.nodes):
            for name in place.border:
                array = place.whole.value(name)
                if array is not None and array.size == 1 and array.dtype.kind == "f" and array.item() > 1:
                    yield array.item()

    def fits(order):
        raw = product(feed, order)
        for limit in limits():
            plain = (logits - mask)[seen]
            if limit is not None:
                if (plain.abs() >= limit).any():
                    continue
                plain = limit * torch.atanh(plain / limit)
            scale = float((plain * raw[seen]).sum() / (raw[seen] ** 2).sum())
            if not math.isfinite(scale):
                continue
            if error(cap(scale * raw[seen], limit).numpy(), (logits - mask)[seen], 1e-3) is None:
                yield scale, limit

    orders = [None, "reshaped"] + [list(order) for order in itertools.permutations(range(np.ndim(feed[k])))]
    found = None
    for order in orders:
        try:
            found = next(((order, scale, limit) for scale, limit in fits(order)), None)
        except (ValueError, RuntimeError):
            continue
        if found:
            break
    if not found:
        return "the weights are no products of queries and keys with a scale and a mask"
    order, scale, limit = found
    if scale <= 0:
        return f"the scale is {scale}"
    # Logits of moderate size: of great ones single precision makes great errors.
    usual = (scale * math.sqrt(np.shape(feed[q])[-1])) ** -0.5
    for size in (0.5 * usual, usual, 2 * usual):
        feed = place.fresh(rng, size)
        _, weights, result = outputs(feed)
        raw = cap(scale * product(feed, order), limit)
        wanted = torch.nan_to_num(F.softmax(raw + mask, -1), nan=0.0)
        fault = error(weights.float().numpy(), wanted, 2e-4)
        if fault:
            return f"the weights: {fault}"
        values = double(feed[v])
        fault = None
        for place_of in range(4):
            try:
                want = combined(wanted, values, place_of, result.shape)
                fault = error(result.float().numpy(), want, 2e-4)
                if fault is None:
                    break
            except (ValueError, RuntimeError) as problem:
                fault = fault or str(problem).splitlines()[0]
        if fault:
            return f"the result: {fault}"
    return None


def combined(weights, values, form, shape):
    """Values weighted, in one of the layouts that files have."""
    if form == 0:
        result = weights @ values
    elif form == 1:
        result = values @ weights.transpose(-1, -2)
    elif form == 2:
        result = weights.reshape(-1, *weights.shape[-2:]) @ values
    else:
        result = weights @ values.reshape(*weights.shape[:-2], *values.shape[-2:])
    return result.reshape(shape)


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
