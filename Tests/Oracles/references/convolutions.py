"""Convolutions with what follows them, and units with a shortcut."""

import numpy as np
import torch.nn.functional as F

from .common import Unsupported, agree, attributes, double, error, inner, part
from .functions import ACTIVATIONS, activations, channels_last, group_norms
from .products import exact_linear


def convolve(node, place):
    """A Conv or ConvTranspose as a function."""
    weights = double(place.whole.value(node.input[1]))
    bias = double(place.whole.value(node.input[2])) if len(node.input) > 2 and node.input[2] else None
    return convolution(node, weights, bias)


def convolution(node, weights, bias):
    """What an operator's attributes say, with these weights."""
    own = attributes(node)
    dims = weights.dim() - 2
    if own.get("auto_pad", b"NOTSET") not in (b"NOTSET", b"VALID"):
        raise Unsupported("padding by the operator's own rule")
    pads = list(own.get("pads", [0] * 2 * dims))
    strides, dilations = own.get("strides", [1] * dims), own.get("dilations", [1] * dims)
    group = own.get("group", 1)
    ends = [size for axis in reversed(range(dims)) for size in (pads[axis], pads[axis + dims])]
    if node.op_type in ("Conv", "ConvInteger"):
        function = [F.conv1d, F.conv2d, F.conv3d][dims - 1]
        return lambda x: function(F.pad(x, ends), weights, bias, strides, 0, dilations, group)
    function = [F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d][dims - 1]
    if pads[:dims] != pads[dims:]:
        raise Unsupported("uneven padding of a transposed convolution")
    extra = own.get("output_padding", [0] * dims)
    return lambda x: function(x, weights, bias, strides, pads[:dims], extra, group, dilations)


def normalize(node, place):
    """A BatchNormalization or InstanceNormalization as a function."""
    given = [double(place.whole.value(name)) for name in node.input[1:]]
    epsilon = attributes(node).get("epsilon", 1e-5)
    if node.op_type == "BatchNormalization":
        return lambda x: F.batch_norm(x, given[2], given[3], given[0], given[1], False, 0, epsilon)
    return lambda x: F.instance_norm(x, weight=given[0], bias=given[1], eps=epsilon)


NORMS = {"BatchNormalization", "InstanceNormalization"}
CONVOLUTIONS = {"Conv", "ConvTranspose"}


def stages(place):
    """The convolutions of a place in order, with what follows each: (kernel, groups, channels in and out), function."""
    squeezes = inner(place, "SqueezeExcite")
    inside = {name for entry in squeezes for o in entry["operators"] for name in o["outputs"]}
    found = []
    for node in place.nodes:
        if node.op_type not in CONVOLUTIONS or node.output[0] in inside:
            continue
        weights = place.whole.value(node.input[1])
        steps, value = following(node.output[0], place)
        group = attributes(node).get("group", 1)
        incoming = weights.shape[1] * group if node.op_type == "Conv" else weights.shape[0]
        outgoing = weights.shape[0] if node.op_type == "Conv" else weights.shape[1] * group
        found.append((tuple(weights.shape[2:]), group, incoming, outgoing, node.input[0], value, [convolve(node, place), *steps]))
    return found


