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
      Rule("Max") { context throws(RuleError) in try many(context, Mapping.larger) },
      Rule("Min") { context throws(RuleError) in try many(context, Mapping.smaller) },
      Rule("Sum") { context throws(RuleError) in
        try many(context) { .whole($0.extent + $1.extent) }
      },
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
    let element = context.element(0)
    context.setContent(0, element == .int64 ? content : content.map { $0.held(by: element) })
  }

  /// Any number of inputs, joined one after the other.
  private static func many(_ context: InferenceContext, _ combine: (Scalar, Scalar) -> Scalar)
    throws(RuleError)
  {
    try broadcast(context)
    guard let target = context.plainResult(0), !hasOldBroadcast(context) else { return }
    var joined: [Scalar]?
    for slot in 0..<context.inputCount where context.has(slot) {
      guard let next = context.small(slot)?.spread(to: target)?.elements else { return }
      joined = joined.map { zip($0, next).map(combine) } ?? next
    }
    let element = context.element(0)
    if let joined { context.setContent(0, joined.map { $0.held(by: element) }) }
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
    // A side of a square is exact in any precision.
    if b.number == 0.5, let square = a.number, square >= 0 {
      let side = square.squareRoot().rounded()
      return side * side == square ? Scalar(side) : .unknown
    }
    guard let exponent = b.extent.value, exponent >= 0, exponent <= 8 else { return .unknown }
    if case .real(let base) = a { return Scalar((0..<exponent).reduce(1.0) { power, _ in power * base }) }
    return .whole((0..<exponent).reduce(Extent.known(1)) { power, _ in power * a.extent })
  }
}
