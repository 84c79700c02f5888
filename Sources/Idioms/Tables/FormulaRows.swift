/// What there is to say about an idiom besides how it is found.
public struct IdiomFacts: Sendable, Equatable {
  /// The name by which rows, `--format json` and `summary` know it.
  public var name: String
  /// The name on pictures.
  public var title: String
  /// The purpose, a name of `OperatorKind`.
  public var kind: String
  /// A sentence about it.
  public var documentation: String

  init(_ name: String, _ title: String, _ kind: String, _ documentation: String) {
    self.name = name
    self.title = title
    self.kind = kind
    self.documentation = documentation
  }
}

/// The idioms that are found by evaluation, and operators that are one by themselves.
public enum FormulaRows {
  /// One row for each function: name, title, kind, what it is and where it comes from.
  public static let all = [
    IdiomFacts("Relu", "ReLU", "activation", "max(0, x). Nair and Hinton 2010"),
    IdiomFacts("Relu6", "ReLU6", "activation", "min(max(0, x), 6). Howard et al. 2017, MobileNets"),
    IdiomFacts("LeakyRelu", "LeakyReLU", "activation", "x, below zero a fraction of it. Maas et al. 2013"),
    IdiomFacts("Elu", "ELU", "activation", "x, below zero a(eˣ − 1). Clevert et al. 2015"),
    IdiomFacts("Selu", "SELU", "activation", "a scaled ELU. Klambauer et al. 2017"),
    IdiomFacts("Gelu", "GELU", "activation", "x Φ(x), exactly or by tanh. Hendrycks and Gimpel 2016"),
    IdiomFacts("QuickGelu", "QuickGELU", "activation", "x σ(1.702 x). CLIP"),
    IdiomFacts("Silu", "SiLU", "activation", "x σ(x), also called swish. Elfwing et al. 2017"),
    IdiomFacts("Mish", "Mish", "activation", "x tanh(softplus(x)). Misra 2019"),
    IdiomFacts(
      "HardSwish", "HardSwish", "activation", "x min(max(0, x + 3), 6) / 6. Howard et al. 2019, MobileNetV3"),
    IdiomFacts("HardSigmoid", "HardSigmoid", "activation", "min(max(0, ax + b), 1). ONNX HardSigmoid"),
    IdiomFacts("HardTanh", "HardTanh", "activation", "min(max(−1, x), 1). torch.nn.Hardtanh"),
    IdiomFacts("Sigmoid", "Sigmoid", "activation", "1 / (1 + e⁻ˣ). ONNX Sigmoid"),
    IdiomFacts("LogSigmoid", "LogSigmoid", "activation", "log σ(x). torch.nn.LogSigmoid"),
    IdiomFacts("Tanh", "Tanh", "activation", "tanh x. ONNX Tanh"),
    IdiomFacts("TanhShrink", "Tanhshrink", "activation", "x − tanh x. torch.nn.Tanhshrink"),
    IdiomFacts("Softplus", "Softplus", "activation", "log(1 + eˣ). ONNX Softplus"),
    IdiomFacts("Softsign", "Softsign", "activation", "x / (1 + |x|). ONNX Softsign"),
    IdiomFacts("SquaredRelu", "ReLU²", "activation", "max(0, x)². So et al. 2021, Primer"),
    IdiomFacts(
      "LayerNorm", "LayerNorm", "normalization",
      "Mean 0 and variance 1 along the last axis, with scale and bias. Ba et al. 2016"),
    IdiomFacts(
      "RMSNorm", "RMSNorm", "normalization",
      "Mean square 1 along the last axis, with a scale. Zhang and Sennrich 2019"),
    IdiomFacts(
      "L2Norm", "L2 norm", "normalization", "Length 1 along the last axis. torch.nn.functional.normalize"),
    IdiomFacts("Softmax", "Softmax", "activation", "Shares along the last axis. ONNX Softmax"),
    IdiomFacts(
      "LogSoftmax", "LogSoftmax", "activation", "Logarithms of shares along the last axis. ONNX LogSoftmax"),
  ]

  /// Operators that do more than the idiom that they count as, and so keep their names.
  public static let wider: Set<String> = [
    "BiasGelu", "FastGelu", "SkipLayerNormalization", "EmbedLayerNormalization",
    "SkipSimplifiedLayerNormalization",
  ]

  /// By operator: the idiom that it is by itself. Domains aside, since they agree on these names.
  public static let operators: [String: String] = [
    "Relu": "Relu", "LeakyRelu": "LeakyRelu", "Elu": "Elu", "Selu": "Selu", "Gelu": "Gelu",
    "FastGelu": "Gelu",
    "BiasGelu": "Gelu", "QuickGelu": "QuickGelu", "Swish": "Silu", "Silu": "Silu", "Mish": "Mish",
    "HardSwish": "HardSwish", "HardSigmoid": "HardSigmoid", "Sigmoid": "Sigmoid", "Tanh": "Tanh",
    "Softplus": "Softplus", "Softsign": "Softsign", "Softmax": "Softmax", "LogSoftmax": "LogSoftmax",
    "LayerNormalization": "LayerNorm", "SkipLayerNormalization": "LayerNorm",
    "EmbedLayerNormalization": "LayerNorm", "SimplifiedLayerNormalization": "RMSNorm",
    "SkipSimplifiedLayerNormalization": "RMSNorm", "RMSNormalization": "RMSNorm",
    "GroupNormalization": "GroupNorm",
    "GroupNorm": "GroupNorm", "Attention": "Attention", "MultiHeadAttention": "Attention",
    "GroupQueryAttention": "Attention", "PackedAttention": "Attention",
    "PackedMultiHeadAttention": "Attention",
    "DecoderMaskedMultiHeadAttention": "Attention", "RotaryEmbedding": "RoPE", "FusedMatMul": "Linear",
    "MatMulNBits": "Linear",
    // Keras
    "Dense": "Linear", "ReLU": "Relu", "LeakyReLU": "LeakyRelu", "Relu6": "Relu6", "HardSilu": "HardSwish",
    "LogSigmoid": "LogSigmoid", "GroupedQueryAttention": "Attention",
    "Embedding": "Embedding",
  ]
}
