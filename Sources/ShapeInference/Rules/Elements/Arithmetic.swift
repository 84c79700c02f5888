import ModelGraph

/// Operators on two or more tensors that are broadcast together, evaluated where elements are known.
enum Arithmetic {
  static let rules: [Rule] =
    [
      Rule("Add") { context throws(RuleError) in
        try binary(context) {
          $0 + $1
        } real: {
          $0 + $1
        }
      },
      Rule("Sub") { context throws(RuleError) in
        try binary(context) {
          $0 - $1
        } real: {
          $0 - $1
        }
      },
      Rule("Mul") { context throws(RuleError) in
        try binary(context) {
          $0 * $1
        } real: {
          $0 * $1
        }
      },
      Rule("Div", divide), Rule("Mod", modulo),
      Rule("Pow") { context throws(RuleError) in try binary(context, power) },
      Rule("Max") { context throws(RuleError) in try many(context, Extent.maximum) { max($0, $1) } },
      Rule("Min") { context throws(RuleError) in try many(context, Extent.minimum) { min($0, $1) } },
      Rule("Sum") { context throws(RuleError) in try many(context, { $0 + $1 }, { $0 + $1 }) },
      Rule("Mean") { context throws(RuleError) in try broadcast(context) },
    ]
    + Rule.all(["BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor"]) { context throws(RuleError) in
      try broadcast(context)
    }

  /// The inputs broadcast together, of the first's type.
  static func broadcast(_ context: InferenceContext, _ element: DataType? = nil) throws(RuleError) {
    let element = element ?? context.element(0)
    if hasOldBroadcast(context) { return context.set(0, element, context.shape(0)) }
    context.set(0, element, nil)
    var shapes: [[Extent]?] = []
    for slot in 0..<context.inputCount where context.has(slot) { shapes.append(context.shape(slot)) }
    context.set(0, element, try Broadcasting.shape(shapes))
  }

  /// Before version 7 (8 for those with many inputs) the second input is stretched to the first's shape.
  private static func hasOldBroadcast(_ context: InferenceContext) -> Bool {
    guard context.node.op.domain.isEmpty else { return false }
    switch context.node.op.type {
    case "Max", "Min", "Sum", "Mean": return context.version < 8
    default: return context.version < 7
    }
  }

  private static func binary(
    _ context: InferenceContext, _ whole: (Extent, Extent) -> Extent, real: (Double, Double) -> Double
  ) throws(RuleError) {
    try binary(context) { a, b in
      if case .whole(let x) = a, case .whole(let y) = b { return .whole(whole(x, y)) }
      guard let x = a.number, let y = b.number else { return .unknown }
      return Scalar(real(x, y))
    }
  }

  /// Infers the shape, and elements where both inputs' are known.
  static func binary(_ context: InferenceContext, _ combine: (Scalar, Scalar) -> Scalar) throws(RuleError) {
    try broadcast(context)
    guard context.mayHaveContent(0), context.mayHaveContent(1), let a = context.content(0),
      let b = context.content(1),
      let content = Broadcasting.map(
        a, context.shape(0), b, context.shape(1), context.results.first?.shape, combine)
    else { return }
    context.setContent(0, content)
  }

  private static func many(
    _ context: InferenceContext, _ whole: (Extent, Extent) -> Extent, _ real: (Double, Double) -> Double
  ) throws(RuleError) {
    if context.inputCount == 2 { return try binary(context, whole, real: real) }
    try broadcast(context)
    guard context.inputCount == 1, let content = context.content(0) else { return }
    context.setContent(0, content)
  }

  /// Whole numbers are divided towards zero, as in C.
  private static func divide(_ context: InferenceContext) throws(RuleError) {
    let isWhole = !context.element(0).isFloatingPoint
    try binary(context) { a, b in
      if isWhole {
        let (x, y) = (a.extent, b.extent)
        if x.isNonnegative && y.isNonnegative { return .whole(x.floorDivided(by: y)) }
        guard let p = x.value, let q = y.value, q != 0 else { return .unknown }
        let (quotient, overflow) = p.dividedReportingOverflow(by: q)
        return overflow ? .unknown : .whole(.known(quotient))
      }
      if let p = a.number, let q = b.number, q != 0 { return Scalar(p / q) }
      let quotient = a.extent.floorDivided(by: b.extent)
      return quotient * b.extent == a.extent ? .whole(quotient) : .unknown
    }
  }

  /// The remainder has the divisor's sign, with `fmod` the dividend's.
  private static func modulo(_ context: InferenceContext) throws(RuleError) {
    let hasDividendSign = context.flag("fmod")
    try binary(context) { a, b in
      guard !hasDividendSign || (a.extent.isNonnegative && b.extent.isNonnegative) else { return .unknown }
      return .whole(a.extent.remainder(by: b.extent))
    }
  }

  private static func power(_ a: Scalar, _ b: Scalar) -> Scalar {
    guard let exponent = b.extent.value, exponent >= 0, exponent <= 8 else { return .unknown }
    if case .real(let base) = a { return Scalar((0..<exponent).reduce(1.0) { power, _ in power * base }) }
    return .whole((0..<exponent).reduce(Extent.known(1)) { power, _ in power * a.extent })
  }
}
