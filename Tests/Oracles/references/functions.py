"""Functions of single numbers, softmax and normalisations."""

import itertools

import numpy as np
import torch
import torch.nn.functional as F

from .common import agree, attributes, double, inner


ACTIVATIONS = [
    "Relu", "Relu6", "LeakyRelu", "Elu", "Selu", "Gelu", "QuickGelu", "Silu", "Mish", "HardSwish", "HardSigmoid",
    "HardTanh", "Sigmoid", "LogSigmoid", "Tanh", "TanhShrink", "Softplus", "Softsign", "SquaredRelu",
]


def activations(name, detail, node=None):
    """The functions that a name may mean, given what the card says besides."""
    own = attributes(node) if node is not None and node.op_type == name else {}
    number = next((float(word) for word in detail.split() if word.replace(".", "").replace("e-", "").isdigit()), None)

    def near(value):
        return [value + step / 1e5 for step in range(-50, 51)]

    match name:
        case "Gelu":
            return [lambda x: F.gelu(x, approximate="tanh" if detail == "tanh" or own.get("approximate") == b"tanh" else "none")]
        case "LeakyRelu":
            slopes = [own.get("alpha", 0.01)] if own or number is None else near(number)
            return [lambda x, s=s: F.leaky_relu(x, s) for s in slopes]
        case "Elu":
            alphas = [own["alpha"]] if "alpha" in own else near(number) if number else [1.0]
            return [lambda x, a=a: F.elu(x, a) for a in alphas]
        case "HardSigmoid":
            if node is not None and node.op_type == name:
                pairs = [(own.get("alpha", 0.2), own.get("beta", 0.5))]
            else:
                pairs = [(1 / 6, 0.5), (0.2, 0.5)] + [(number or 1 / 6, 0.5)]
            return [lambda x, a=a, b=b: (a * x + b).clamp(0, 1) for a, b in pairs]
    plain = {
        "Relu": F.relu,
        "Relu6": F.relu6,
        "Selu": F.selu,
        "QuickGelu": lambda x: x * torch.sigmoid(1.702 * x),
        "Silu": F.silu,
        "Mish": F.mish,
        "HardSwish": F.hardswish,
        "HardTanh": F.hardtanh,
        "Sigmoid": torch.sigmoid,
        "LogSigmoid": F.logsigmoid,
        "Tanh": torch.tanh,
        "TanhShrink": F.tanhshrink,
        "Softplus": lambda x: torch.logaddexp(x, torch.zeros_like(x)),
        "Softsign": F.softsign,
        "SquaredRelu": lambda x: F.relu(x) ** 2,
    }
    return [plain[name]]


def activation(place, rng):
    node = place.nodes[-1] if len(place.nodes) == 1 else None
    if node is not None and node.op_type == "BiasGelu":
        bias = double(place.constants()[0])
        return agree(place, rng, [lambda x, *rest: F.gelu(x + bias)])
    functions = activations(place.idiom, place.detail, node)
    if node is not None and node.op_type == "FastGelu":
        biases = [double(array) for array in place.constants()] or [torch.zeros(1)]
        functions = [lambda x, *rest: F.gelu(x + biases[0], approximate="tanh")]
    return agree(place, rng, functions, scales=(0.1, 1.0, 3.0, 12.0))


def softmax(place, rng):
    function = F.softmax if place.idiom == "Softmax" else F.log_softmax
    axis = -1
    if len(place.nodes) == 1:
        axis = attributes(place.nodes[0]).get("axis", -1)
        # Before opset 13 all axes from this one on are one.
        version = next((o.version for o in place.whole.model.opset_import if o.domain == ""), 13)
        if version < 13:
            first = attributes(place.nodes[0]).get("axis", 1)
            return agree(place, rng, [lambda x: function(x.flatten(first), -1).reshape(x.shape)])
    return agree(place, rng, [lambda x: function(x, axis)])


def epsilons(place):
    """The constants of a place that may guard a division by zero."""
    found = [0.0]
    for node in place.nodes:
        if "epsilon" in attributes(node):
            found.append(attributes(node)["epsilon"])
        elif "LayerNorm" in node.op_type or node.op_type.endswith("Normalization"):
            found.append(1e-5)
    for name in place.border:
        array = place.whole.value(name) if place.is_fixed(name) else None
        if array is not None and array.dtype.kind == "f" and array.size == 1 and 0 < array.item() <= 0.01:
            found.append(array.item())
    return sorted(set(found), reverse=True)


def affine(place, core):
    """A core with a stored scale (which may be stored less one) and bias; each may be missing."""
    width = np.shape(place.whole.value(place.output))[-1]
    vectors = [double(array).reshape(-1) for array in place.constants() if array.size == width and array.size > 1]
    ones = [double(a).reshape(-1) for a in place.constants() if a.size == 1] if width == 1 else []
    for epsilon in epsilons(place):
        yield lambda x, *rest, e=epsilon: core(x, e)
        for scale in vectors + ones:
            yield lambda x, *rest, e=epsilon, s=scale: core(x, e) * s
            yield lambda x, *rest, e=epsilon, s=scale: core(x, e) * (1 + s)
            yield lambda x, *rest, e=epsilon, s=scale: core(x, e) + s
        for scale, bias in itertools.permutations(vectors + ones, 2):
            yield lambda x, *rest, e=epsilon, s=scale, b=bias: core(x, e) * s + b
            yield lambda x, *rest, e=epsilon, s=scale, b=bias: core(x, e) * (1 + s) + b


