"""Compares Foldout with Keras on a small model around every layer class that Keras ships.

Output shapes and parameters (total, trainable); each model twice: as Keras writes it, and with every recorded
shape taken out.

    KERAS_BACKEND=tensorflow /tmp/keras/bin/python Tests/Oracles/keras_layers.py .build/release/foldout [FIXTURE]

With FIXTURE, what Keras says is recorded there; Tests/Models/keras_layers.json is such a file, which `swift test`
compares with. The comparison itself is not part of `swift test`.
"""

import inspect
import json
import os
import sys

import compare
import keras
from keras import layers as L

I = keras.Input


def conv(rank, **more):
    return [dict(filters=6, kernel_size=3, **options) for options in (
        {}, {"strides": 2}, {"padding": "same", "strides": 2}, {"dilation_rate": 2}, {"use_bias": False}, more)]


IMAGES = {1: (20, 4), 2: (20, 18, 4), 3: (12, 11, 10, 4)}

# Class -> list of (keyword arguments, inputs); inputs are shapes without the batch, or keras.Input objects.
CASES = {}


def case(name, inputs, *variants, call=None):
    for variant in variants or ({},):
        CASES.setdefault(name, []).append((variant, inputs, call))


for rank, image in IMAGES.items():
    case(f"Conv{rank}D", [image], *conv(rank, groups=2))
    if rank == 1:
        case("Conv1D", [image], dict(filters=6, kernel_size=3, padding="causal", strides=2))
    for name in (f"Conv{rank}DTranspose",):
        case(name, [image], *[dict(filters=6, kernel_size=3, **o) for o in (
            {}, {"strides": 2}, {"padding": "same", "strides": 2}, {"strides": 2, "output_padding": 1},
            {"padding": "same", "strides": 3, "output_padding": 2})])
    if rank < 3:
        case(f"DepthwiseConv{rank}D", [image], *[dict(kernel_size=3, **o) for o in (
            {}, {"depth_multiplier": 2, "strides": 2}, {"padding": "same"})])
        case(f"SeparableConv{rank}D", [image], *[dict(filters=6, kernel_size=3, **o) for o in (
            {}, {"depth_multiplier": 2}, {"padding": "same", "strides": 2, "use_bias": False})])
    for kind in ("Max", "Average"):
        case(f"{kind}Pooling{rank}D", [image], {"pool_size": 2}, {"pool_size": 3, "strides": 2}, {"padding": "same", "pool_size": 3})
        case(f"Global{kind}Pooling{rank}D", [image], {}, {"keepdims": True})
        case(f"Adaptive{kind}Pooling{rank}D", [image], {"output_size": 4})
    case(f"UpSampling{rank}D", [image], {}, {"size": 3})
    case(f"ZeroPadding{rank}D", [image], {}, {"padding": 2})
    case(f"Cropping{rank}D", [image], {}, {"cropping": 2})
    case(f"SpatialDropout{rank}D", [image], {"rate": 0.2})
    case(f"ConvLSTM{rank}D", [(5,) + image], dict(filters=3, kernel_size=3), dict(
        filters=3, kernel_size=3, return_sequences=True, padding="same"), dict(filters=3, kernel_size=3, return_state=True))
case("ZeroPadding2D", [IMAGES[2]], {"padding": ((1, 2), (3, 4))}, {"padding": (1, 2)})
case("ZeroPadding1D", [IMAGES[1]], {"padding": (1, 2)})
case("Cropping2D", [IMAGES[2]], {"cropping": ((1, 2), (3, 4))})

case("Dense", [(7,)], {"units": 5}, {"units": 5, "use_bias": False}, {"units": 5, "lora_rank": 2})
case("Dense", [(3, 7)], {"units": 5, "activation": "relu"})
case("Dense", [(6,)], *[{"units": 5, "dtype": keras.dtype_policies.get(name)} for name in (
    "mixed_float16", "int8_from_float32", "float8_from_float32", "int4_from_float32")])
case("EinsumDense", [(3, 7)], dict(equation="abc,cd->abd", output_shape=(None, 5), bias_axes="d"), dict(
    equation="abc,cde->abde", output_shape=(None, 5, 6), bias_axes="de"), dict(
    equation="...x,xy->...y", output_shape=4), dict(equation="ab...,bc->ac...", output_shape=(4,), bias_axes="c"))
