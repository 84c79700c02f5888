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
      Rule("Neg") { site throws(Fault) in
        mapped(site) {
          .whole(.known(0) - $0)
        } real: {
          -$0
        }
      },
      Rule("Floor") { site throws(Fault) in
        mapped(site) {
          .whole($0)
        } real: {
          $0.rounded(.down)
        }
      },
      Rule("Ceil") { site throws(Fault) in
        mapped(site) {
          .whole($0)
        } real: {
          $0.rounded(.up)
        }
      },
      Rule("Identity", identity),
      Rule("Dropout", dropout),
      Rule("IsNaN", boolean), Rule("IsInf", boolean),
      Rule("SwiGLU") { site throws(Fault) in try Arithmetic.broadcast(site) },
    ]

  /// Type and shape of the first input.
  static func sameAsFirst(_ site: Site) throws(Fault) {
    site.set(0, site.kind(0))
  }

  /// The shape of the first input, of booleans.
  static func boolean(_ site: Site) throws(Fault) {
    site.set(0, .bool, site.shape(0))
  }

  /// Passes on everything that is known, elements too.
  static func identity(_ site: Site) throws(Fault) {
    site.set(0, site.kind(0))
    if let content = site.content(0) { site.setContent(0, content) }
  }

  /// The output, and from version 10 on a mask of booleans of the same shape (earlier one of the input's
  /// type).
  private static func dropout(_ site: Site) throws(Fault) {
    site.set(0, site.kind(0))
    site.set(1, site.version >= 10 ? .bool : site.element(0), site.shape(0))
  }

  private static func mapped(_ site: Site, _ whole: (Extent) -> Scalar, real: (Double) -> Double) {
    site.set(0, site.kind(0))
    guard site.mayHaveContent(0), let content = site.content(0) else { return }
    site.setContent(
      0,
      content.map { element in
        switch element {
        case .whole(let extent): whole(extent)
        case .real(let number): Scalar(real(number))
        }
      })
  }
}
