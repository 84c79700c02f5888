import ModelGraph

/// Operators whose output looks like their first input.
enum Elementwise {
  static let rules: [Rule] =
    Rule.all(
      [
        "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Celu", "Cos", "Cosh", "Elu", "Erf",
        "Exp", "Gelu", "HardSigmoid", "HardSwish", "Hardmax", "LRN", "LeakyRelu", "Log", "LogSoftmax",
        "LpNormalization", "MeanVarianceNormalization", "Mish", "PRelu", "Selu", "Shrink",
        "Sigmoid", "Sign", "Sin", "Sinh", "Softmax", "Softplus", "Softsign", "Swish", "Tan", "Tanh",
        "ThresholdedRelu", "BitwiseNot", "CumSum", "CumProd", "Trilu", "ReverseSequence",
        "InstanceNormalization", "GroupNormalization", "RMSNormalization",
      ], sameAsFirst)
    + [
      Rule("Identity", identity),
      Rule("Dropout", dropout),
      Rule("IsNaN", boolean), Rule("IsInf", boolean),
      Rule("SwiGLU") { context throws(RuleError) in try Arithmetic.broadcast(context) },
    ]

  /// Type and shape of the first input.
  static func sameAsFirst(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
  }

  /// The shape of the first input, of booleans.
  static func boolean(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .bool, context.shape(0))
  }

  /// Passes on everything that is known, elements too.
  static func identity(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.fact(0))
  }

  /// The output, and from version 10 on a mask of booleans of the same shape (earlier one of the input's
  /// type).
  private static func dropout(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    context.set(1, context.version >= 10 ? .bool : context.element(0), context.shape(0))
  }
}
