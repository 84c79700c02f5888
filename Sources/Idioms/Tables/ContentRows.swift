/// The idioms that no row spells: units named by what they hold, and operators with their quantisation.
enum ContentRows {
  /// One row for each: name, title, kind, what it is and where it comes from.
  static let all = [
    IdiomFacts(
      "Bottleneck", "Bottleneck", "convolution",
      "A residual unit of a pointwise convolution, a wider one and a pointwise one. He et al. 2015, ResNet"),
    IdiomFacts(
      "BasicBlock", "Basic block", "convolution",
      "A residual unit of two convolutions. He et al. 2015, ResNet"),
    IdiomFacts(
      "ResidualBlock", "Residual block", "convolution",
      "Convolutions whose result is added to what comes in. He et al. 2015, ResNet"),
    IdiomFacts(
      "ResidualAttention", "Attention", "attention", "A residual unit with attention. Vaswani et al. 2017"),
    IdiomFacts("ResidualMLP", "MLP", "linear", "A residual unit with an MLP. Vaswani et al. 2017"),
    IdiomFacts(
      "TransformerLayer", "Transformer layer", "attention",
      "A residual unit with attention and one with an MLP. Vaswani et al. 2017"),
    IdiomFacts(
      "TransformerLayers", "Transformer layers", "attention",
      "Several residual units with attention, and as many with an MLP. Vaswani et al. 2017"),
    IdiomFacts(
      "AttentionMLP", "Attention + MLP", "attention",
      "Residual units with attention and with MLPs, not as many of each. Vaswani et al. 2017"),
    IdiomFacts(
      "MixFFN", "Mix-FFN", "linear",
      "A residual unit of two products with a depthwise convolution between. Xie et al. 2021, SegFormer"),
    IdiomFacts(
      "DepthwiseConvMLP", "Depthwise conv + MLP", "convolution",
      "A residual unit of a depthwise convolution and an MLP. Liu et al. 2022, ConvNeXt"),
    IdiomFacts(
      "DenseBlock", "Dense block", "convolution",
      "Layers each of which reads what all before it made. Huang et al. 2016, DenseNet"),
    IdiomFacts(
      "Quantized", "Quantize", "quantization",
      "An operator with the QuantizeLinear and DequantizeLinear behind it. ONNX Runtime"),
  ]
}