def layer_norm(place, rng):
    if place.nodes[-1].op_type == "EmbedLayerNormalization":
        return embedded_norm(place, rng)
    if place.nodes[-1].op_type.startswith("Skip"):
        return skip_norm(place, rng)
    axis = attributes(place.nodes[-1]).get("axis", -1) if place.nodes[-1].op_type == "LayerNormalization" else -1

    def core(x, epsilon):
        if axis not in (-1, x.dim() - 1):
            return F.layer_norm(x, x.shape[axis:], eps=epsilon)
        return F.layer_norm(x, x.shape[-1:], eps=epsilon)

    if len(place.nodes) == 1:
        node = place.nodes[0]
        scale = double(place.whole.value(node.input[1]))
        bias = double(place.whole.value(node.input[2])) if len(node.input) > 2 and node.input[2] else 0
        return agree(place, rng, [lambda x, *rest, e=e: core(x, e) * scale + bias for e in epsilons(place)])
    return agree(place, rng, affine(place, core))


def skip_norm(place, rng):
    node = place.nodes[0]
    given = [double(place.whole.value(name)) if name else None for name in node.input]
    given += [None] * (5 - len(given))
    place.inputs = list(node.input[:2])

    def wanted(x, skip, e):
        x = x + skip + (0 if given[4] is None else given[4])
        if "Simplified" in node.op_type:
            return F.rms_norm(x, x.shape[-1:], given[2], e)
        return F.layer_norm(x, x.shape[-1:], given[2], given[3], e)

    return agree(place, rng, [lambda x, skip, e=e: wanted(x, skip, e) for e in epsilons(place)])


def embedded_norm(place, rng):
    node = place.nodes[0]
    ids, segments, words, positions, kinds, scale, bias = (place.whole.value(name) if name else None for name in node.input[:7])
    x = double(words)[ids.astype(np.int64)] + double(positions)[: ids.shape[1]]
    if kinds is not None:
        x = x + double(kinds)[segments.astype(np.int64) if segments is not None else np.zeros(ids.shape, np.int64)]
    wants = [F.layer_norm(x, x.shape[-1:], double(scale), double(bias), e) for e in epsilons(place)]
    return agree(place, rng, [lambda *rest, w=w: w for w in wants])


def rms_norm(place, rng):
    if place.nodes[-1].op_type.startswith("Skip"):
        return skip_norm(place, rng)
    return agree(place, rng, affine(place, lambda x, e: x / torch.sqrt((x * x).mean(-1, keepdim=True) + e)))


def l2_norm(place, rng):
    def cores():
        for core in (
            lambda x, e: x / torch.sqrt((x * x).sum(-1, keepdim=True) + e),
            lambda x, e: x / torch.clamp(x.norm(dim=-1, keepdim=True), min=e),
            lambda x, e: x / (x.norm(dim=-1, keepdim=True) + e),
        ):
            yield from affine(place, core)

    return agree(place, rng, cores())


def group_norm(place, rng):
    return agree(place, rng, group_norms(place))


def group_norms(place):
    version = next((o.version for o in place.whole.model.opset_import if o.domain == ""), 21)
    arrays = [double(array).reshape(-1) for array in place.constants()]
    channels = np.shape(place.whole.value(place.output))[1]
    vectors = [array for array in arrays if array.numel() == channels]
    groups = [attributes(node)["num_groups"] for node in place.nodes if "num_groups" in attributes(node)]
    if not groups:
        groups = [int(place.detail.split()[0])]
        own = [node for node in place.nodes if node.op_type == "InstanceNormalization"]
        inner = [double(place.whole.value(name)).reshape(-1) for node in own for name in node.input[1:3]]
        if own and not (torch.all(inner[0] == 1) and torch.all(inner[1] == 0)):
            return
        if len(place.nodes) > 3 and len(vectors) < 2:
            return
    elif version < 21:
        vectors = [array.repeat_interleave(channels // groups[0]) for array in arrays]
    pairs = list(itertools.permutations(vectors, 2)) if len(vectors) > 1 else [(None, None)]
    for e in epsilons(place):
        for scale, bias in pairs:
            yield lambda x, *rest, e=e, s=scale, b=bias: F.group_norm(x, groups[0], s, b, e)


def layer_norm_2d(place, rng):
    return agree(place, rng, [lambda x, f=f: f(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2) for f in channels_last(place)])


def channels_last(place):
    width = np.shape(place.whole.value(place.output))[1]
    vectors = [double(array).reshape(-1) for array in place.constants() if array.size == width]
    for epsilon in epsilons(place):
        for scale, bias in list(itertools.permutations(vectors, 2)) + [(v, None) for v in vectors] + [(None, None)]:
            yield lambda x, e=epsilon, s=scale, b=bias: F.layer_norm(x, x.shape[-1:], s, b, e)
