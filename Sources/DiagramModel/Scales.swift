/// Where the boxes of a panel stand that is to be drawn as a U: the level of each, and on which arm.
///
/// The arm that falls stands on the left and flows down, the arm that rises on the right and flows up. The last level is the
/// bottom, which both share.
public struct Scales: Sendable, Hashable {
  /// Where a box stands.
  public struct Place: Sendable, Hashable {
    /// The level, from the top.
    public var level: Int
    /// Whether it is on the arm that rises.
    public var isRising: Bool

    /// Makes a place.
    public init(level: Int, isRising: Bool) {
      self.level = level
      self.isRising = isRising
    }
  }

  /// By level, from the top: what is said of it at the left, in lines.
  public var levels: [[TextLine]]
  /// By box; nil for what stands beside the U, since boxes on several levels read it.
  public var places: [Place?]
  /// Whether the last level is the middle of the one above it, and has no line of its own between them.
  public var hasMiddle: Bool

  /// Makes the places of a U.
  public init(levels: [[TextLine]], places: [Place?], hasMiddle: Bool = false) {
    self.levels = levels
    self.places = places
    self.hasMiddle = hasMiddle
  }
}

/// One level of a U, with its place.
public struct PlacedLevel: Sendable, Equatable {
  /// A line across a panel.
  public struct Rule: Sendable, Hashable {
    /// Its left end.
    public var start: Point
    /// Its right end.
    public var end: Point

    /// Makes a line.
    public init(from start: Point, to end: Point) {
      self.start = start
      self.end = end
    }
  }

  /// The upper left corner of its label.
  public var label: Point
  /// The line that parts it from the next level, where there is one.
  public var rule: Rule?

  /// Makes a level.
  public init(label: Point, rule: Rule? = nil) {
    self.label = label
    self.rule = rule
  }
}