case("EinsumDense", [(3, 8)], dict(
    equation="abc,cd->abd", output_shape=(None, 6), bias_axes="d", dtype=keras.dtype_policies.get("int8_from_float32")))
case("Embedding", [I((9,), dtype="int32")], dict(input_dim=20, output_dim=4), dict(
    input_dim=20, output_dim=4, mask_zero=True), dict(input_dim=20, output_dim=4, lora_rank=2), dict(
    input_dim=20, output_dim=4, dtype=keras.dtype_policies.get("int8_from_float32")))
case("ReversibleEmbedding", [I((9,), dtype="int32")], dict(input_dim=20, output_dim=4), dict(
    input_dim=20, output_dim=4, tie_weights=False))
for name in ("BatchNormalization", "LayerNormalization", "UnitNormalization", "GroupNormalization", "RMSNormalization"):
    case(name, [IMAGES[2]], dict(groups=2) if name == "GroupNormalization" else {})
case("BatchNormalization", [IMAGES[2]], {"scale": False}, {"center": False, "axis": 1}, {"renorm": True})
case("LayerNormalization", [IMAGES[2]], {"axis": [1, 3]}, {"scale": False}, {"rms_scaling": True} if False else {})
case("GroupNormalization", [IMAGES[2]], {"groups": -1, "scale": False})
case("Normalization", [(7,)], {}, {"axis": None}, {"mean": 2.0, "variance": 3.0})
case("SpectralNormalization", [IMAGES[2]], {"layer": L.Conv2D(6, 3)})
for name in ("ELU", "LeakyReLU", "ReLU", "Softmax", "Identity", "Flatten", "Masking", "ActivityRegularization"):
    case(name, [(4, 6)])
case("Flatten", [()])
case("PReLU", [(4, 6)], {}, {"shared_axes": [1]})
case("Activation", [(4, 6)], {"activation": "relu"})
case("Lambda", [(4, 6)], {"function": lambda x: x, "output_shape": (4, 6)})
for name in ("Dropout", "GaussianDropout", "AlphaDropout"):
    case(name, [(4, 6)], {"rate": 0.3})
case("GaussianNoise", [(4, 6)], {"stddev": 0.3})
case("Permute", [(4, 6)], {"dims": (2, 1)})
case("RepeatVector", [(6,)], {"n": 3})
case("Reshape", [(4, 6)], {"target_shape": (2, -1)}, {"target_shape": (24,)})
for name in ("Add", "Average", "Maximum", "Minimum", "Multiply"):
    case(name, [(4, 6), (4, 6)])
    case(name, [(4, 6), (1, 6), (4, 1)])
case("Subtract", [(4, 6), (4, 6)])
case("Concatenate", [(4, 6), (4, 3)])
case("Concatenate", [(4, 6), (5, 6)], {"axis": 1})
case("Dot", [(4, 6), (4, 5)], {"axes": 1}, {"axes": (1, 1), "normalize": True})
case("Dot", [(6,), (6,)], {"axes": 1})
case("Attention", [(4, 6), (5, 6)], {}, {"use_scale": True}, {"score_mode": "concat", "use_scale": True})
case("AdditiveAttention", [(4, 6), (5, 6)], {}, {"use_scale": False})
case("MultiHeadAttention", [(4, 6), (5, 7)], *[dict(num_heads=2, key_dim=3, **o) for o in (
    {}, {"value_dim": 4}, {"use_bias": False}, {"output_shape": 9}, {"use_gate": True})], call=lambda l, x: l(x[0], x[1]))
case("MultiHeadAttention", [(4, 6), (5, 7), (5, 8)], dict(num_heads=2, key_dim=3),
     call=lambda l, x: l(query=x[0], value=x[1], key=x[2]))
case("MultiHeadAttention", [(4, 6), (4, 6)], dict(num_heads=2, key_dim=3),
     call=lambda l, x: l(x[0], x[1], return_attention_scores=True))
case("GroupQueryAttention", [(4, 6), (5, 6)], *[dict(head_dim=3, num_query_heads=4, num_key_value_heads=2, **o) for o in (
    {}, {"use_bias": False}, {"use_gate": True})], call=lambda l, x: l(x[0], x[1]))
