/// A level of a heat colouring: how much of the whole a box takes.
public enum HeatLevel: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// Next to nothing.
  case lowest
  /// From 0.1 %.
  case low
  /// From 1 %.
  case moderate
  /// From 3 %.
  case raised
  /// From 10 %.
  case high
  /// From 25 %.
  case highest

  /// The least share of the whole that makes this level; nil for the lowest, which has none.
  ///
  /// The steps are about threefold: costs of operators spread over orders of magnitude, and with equal steps
  /// nearly all boxes would have the lowest level.
  public var leastShare: Double? {
    switch self {
    case .lowest: nil
    case .low: 0.001
    case .moderate: 0.01
    case .raised: 0.03
    case .high: 0.1
    case .highest: 0.25
    }
  }

  /// The level of a share of the whole, from 0 to 1.
  public init(share: Double) {
    self = Self.allCases.last { level in level.leastShare.map { share >= $0 } ?? false } ?? .lowest
  }

  /// Whether a level is lower than another.
  public static func < (a: HeatLevel, b: HeatLevel) -> Bool { a.rawValue < b.rawValue }

  /// The stable name, for classes in style sheets: `heat-a`, the lowest, to `heat-f`.
  public var name: String {
    switch self {
    case .lowest: "heat-a"
    case .low: "heat-b"
    case .moderate: "heat-c"
    case .raised: "heat-d"
    case .high: "heat-e"
    case .highest: "heat-f"
    }
  }
}
