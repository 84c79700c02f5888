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
      "Quantized", "Quantize", "quantization",
      "An operator with the QuantizeLinear and DequantizeLinear behind it. ONNX Runtime"),
  ]
}