for name in ("LSTM", "GRU", "SimpleRNN"):
    case(name, [(5, 6)], *[dict(units=3, **o) for o in (
        {}, {"return_sequences": True}, {"return_state": True}, {"use_bias": False})])
    cell = getattr(L, name + "Cell")
    case("RNN", [(5, 6)], {"cell": cell(3)}, {"cell": cell(3), "return_sequences": True})
    case("Bidirectional", [(5, 6)], {"layer": getattr(L, name)(3)}, {"layer": getattr(L, name)(
        3, return_sequences=True), "merge_mode": "sum"}, {"layer": getattr(L, name)(3, return_state=True)})
case("GRU", [(5, 6)], dict(units=3, reset_after=False))
case("Bidirectional", [(5, 6)], {"layer": L.LSTM(3), "merge_mode": None}, {
    "layer": L.LSTM(3), "backward_layer": L.GRU(3, go_backwards=True)})
case("RNN", [(5, 6)], {"cell": [L.LSTMCell(3), L.GRUCell(4)]}, {"cell": L.StackedRNNCells(
    [L.LSTMCell(3), L.LSTMCell(4)]), "return_state": True})
case("TimeDistributed", [(5, 6)], {"layer": L.Dense(3)})
case("TimeDistributed", [(5, 20, 18, 4)], {"layer": L.Conv2D(3, 3)}, {"layer": keras.Sequential(
    [L.Conv2D(3, 3), L.Flatten(), L.Dense(2)])})
case("CategoryEncoding", [I((1,), dtype="int32")], *[dict(num_tokens=5, output_mode=m) for m in ("one_hot", "multi_hot")])
case("CategoryEncoding", [I((3,), dtype="int32")], *[dict(num_tokens=5, output_mode=m) for m in (
    "one_hot", "multi_hot")])
case("Hashing", [I((3,), dtype="int32")], {"num_bins": 4}, {"num_bins": 4, "output_mode": "one_hot"})
case("HashedCrossing", [I((1,), dtype="int32"), I((1,), dtype="int32")], {"num_bins": 4}, {
    "num_bins": 4, "output_mode": "one_hot"}, call=lambda l, x: l(tuple(x)))
case("Discretization", [(3,)], {"bin_boundaries": [0.0, 1.0]}, {"bin_boundaries": [0.0, 1.0], "output_mode": "one_hot"}, {
    "num_bins": 4})
case("StringLookup", [I((3,), dtype="string")], {"vocabulary": ["a", "b"]}, {
    "vocabulary": ["a", "b"], "output_mode": "multi_hot"})
case("IntegerLookup", [I((3,), dtype="int64")], {"vocabulary": [3, 4]}, {
    "vocabulary": [3, 4], "output_mode": "one_hot"}, {"vocabulary": [3, 4], "output_mode": "count", "num_oov_indices": 2})
case("TextVectorization", [I((), dtype="string")], {"vocabulary": ["a", "b"]}, {
    "vocabulary": ["a", "b"], "output_sequence_length": 7}, {"vocabulary": ["a", "b"], "output_mode": "multi_hot"})
case("Resizing", [IMAGES[2]], dict(height=8, width=9))
case("CenterCrop", [IMAGES[2]], dict(height=8, width=9))
case("RandomCrop", [IMAGES[2]], dict(height=8, width=9))
case("Rescaling", [IMAGES[2]], dict(scale=1 / 255))
case("MelSpectrogram", [(16000,)])
case("STFTSpectrogram", [(16000, 1)], {}, {"mode": "stft", "expand_dims": True}, {"mode": "real", "padding": "same"})
for name in ("AugMix", "AutoContrast", "MixUp", "CutMix", "RandAugment", "RandomColorJitter", "RandomGrayscale", "RandomErasing", "RandomGaussianBlur", "RandomInvert",
             "RandomElasticTransform", "RandomPerspective", "Solarization", "RandomFlip",
             "ContrastLimitedAdaptiveHistogramEqualization"):
    case(name, [(20, 18, 3)])
for name in ("RandomBrightness", "RandomColorDegeneration", "RandomContrast", "RandomHue", "RandomPosterization", "RandomRotation",
             "RandomSaturation", "RandomSharpness", "RandomShear"):
    case(name, [(20, 18, 3)], {"factor": 4} if name == "RandomPosterization" else {
        "factor": 0.2, "value_range": (0, 1)} if name == "RandomHue" else {} if name == "RandomShear" else {"factor": 0.2})