def following(value, place):
    """The norms, activations and squeeze-excites that a value goes through, as functions, and what comes of it."""
    byInput = {}
    for node in place.nodes:
        for name in node.input:
            byInput.setdefault(name, []).append(node)
    acts = {entry["inputs"][0]: entry for entry in inside_all(place, *ACTIVATIONS)}
    norms = {entry["inputs"][0]: entry for entry in inside_all(place, "GroupNorm", "LayerNorm2d", "Affine")}
    squeezes = {entry["inputs"][0]: entry for entry in inside_all(place, "SqueezeExcite")}
    steps = []
    while True:
        norm = next((other for other in byInput.get(value, []) if other.op_type in NORMS and other.input[0] == value), None)
        if norm is not None:
            steps.append(normalize(norm, place))
            value = norm.output[0]
            continue
        if value in squeezes:
            steps.append(squeeze_function(part(place, squeezes[value])))
            value = squeezes[value]["output"]
            continue
        if value in norms:
            own = part(place, norms[value])
            if own.idiom == "GroupNorm":
                steps.append(fitting(own, group_norms(own)))
            elif own.idiom == "Affine":
                steps.append(fitting(own, affine_functions(own)))
            else:
                functions = channels_last(own)
                steps.append(fitting(own, [lambda x, f=f: f(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2) for f in functions]))
            value = own.output
            continue
        if value in acts:
            entry = acts[value]
            own = part(place, entry)
            single = own.nodes[0] if len(own.nodes) == 1 else None
            steps.append(fitting(own, activations(entry["idiom"], entry.get("detail", ""), single)))
            value = entry["output"]
            continue
        through = next((other for other in byInput.get(value, []) if passes(other, place)), None)
        if through is None:
            break
        value = through.output[0]
    return steps, value


def inside_all(place, *idioms):
    """The places of some idioms inside of a place, the outermost of those that begin with the same value last."""
    return sorted((entry for entry in place.nested if entry["idiom"] in idioms), key=lambda entry: len(entry["operators"]))


def passes(node, place):
    """Whether an operator gives what it takes."""
    if node.op_type == "Reshape":
        return np.shape(place.whole.value(node.input[0])) == np.shape(place.whole.value(node.output[0]))
    return node.op_type in ("Identity", "Dropout", "Cast")


def fitting(place, functions):
    """The one of several functions that a place computes."""
    feed = place.fresh(np.random.default_rng(5), 2.0)
    got = place.compute(feed)
    for function in functions:
        if error(got, function(double(feed[place.inputs[0]]))) is None:
            return function
    raise Unsupported("a part has no definition")


def chain(steps):
    def apply(x):
        for step in steps:
            x = step(x)
        return x

    return apply


def conv_block(place, rng):
    found = stages(place)
    if len(found) != 1:
        return f"{len(found)} convolutions"
    if found[0][5] != place.output:
        return "something else follows the convolution"
    return agree(place, rng, [lambda x, *rest: chain(found[0][6])(x)], scales=(0.3, 1.0))


def patch_embed(place, rng):
    node = next(node for node in place.nodes if node.op_type == "Conv")
    function = convolve(node, place)
    # Tokens in a row, or still laid out as the picture.
    forms = [lambda x: function(x).flatten(2).transpose(1, 2), lambda x: function(x).permute(0, 2, 3, 1)]
    return agree(place, rng, forms, scales=(0.3, 1.0))


def squeeze_function(place):
    """x weighted by gate(W act(V mean(x)))."""
    gates = [entry for entry in inner(place, "Sigmoid", "HardSigmoid")] or [
        entry for entry in place.nested if entry["idiom"] in ("Sigmoid", "HardSigmoid")
    ]
    convs = [node for node in place.nodes if node.op_type == "Conv"]
    if convs:
        first, second = (convolve(node, place) for node in convs)
    else:
        first, second = (exact_linear(place, entry) for entry in inner(place, "Linear"))
    acts = [entry for entry in inner(place, *ACTIVATIONS)]
    functions = []
    for entry in acts:
        own = part(place, entry)
        functions.append(fitting(own, activations(entry["idiom"], entry.get("detail", ""), own.nodes[0] if len(own.nodes) == 1 else None)))
    last = {name for node in place.nodes for name in node.input}
    if len(functions) == 1:
        gate = next((node for node in place.nodes if node.op_type in ("Sigmoid", "HardSigmoid")), None)
        if gate is None:
            raise Unsupported("no gate")
        functions.append(activations(gate.op_type, "", gate)[0])
    act, gate = functions[:2]

    def apply(x):
        if convs:
            return x * gate(second(act(first(x.mean((2, 3), keepdim=True)))))
        weights = gate(second(act(first(x.mean((2, 3))))))
        return x * weights[..., None, None]

    return apply


