/// The size of one axis while it is being worked out: a number, an expression over names, or unknown.
///
/// Formulas that hold for all of them stand in this target once, for readers that compute types themselves and for
/// shape inference. All arithmetic is checked: a result that does not fit or exist is unknown.
public protocol Dimension: Equatable {
  /// A number.
  static func known(_ size: Int64) -> Self
  /// A size of which nothing is known.
  static var unknown: Self { get }
  /// The number, if it is one.
  var value: Int64? { get }

  /// The sum.
  static func + (a: Self, b: Self) -> Self
  /// The difference.
  static func - (a: Self, b: Self) -> Self
  /// The product.
  static func * (a: Self, b: Self) -> Self
  /// The quotient rounded down, for divisors above 0.
  func floorDivided(by divisor: Self) -> Self
  /// The quotient rounded up, for divisors above 0.
  func ceilDivided(by divisor: Self) -> Self
  /// The common size of two in broadcasting where neither is a number.
  func broadcast(withOpen other: Self) -> Self
}

extension Dimension {
  /// Unknown: two different sizes say nothing about their common one.
  @inlinable public func broadcast(withOpen other: Self) -> Self { .unknown }
}

/// The place of an axis, negative ones counted from the end; nil where a tensor of that rank has none such.
@inlinable public func axisPlace(_ axis: Int64, rank: Int) -> Int? {
  let place = axis < 0 ? axis + Int64(rank) : axis
  return (0..<Int64(rank)).contains(place) ? Int(place) : nil
}