case("RandomTranslation", [(20, 18, 3)], dict(height_factor=0.1, width_factor=0.1))
case("RandomZoom", [(20, 18, 3)], dict(height_factor=0.1))
case("Pipeline", [(20, 18, 3)], {"layers": [L.Rescaling(0.5), L.Resizing(8, 9)]})

# No shape rule of their own: bases, code in other frameworks, data that is no tensor, cells, which are no layers of
# a model by themselves.
NONE = {"Layer", "Wrapper", "InputLayer", "FlaxLayer", "JaxLayer", "TFSMLayer", "TorchModuleWrapper",
        "MaxNumBoundingBoxes", "Equalization", "LSTMCell", "GRUCell", "SimpleRNNCell", "StackedRNNCells"}


def lean(value):
    """A config without what says nothing of shapes."""
    if isinstance(value, dict):
        idle = ("initializer", "regularizer", "constraint", "registered_name", "compile_config", "quantization_config",
                "seed", "sparse", "ragged", "optional", "trainable", "bounding_box_format", "function", "momentum")
        return {k: lean(v) for k, v in value.items()
                if not k.endswith(idle) and (v is not None or k in ("merge_mode", "start", "stop", "axis"))
                and not (k == "module" and ".ops." not in str(v))
                and not (k == "dtype" and isinstance(v, dict) and v.get("config") == {"name": "float32"})
                and not (k == "kwargs" and not v)
                and (k, str(v)) not in DEFAULTS}
    return [lean(v) for v in value] if isinstance(value, list) else value


# Settings that the rules take for granted where they are missing.
DEFAULTS = {("activation", "linear"), ("use_bias", "True"), ("data_format", "channels_last"), ("groups", "1"),
            ("fill_mode", "reflect"), ("interpolation", "bilinear")}


def chain(model):
    """The same model without its wiring, where it is one layer after an input."""
    layers = model["config"]["layers"]
    if len(layers) != 2 or "kwargs" in layers[1]["inbound_nodes"][0]:
        return model
    plain = [{k: v for k, v in layer.items() if k not in ("inbound_nodes", "name")} for layer in layers]
    for layer in plain:
        layer["config"] = {k: v for k, v in layer["config"].items() if k not in ("name", "dtype") or v not in (
            layers[0]["name"], layers[1]["name"], "float32")}
    return {"class_name": "Sequential", "config": plain}


def main():
    foldout = os.path.abspath(sys.argv[1])
    fixture = []
    classes = {value.__name__ for _, value in inspect.getmembers(L, inspect.isclass) if issubclass(value, L.Layer)}
    classes = {"GroupQueryAttention" if name == "GroupedQueryAttention" else name for name in classes}
    missing = classes - set(CASES) - NONE
    if missing:
        print("not tried:", ", ".join(sorted(missing)))
    models = agreed = 0
    bad = set()
    for name, variants in CASES.items():
        for number, (options, inputs, call) in enumerate(variants):
            inputs = [i if isinstance(i, keras.KerasTensor) else I(i) for i in inputs]
            try:
                layer = getattr(L, name)(**options)
                outputs = call(layer, inputs) if call else layer(inputs if len(inputs) > 1 else inputs[0])
                model = keras.Model(inputs, outputs)
                text = model.to_json()
            except Exception as error:
                print(f"{name} {number}: Keras says {str(error)[:300]}")
                continue
            shapes = [compare.shape_of(each) for each in model.layers]
            fixture.append({
                "model": chain(lean(compare.without_shapes(json.loads(text)))), "class": name, "shape": shapes[-1],
                "parameters": model.count_params(),
                "trainable": sum(compare._size(w.shape) for w in model.trainable_weights)})
            for kind, variant in (("recorded", text), ("worked out", json.dumps(compare.without_shapes(json.loads(text))))):
                models += 1
                found = compare.differences(foldout, variant, model)
                agreed += not found
                if found:
                    bad.add(name)
                    print(f"{name} {number} ({kind}) {options}:")
                    for line in found[:4]:
                        print("   ", line)
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w") as file:
            file.write("[\n" + ",\n".join(json.dumps(each, separators=(",", ":")) for each in fixture) + "\n]\n")
    print(f"{len(set(CASES))} classes, {models} models; {agreed} agree; classes that differ: {sorted(bad)}")
    return 0 if agreed == models else 1


sys.exit(main())