def squeeze_excite(place, rng):
    function = squeeze_function(place)
    return agree(place, rng, [function], scales=(0.3, 1.0))


def inverted_residual(place, rng):
    found = stages(place)
    last = next((node for node in reversed(place.nodes) if node.op_type == "Add" and adds_data(node, place)), None)
    if last is not None:
        # A shortcut may have a pointwise convolution of its own.
        aside = min((convolutions_before(name, place) for name in last.input), key=len)
        found = [stage for stage in found if stage[4] not in {n.input[0] for n in aside} or len(aside) > 1]
    wide = place.idiom == "InvertedResidual"
    if len(found) != (3 if wide else 2):
        return f"{len(found)} convolutions"
    middle = found[1] if wide else found[0]
    for stage in found:
        if stage is not middle and (max(stage[0]) > 1 or stage[1] > 1):
            return "a convolution is not pointwise"
    if middle[1] != middle[2]:
        return "the middle is not one convolution for each channel"
    if wide and found[0][3] <= found[0][2]:
        return "it does not widen"
    through = chain([chain(stage[6]) for stage in found])
    incoming, shape = (np.shape(place.whole.value(name)) for name in (place.inputs[0], place.output))
    forms = [lambda x, *rest: through(x)]
    if tuple(incoming) == tuple(shape):
        forms.append(lambda x, *rest: x + through(x))
    fault = agree(place, rng, forms, scales=(0.3, 1.0), tolerance=1e-4)
    # A unit that is named by what it holds may have a norm in front, or functions without a name between.
    return residual(place, rng) if fault else None


def residual(place, rng):
    """A branch of the kind that the name says, plus a shortcut: both are cut out and run by themselves."""
    made = {name: node for node in place.nodes for name in node.output}
    last = next((node for node in reversed(place.nodes) if node.op_type == "Add" and adds_data(node, place)), None)
    if last is None:
        return "nothing is added"
    if place.idiom in ("Bottleneck", "BasicBlock"):
        sizes = max((kernels(name, place) for name in last.input), key=len)
        if place.idiom == "Bottleneck" and not (len(sizes) == 3 and sizes[0] == 1 and sizes[1] > 1 and sizes[2] == 1):
            return f"kernels {sizes}"
        if place.idiom == "BasicBlock" and not (len(sizes) == 2 and min(sizes) > 1):
            return f"kernels {sizes}"
    wanted = {"ResidualMLP": ("MLP", "SwiGLU", "GeGLU")}
    wanted |= {name: ("Attention",) for name in ("ResidualAttention", "TransformerLayer", "TransformerLayers", "AttentionMLP")}
    names = wanted.get(place.idiom)
    if names and not any(entry["idiom"] in names for entry in place.nested):
        # An MLP may have more between its products than an activation.
        products = [entry for entry in place.nested if entry["idiom"] == "Linear"]
        if place.idiom != "ResidualMLP" or len(products) < 2 or any(mixes(node, place) for node in place.nodes):
            return "it lacks " + names[0]
        if not any(is_behind(a, b, place) for a in products for b in products):
            return "no product stands behind another"
    if place.idiom in ("TransformerLayer", "TransformerLayers", "AttentionMLP"):
        fault = layer_parts(place)
        if fault:
            return fault
    if place.idiom in ("Bottleneck", "BasicBlock", "ResidualBlock") and not any(n.op_type in CONVOLUTIONS for n in place.nodes):
        return "it has no convolution"
    feed = place.fresh(rng, 1.0)
    # Units have no letters: what is fed is all that comes from outside, and so nothing where that is not known.
    result = place.compute(feed, [last.output[0]])
    sides, read = [], []
    for name in last.input:
        read.append({name})
        if name in made:
            nodes, open_ = set(), [name]
            while open_:
                value = open_.pop()
                if value in made and made[value].output[0] not in nodes:
                    nodes.add(made[value].output[0])
                    open_ += made[value].input
            branch = [node for node in place.nodes if node.output[0] in nodes]
            read[-1] = {value for node in branch for value in node.input}
            sides.append(double(place.compute(feed, [name], branch)))
        else:
            sides.append(double(feed[name] if name in feed else place.whole.value(name)))
    if names and not ancestors(read[0], place) & ancestors(read[1], place):
        return "the shortcut and the branch read different values"
    return error(result, sides[0] + sides[1])


