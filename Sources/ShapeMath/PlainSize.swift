/// A size that is a number or unknown.
public struct PlainSize: Dimension, Sendable, Hashable {
  /// The number, if it is one.
  public var value: Int64?

  /// Makes a size from a number, or nil for unknown.
  @inlinable public init(_ value: Int64?) { self.value = value }

  /// A number.
  @inlinable public static func known(_ size: Int64) -> PlainSize { PlainSize(size) }
  /// A size of which nothing is known.
  public static let unknown = PlainSize(nil)

  @inlinable static func checked(
    _ a: PlainSize, _ b: PlainSize, _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) -> PlainSize {
    guard let x = a.value, let y = b.value else { return PlainSize(nil) }
    let (result, overflow) = operation(x, y)
    return PlainSize(overflow ? nil : result)
  }

  /// The sum.
  @inlinable public static func + (a: PlainSize, b: PlainSize) -> PlainSize {
    checked(a, b) { $0.addingReportingOverflow($1) }
  }

  /// The difference.
  @inlinable public static func - (a: PlainSize, b: PlainSize) -> PlainSize {
    checked(a, b) { $0.subtractingReportingOverflow($1) }
  }

  /// The product.
  @inlinable public static func * (a: PlainSize, b: PlainSize) -> PlainSize {
    checked(a, b) { $0.multipliedReportingOverflow(by: $1) }
  }

  /// The product of many; 1 for none.
  @inlinable public static func product(_ sizes: some Sequence<Int64?>) -> PlainSize {
    sizes.reduce(PlainSize(1)) { $0 * PlainSize($1) }
  }

  /// The quotient rounded down; unknown unless the divisor is above 0.
  @inlinable public func floorDivided(by divisor: PlainSize) -> PlainSize {
    guard let x = value, let y = divisor.value, y > 0 else { return PlainSize(nil) }
    return PlainSize(x % y < 0 ? x / y - 1 : x / y)
  }

  /// The quotient rounded up; unknown unless the divisor is above 0.
  @inlinable public func ceilDivided(by divisor: PlainSize) -> PlainSize {
    guard let x = value, let y = divisor.value, y > 0 else { return PlainSize(nil) }
    return PlainSize(x % y > 0 ? x / y + 1 : x / y)
  }
}
