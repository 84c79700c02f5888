import ModelGraph

/// Operators on two or more tensors that are broadcast together, evaluated where elements are known.
enum Arithmetic {
  static let rules: [Rule] =
    [
      Rule("Add") { site throws(Fault) in
        try binary(site) {
          $0 + $1
        } real: {
          $0 + $1
        }
      },
      Rule("Sub") { site throws(Fault) in
        try binary(site) {
          $0 - $1
        } real: {
          $0 - $1
        }
      },
      Rule("Mul") { site throws(Fault) in
        try binary(site) {
          $0 * $1
        } real: {
          $0 * $1
        }
      },
      Rule("Div", divide), Rule("Mod", modulo),
      Rule("Pow") { site throws(Fault) in try binary(site, power) },
      Rule("Max") { site throws(Fault) in try many(site, Extent.maximum) { max($0, $1) } },
      Rule("Min") { site throws(Fault) in try many(site, Extent.minimum) { min($0, $1) } },
      Rule("Sum") { site throws(Fault) in try many(site, { $0 + $1 }, { $0 + $1 }) },
      Rule("Mean") { site throws(Fault) in try broadcast(site) },
    ]
    + Rule.all(["BitShift", "BitwiseAnd", "BitwiseOr", "BitwiseXor"]) { site throws(Fault) in
      try broadcast(site)
    }

  /// The inputs broadcast together, of the first's type.
  static func broadcast(_ site: Site, _ element: DataType? = nil) throws(Fault) {
    let element = element ?? site.element(0)
    if hasOldBroadcast(site) { return site.set(0, element, site.shape(0)) }
    site.set(0, element, nil)
    var shapes: [[Extent]?] = []
    for slot in 0..<site.inputCount where site.has(slot) { shapes.append(site.shape(slot)) }
    site.set(0, element, try Broadcasting.shape(shapes))
  }

  /// Before version 7 (8 for those with many inputs) the second input is stretched to the first's shape.
  private static func hasOldBroadcast(_ site: Site) -> Bool {
    guard site.node.op.domain.isEmpty else { return false }
    switch site.node.op.type {
    case "Max", "Min", "Sum", "Mean": return site.version < 8
    default: return site.version < 7
    }
  }

  private static func binary(
    _ site: Site, _ whole: (Extent, Extent) -> Extent, real: (Double, Double) -> Double
  ) throws(Fault) {
    try binary(site) { a, b in
      if case .whole(let x) = a, case .whole(let y) = b { return .whole(whole(x, y)) }
      guard let x = a.number, let y = b.number else { return .unknown }
      return Scalar(real(x, y))
    }
  }

  /// Infers the shape, and elements where both inputs' are known.
  static func binary(_ site: Site, _ combine: (Scalar, Scalar) -> Scalar) throws(Fault) {
    try broadcast(site)
    guard site.mayHaveContent(0), site.mayHaveContent(1), let a = site.content(0), let b = site.content(1),
      let content = Broadcasting.map(a, site.shape(0), b, site.shape(1), site.results.first?.shape, combine)
    else { return }
    site.setContent(0, content)
  }

  private static func many(
    _ site: Site, _ whole: (Extent, Extent) -> Extent, _ real: (Double, Double) -> Double
  ) throws(Fault) {
    if site.inputCount == 2 { return try binary(site, whole, real: real) }
    try broadcast(site)
    guard site.inputCount == 1, let content = site.content(0) else { return }
    site.setContent(0, content)
  }

  /// Whole numbers are divided towards zero, as in C.
  private static func divide(_ site: Site) throws(Fault) {
    let isWhole = !site.element(0).isFloatingPoint
    try binary(site) { a, b in
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
  private static func modulo(_ site: Site) throws(Fault) {
    let hasDividendSign = site.flag("fmod")
    try binary(site) { a, b in
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