def kernels(value, place):
    """The greatest extents of the kernels on the way to a value, inside of a place; a shortcut has fewer than the branch."""
    return [max(place.whole.value(node.input[1]).shape[2:]) for node in convolutions_before(value, place)]


def convolutions_before(value, place):
    """The convolutions on the way to a value, inside of a place."""
    made = {name: node for node in place.nodes for name in node.output}
    squeezes = {name for entry in inner(place, "SqueezeExcite") for o in entry["operators"] for name in o["outputs"]}
    found, open_ = set(), [value]
    while open_:
        name = open_.pop()
        if name in made and made[name].output[0] not in found:
            found.add(made[name].output[0])
            open_ += made[name].input
    # Convolutions of a squeezed picture, one pixel, weigh channels.
    nodes = [n for n in place.nodes if n.output[0] in found - squeezes and n.op_type in CONVOLUTIONS]
    return [n for n in nodes if np.prod(np.shape(place.whole.value(n.input[0]))[2:]) > 1]


def is_behind(second, first, place):
    """Whether what one entry makes goes into another, inside of a place."""
    made = {name: node for node in place.nodes for name in node.output}
    seen, open_ = set(), list(second["inputs"])
    while open_:
        name = open_.pop()
        if name == first["output"]:
            return True
        if name in made and name not in seen:
            seen.add(name)
            open_ += made[name].input
    return False


def layer_parts(place):
    """None where there are as many attentions and MLPs as the name of a layer says."""
    attentions = len(inner(place, "Attention")) or sum(entry["idiom"] == "Attention" for entry in place.nested)
    kinds = ("MLP", "SwiGLU", "GeGLU", "MixFFN")
    layers = sum(entry["idiom"] in kinds for entry in place.nested)
    if place.idiom == "TransformerLayer" and (attentions not in (1, 2) or layers > 1):
        return f"{attentions} attentions and {layers} MLPs"
    if place.idiom == "TransformerLayers" and (attentions != layers or layers < 2):
        return f"{attentions} attentions and {layers} MLPs"
    if layers:
        return None
    # What stands behind the last attention has to be two products at least, and an activation.
    order = place.whole.order
    last = max((order[entry["output"]] for entry in place.nested if entry["idiom"] == "Attention"), default=-1)
    behind = [entry["idiom"] for entry in place.nested if order.get(entry["output"], -1) > last]
    # The product that joins heads is one more.
    if behind.count("Linear") < 3 or not any(name in ACTIVATIONS for name in behind):
        return "there is no MLP"
    return None


