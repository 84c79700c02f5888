/// Arithmetic on dims that may be unknown and come from a file. Everything saturates to unknown.
enum DimMath {
  static func times(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : product
  }

  static func plus(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }

  static func minus(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? nil : difference
  }

  /// Division, rounded down.
  static func floorDivided(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b, b > 0 else { return nil }
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }

  /// Division, rounded up.
  static func ceilDivided(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let quotient = floorDivided(a, b), let a, let b else { return nil }
    return a % b == 0 ? quotient : quotient + 1
  }

  /// The product of dims; unknown where one is.
  static func product(_ dims: some Sequence<Int64?>) -> Int64? { dims.reduce(1) { times($0, $1) } }

  /// How far a window reaches: `(kernel − 1) · dilation + 1`.
  static func reach(_ kernel: Int64, _ dilation: Int64) -> Int64? {
    plus(times(minus(kernel, 1), dilation), 1)
  }

  /// What a window leaves of an axis.
  static func window(_ size: Int64?, kernel: Int64, stride: Int64, dilation: Int64, padding: String) -> Int64?
  {
    guard stride > 0 else { return nil }
    guard padding == "valid" else { return ceilDivided(size, stride) }
    return plus(floorDivided(minus(size, reach(kernel, dilation)), stride), 1)
  }

  /// The position of an axis counted from the end where negative, or nil.
  static func axis(_ axis: Int64, _ rank: Int) -> Int? {
    let place = axis < 0 ? axis + Int64(rank) : axis
    return (0..<Int64(rank)).contains(place) ? Int(place) : nil
  }
}
