import ModelGraph

/// Operators whose output looks like their first input.
enum Elementwise {
  static let rules: [Rule] =
    Rule.all(
      [
        "Abs", "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Celu", "Cos", "Cosh", "Elu", "Erf",
        "Exp", "Gelu", "HardSigmoid", "HardSwish", "Hardmax", "LRN", "LeakyRelu", "Log", "LogSoftmax",
        "LpNormalization", "MeanVarianceNormalization", "Mish", "PRelu", "Relu", "Round", "Selu", "Shrink",
        "Sigmoid", "Sign", "Sin", "Sinh", "Softmax", "Softplus", "Softsign", "Sqrt", "Swish", "Tan", "Tanh",
        "ThresholdedRelu", "Reciprocal", "BitwiseNot", "CumSum", "CumProd", "Trilu", "ReverseSequence",
        "InstanceNormalization", "GroupNormalization", "RMSNormalization", "Clip", "Not",
      ], sameAsFirst)
    + [
      Rule("Neg") { context throws(RuleError) in
        mapped(context) {
          .whole(.known(0) - $0)
        } real: {
          -$0
        }
      },
      Rule("Floor") { context throws(RuleError) in
        mapped(context) {
          .whole($0)
        } real: {
          $0.rounded(.down)
        }
      },
      Rule("Ceil") { context throws(RuleError) in
        mapped(context) {
          .whole($0)
        } real: {
          $0.rounded(.up)
        }
      },
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
    context.set(0, context.type(0))
    if let content = context.content(0) { context.setContent(0, content) }
  }

  /// The output, and from version 10 on a mask of booleans of the same shape (earlier one of the input's
  /// type).
  private static func dropout(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    context.set(1, context.version >= 10 ? .bool : context.element(0), context.shape(0))
  }

  private static func mapped(
    _ context: InferenceContext, _ whole: (Extent) -> Scalar, real: (Double) -> Double
  ) {
    context.set(0, context.type(0))
    guard context.mayHaveContent(0), let content = context.content(0) else { return }
    context.setContent(
      0,
      content.map { element in
        switch element {
        case .whole(let extent): whole(extent)
        case .real(let number): Scalar(real(number))
        }
      })
  }
}
