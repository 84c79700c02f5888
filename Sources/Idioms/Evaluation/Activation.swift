/// A function of single numbers that people know by name.
struct Activation: Sendable {
  /// The name in the table of idioms.
  let name: String
  /// The member of the family that an unknown function could be, its parameters read off the function itself.
  let fit: @Sendable ((Double) -> Double) -> Fitted?

  /// A function with its parameters.
  struct Fitted {
    /// What tells it from others of its family, in a few characters.
    var detail: String?
    /// Its values.
    var apply: (Double) -> Double
  }

  private init(_ name: String, _ function: ElementOperation.Unary, _ detail: String? = nil) {
    self.name = name
    fit = { _ in Fitted(detail: detail) { function($0) } }
  }

  private init(_ name: String, _ fit: @escaping @Sendable ((Double) -> Double) -> Fitted?) {
    self.name = name
    self.fit = fit
  }

  /// All functions, the plainer before the more general: of equally close ones the first is taken.
  static let all: [Activation] = [
    Activation("Relu", .relu),
    Activation("Sigmoid", .sigmoid),
    Activation("Tanh", .tanh),
    Activation("Gelu", .gelu(tanh: false)),
    Activation("Gelu", .gelu(tanh: true), "tanh"),
    Activation("Silu", .swish(1)),
    Activation("QuickGelu", .swish(1.702)),
    Activation("Mish", .mish),
    Activation("HardSwish", .hardSwish),
    Activation("HardSigmoid", .hardSigmoid(1.0 / 6, 0.5)),
    Activation("Softplus", .softplus),
    Activation("Softsign", .softsign),
    Activation("Selu", .selu(1.67326324, 1.05070099)),
    Activation("Relu6") { _ in Fitted { max(0, min(6, $0)) } },
    Activation("HardTanh") { _ in Fitted { max(-1, min(1, $0)) } },
    Activation("SquaredRelu") { _ in Fitted { max(0, $0) * max(0, $0) } },
    Activation("TanhShrink") { _ in Fitted { $0 - ElementOperation.Unary.tanh($0) } },
    Activation("LogSigmoid") { _ in Fitted { -ElementOperation.Unary.softplus(-$0) } },
    Activation("LeakyRelu") { function in
      let slope = -function(-1)
      guard slope > 0, slope < 1 else { return nil }
      return Fitted(detail: brief(slope)) { $0 < 0 ? slope * $0 : $0 }
    },
    Activation("Elu") { function in
      let alpha = -function(-30)
      guard alpha > 0 else { return nil }
      let elu = ElementOperation.Unary.elu(alpha)
      return Fitted(detail: abs(alpha - 1) < 1e-4 ? nil : brief(alpha)) { elu($0) }
    },
    Activation("HardSigmoid") { function in
      let middle = function(0)
      let slope = function(0.3) - middle
      guard slope > 0, middle > 0, middle < 1 else { return nil }
      let found = ElementOperation.Unary.hardSigmoid(slope / 0.3, middle)
      return Fitted(detail: brief(slope / 0.3)) { found($0) }
    },
  ]

  /// A parameter with no more digits than a file means: `0.1`, not `0.10000000149`.
  private static func brief(_ number: Double) -> String {
    let scaled = (number * 1_000).rounded() / 1_000
    return Int(exactly: scaled).map(String.init) ?? String(scaled)
  }
}
