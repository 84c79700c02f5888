/// A function of single numbers that people know by name.
struct Activation: Sendable {
  /// The name in the table of idioms.
  let name: String
  /// The member of the family that an unknown function could be, its parameters read off the function itself.
  let fit: @Sendable ((Double) -> Double) -> Fitted?

  /// Whether ``fit`` reads parameters off the function.
  let isFamily: Bool

  /// A function with its parameters.
  struct Fitted {
    /// What tells it from others of its family, in a few characters.
    var detail: String?
    /// Its values.
    var apply: (Double) -> Double
  }

  private init(_ name: String, _ function: ElementOperation.Unary, _ detail: String? = nil) {
    self.name = name
    isFamily = false
    fit = { _ in Fitted(detail: detail) { function($0) } }
  }

  private init(_ name: String, apply: @escaping @Sendable (Double) -> Double) {
    self.name = name
    isFamily = false
    fit = { _ in Fitted(apply: apply) }
  }

  private init(_ name: String, _ fit: @escaping @Sendable ((Double) -> Double) -> Fitted?) {
    self.name = name
    isFamily = true
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
    Activation("Relu6", apply: { max(0, min(6, $0)) }),
    Activation("HardTanh", apply: { max(-1, min(1, $0)) }),
    Activation("SquaredRelu", apply: { max(0, $0) * max(0, $0) }),
    Activation("TanhShrink", apply: { $0 - ElementOperation.Unary.tanh($0) }),
    Activation("LogSigmoid", apply: { -ElementOperation.Unary.softplus(-$0) }),
    Activation("LeakyRelu") { function in
      let slope = -function(-1)
      // With a slope of nearly one it is the number itself, moved by an epsilon.
      guard slope > 0, slope < 1 - 10 * FormulaTable.tolerance else { return nil }
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
      // A line without bounds is none.
      guard slope > 0, middle > 0, middle < 1, saturates(function(30), function(-30)) else { return nil }
      let found = ElementOperation.Unary.hardSigmoid(slope / 0.3, middle)
      return Fitted(detail: brief(slope / 0.3)) { found($0) }
    },
  ]

  // MARK: Probes

  /// Few points, at which a function without a name shows itself soon.
  static let probes = [0.7, 2.4, 30, -30]

  /// The values at the probes of all functions without parameters.
  private static let probed: [[Double]] = all.compactMap { activation in
    guard !activation.isFamily, let function = activation.fit({ _ in .nan }) else { return nil }
    return probes.map(function.apply)
  }

  /// Whether a function ends at one and begins at zero.
  private static func saturates(_ high: Double, _ low: Double) -> Bool {
    FormulaTable.difference([high, low], [1, 0]) != nil
  }

  /// Whether values at the probes are those of some function in the table; true where they may be. Cost: a few numbers
  /// for each function.
  static func mayBe(_ values: [Double]) -> Bool {
    // Leaky and exponential units keep what is positive; hard sigmoids end at zero and one.
    if FormulaTable.difference(Array(values[..<3]), probes[..<3]) != nil { return true }
    if saturates(values[2], values[3]) { return true }
    return probed.contains { FormulaTable.difference(values, $0) != nil }
  }

  /// A parameter with no more digits than a file means: `0.1`, not `0.10000000149`.
  private static func brief(_ number: Double) -> String {
    let scaled = (number * 1_000).rounded() / 1_000
    return Int(exactly: scaled).map(String.init) ?? String(scaled)
  }
}
