/// How an axis is to look; ranges come from the values unless given.
public struct Axis: Sendable, Equatable {
  /// What the numbers are, with their unit: `loss`, `time (s)`.
  public var title: String
  /// How numbers become places.
  public var kind: Kind
  /// The range, where it does not follow from the values.
  public var range: ClosedRange<Double>?
  /// Whether 0 is in range even if no value is near it.
  public var hasZero: Bool
  /// Whether only whole numbers have ticks.
  public var isWhole: Bool
  /// Whether the ends are moved outwards to round numbers; else the axis ends with the values.
  public var endsRound: Bool

  /// How numbers become places.
  public enum Kind: Sendable, Equatable {
    case linear
    /// By decimal logarithms; numbers from 0 down have no place.
    case log
  }

  /// Makes an axis.
  public init(
    _ title: String = "", _ kind: Kind = .linear, range: ClosedRange<Double>? = nil, hasZero: Bool = false,
    isWhole: Bool = false, endsRound: Bool = true
  ) {
    (self.title, self.kind, self.range) = (title, kind, range)
    (self.hasZero, self.isWhole, self.endsRound) = (hasZero, isWhole, endsRound)
  }

  /// An axis of steps, epochs or other whole numbers that ends with the values.
  public static func steps(_ title: String = "step") -> Axis { Axis(title, isWhole: true, endsRound: false) }
}