def mixed(place, rng):
    """A depthwise convolution and an MLP: one between the two products, or one in front of them."""
    convolutions = [node for node in place.nodes if node.op_type in CONVOLUTIONS]
    if len(convolutions) != 1:
        return f"{len(convolutions)} convolutions"
    weights = place.whole.value(convolutions[0].input[1])
    if attributes(convolutions[0]).get("group", 1) != weights.shape[0] or weights.shape[1] != 1:
        return "the convolution sees several channels"
    products = [entry["output"] for entry in inner(place, "Linear", "MLP") if entry["idiom"] == "Linear"]
    products += [entry["output"] for entry in place.nested if entry["idiom"] == "Linear" and entry["output"] not in products]
    if len(products) != 2:
        return f"{len(products)} products"
    order = place.whole.order
    before = sum(order[name] < order[convolutions[0].output[0]] for name in products)
    if before != (1 if place.idiom == "MixFFN" else 0):
        return f"{before} products in front of the convolution"
    acts = [entry for entry in inner(place, *ACTIVATIONS, "MLP") if entry["idiom"] != "MLP"] or [
        entry for entry in place.nested if entry["idiom"] in ACTIVATIONS
    ]
    if len(acts) != 1:
        return f"{len(acts)} activations"
    # Between the products nothing may happen but that, and moves: the same numbers stand in another order.
    ends = {entry["output"]: part(place, entry) for entry in place.nested if entry["idiom"] == "Linear"}
    first, last = (ends[name] for name in sorted(products, key=order.get))
    steps = [(acts[0]["output"], last.inputs[0])]
    if place.idiom == "MixFFN":
        steps += [(first.output, convolutions[0].input[0]), (convolutions[0].output[0], acts[0]["inputs"][0])]
    else:
        steps += [(first.output, acts[0]["inputs"][0])]
    feed = place.fresh(rng, 1.0)
    for start, end in steps:
        a, b = place.compute(feed, [start, end]) if start != end else (0, 0)
        if error(np.sort(np.ravel(a)), np.sort(np.ravel(b))):
            return "something else stands between the products"
    return residual(place, rng)


def affine_place(place, rng):
    """A number for each channel times x, and one more."""
    return agree(place, rng, affine_functions(place))


def affine_functions(place):
    channels = np.shape(place.whole.value(place.output))[1]
    vectors = [double(array).reshape(1, -1, 1, 1) for array in place.constants() if array.size == channels]
    forms = [(a, b) for i, a in enumerate(vectors) for j, b in enumerate(vectors) if i != j or len(vectors) == 1]
    return [lambda x, *rest, a=a, b=b: x * a + b for a, b in forms]


def dense_layer(place, rng):
    """Norm, activation and a pointwise convolution, then the same with one of 3 × 3."""
    found = stages(place)
    if [max(stage[0]) for stage in found] != [1, 3]:
        return f"kernels {[stage[0] for stage in found]}"
    first, value = following(place.inputs[0], place)
    if value != found[0][4] or len(first) < 2:
        return "no norm and activation stand in front"
    if found[1][5] != place.output:
        return "something else follows"
    return agree(place, rng, [lambda x, *rest: chain([*first, *found[0][6], *found[1][6]])(x)], scales=(0.3, 1.0), tolerance=1e-4)


def double_conv(place, rng):
    """Two convolutions of 3 × 3, each with what follows it."""
    found = stages(place)
    if [max(stage[0]) for stage in found] != [3, 3]:
        return f"kernels {[stage[0] for stage in found]}"
    if found[0][5] != found[1][4] or found[1][5] != place.output:
        return "something else follows a convolution"
    return agree(place, rng, [lambda x, *rest: chain([*found[0][6], *found[1][6]])(x)], scales=(0.3, 1.0), tolerance=1e-4)


def transition(place, rng):
    """Norm, activation, a pointwise convolution and a mean over windows."""
    found = stages(place)
    if [max(stage[0]) for stage in found] != [1]:
        return f"kernels {[stage[0] for stage in found]}"
    first, value = following(place.inputs[0], place)
    if value != found[0][4] or len(first) < 2:
        return "no norm and activation stand in front"
    pool = place.nodes[-1]
    own = attributes(pool)
    if pool.op_type != "AveragePool" or any(own.get("pads", [])) or own.get("ceil_mode", 0):
        raise Unsupported("another mean")
    mean = lambda x: F.avg_pool2d(x, own["kernel_shape"], own.get("strides", [1, 1]))
    return agree(place, rng, [lambda x, *rest: mean(chain([*first, *found[0][6]])(x))], scales=(0.3, 1.0), tolerance=1e-4)


