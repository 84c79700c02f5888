"""What each idiom means, in torch and double precision: the definitions that `idiom_truth.py` compares places with.

A reference takes a place (`idiom_truth.Place`) and random numbers, and returns None where the place computes what its name
says, else what is wrong. Parameters of a place that its name does not say (an epsilon, which stored vector is the scale,
the order of halves) are looked for among those that the definition allows; one of them has to hold for all inputs.
"""

from .cells import gru, lstm
from .common import Unsupported as Unsupported
from .convolutions import (
    affine_place, conv_block, dense_block, dense_layer, double_conv, inverted_residual, mixed, patch_embed, quantized,
    quantized_conv, residual, squeeze_excite, transition,
)
from .functions import ACTIVATIONS, activation, group_norm, l2_norm, layer_norm, layer_norm_2d, rms_norm, softmax
from .heads import attention, merge_heads, repeat_heads, rope, split_heads
from .moves import (
    batched_nms, channel_shuffle, class_token, pixel_shuffle, position_embedding, roll, routing, space_to_depth, windows,
)
from .products import embedding, gated, linear_place, mlp


def check(place, rng):
    """None where a place computes what its name says, else what is wrong."""
    reference = REFERENCES.get(place.idiom)
    if reference is None:
        return "there is no reference for this idiom"
    return reference(place, rng)


REFERENCES = {
    **{name: activation for name in ACTIVATIONS},
    "Softmax": softmax,
    "LogSoftmax": softmax,
    "LayerNorm": layer_norm,
    "RMSNorm": rms_norm,
    "L2Norm": l2_norm,
    "GroupNorm": group_norm,
    "LayerNorm2d": layer_norm_2d,
    "Linear": linear_place,
    "SwiGLU": gated,
    "GeGLU": gated,
    "MLP": mlp,
    "Embedding": embedding,
    "RoPE": rope,
    "RepeatHeads": repeat_heads,
    "SplitHeads": split_heads,
    "MergeHeads": merge_heads,
    "Attention": attention,
    "Windows": windows,
    "Roll": roll,
    "CyclicShift": roll,
    "SpaceToDepth": space_to_depth,
    "PositionEmbedding": position_embedding,
    "ClassToken": class_token,
    "Routing": routing,
    "BatchedNMS": batched_nms,
    "LSTMCell": lstm,
    "GRUCell": gru,
    "Affine": affine_place,
    "DenseLayer": dense_layer,
    "DenseBlock": dense_block,
    "DoubleConv": double_conv,
    "Transition": transition,
    "QuantizedConv": quantized_conv,
    "ChannelShuffle": channel_shuffle,
    "PixelShuffle": pixel_shuffle,
    "ConvBlock": conv_block,
    "PatchEmbed": patch_embed,
    "SqueezeExcite": squeeze_excite,
    "InvertedResidual": inverted_residual,
    "DepthwiseSeparable": inverted_residual,
    "Bottleneck": residual,
    "BasicBlock": residual,
    "ResidualBlock": residual,
    "ResidualAttention": residual,
    "ResidualMLP": residual,
    "TransformerLayer": residual,
    "TransformerLayers": residual,
    "AttentionMLP": residual,
    "MixFFN": mixed,
    "DepthwiseConvMLP": mixed,
    "Quantized": quantized,
}