def dense_block(place, rng):
    """Each layer reads the numbers of what came in and of all layers before it, and no others."""
    layers = sorted(inner(place, "DenseLayer"), key=lambda entry: place.whole.order[entry["output"]])
    if len(layers) < 2:
        return f"{len(layers)} layers"
    start = layers[0]["inputs"][0]
    feed = place.fresh(rng, 1.0)
    names = [name for name in [start, *(e["inputs"][0] for e in layers), *(e["output"] for e in layers), place.output]]
    made = [name for name in dict.fromkeys(names) if name not in feed]
    values = dict(zip(made, place.compute(feed, made))) | feed
    known = [values[start]]
    for entry in [*layers, None]:
        got = values[entry["inputs"][0] if entry else place.output]
        want = np.concatenate([np.ravel(array) for array in known])
        if error(np.sort(np.ravel(got)), np.sort(want)):
            return "a layer reads something else"
        if entry:
            known.append(values[entry["output"]])
    return None


def quantized_conv(place, rng):
    """The convolution of real numbers, as far as eight bits tell them."""
    node = next(node for node in place.nodes if node.op_type == "ConvInteger")
    weights = place.whole.value(node.input[1]).astype(np.float64)
    zero = place.whole.value(node.input[3]) if len(node.input) > 3 and node.input[3] else np.zeros(1)
    weights = weights - np.reshape(zero, (-1,) + (1,) * (weights.ndim - 1))
    scales = [a for a in place.constants() if a.size in (1, weights.shape[0])]
    biases = [a for a in place.constants() if a.size == weights.shape[0]]

    def candidates():
        for scale in scales:
            own = double(weights * np.reshape(scale, (-1,) + (1,) * (weights.ndim - 1)))
            for bias in [None, *biases]:
                if bias is not scale:
                    function = convolution(node, own, None if bias is None else double(bias).reshape(-1))
                    yield lambda x, *rest, f=function: f(x)

    return agree(place, rng, candidates(), tolerance=0.06)


def ancestors(names, place):
    """Some values, and what they are made from, a few operators back: the norm in front may stand outside."""
    found, open_ = set(names), list(names)
    for _ in range(12):
        open_ = [name for value in open_ if value in place.whole.nodes for name in place.whole.nodes[value].input]
        found.update(open_)
    return {name for name in found if name and place.whole.constant(name) is None}


def mixes(node, place):
    """Whether an operator multiplies two matrices that are both data, as attention does."""
    return node.op_type == "MatMul" and adds_data(node, place)


def adds_data(node, place):
    """Whether neither operand of an Add is stored, as a bias is."""
    return all(place.whole.constant(place.whole.root(name)) is None for name in node.input)


def quantized(place, rng):
    """What comes in, rounded to a grid."""
    first = next((node for node in reversed(place.nodes) if node.op_type == "QuantizeLinear"), None)
    if first is None:
        return "nothing is quantised"
    own = attributes(first)
    scale = place.whole.value(first.input[1])
    zero = place.whole.value(first.input[2]) if len(first.input) > 2 and first.input[2] else np.uint8(0)
    limits = np.iinfo(zero.dtype)

    def spread(array, rank):
        if np.ndim(array) == 0 or np.size(array) == 1:
            return np.reshape(array, ())
        shape = [1] * rank
        shape[own.get("axis", 1)] = -1
        return np.reshape(array, shape)

    feed = place.fresh(rng, 1.0)
    names = [first.input[0], place.output] if first.input[0] in place.made else [place.output]
    got = place.compute(feed, names)
    x = got[0] if len(names) == 2 else feed.get(first.input[0], place.whole.value(first.input[0]))
    got = got[1] if len(names) == 2 else got
    s, z = (spread(array, x.ndim).astype(np.float64) for array in (scale, zero))
    # As the operator does it, in single precision.
    steps = np.clip(np.rint((x / s.astype(np.float32)).astype(np.float64)) + z, limits.min, limits.max)
    return error(got, (steps - z) * s)
