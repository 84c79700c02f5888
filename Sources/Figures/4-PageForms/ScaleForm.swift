import ModelGraph

/// The form of a U: by box of the overview its level and arm, and what is said of each level.
public struct ScaleForm: Sendable, Equatable {
  /// One level, on which all maps are of one side.
  public struct Level: Sendable, Equatable {
    /// The extents of maps, outermost first: height and width. Empty for the middle, which has those of the level above.
    public var dims: [String]
    /// Whether all maps are exactly so large. Odd extents and borders without padding differ by a few.
    public var isExact: Bool
    /// How many maps the falling arm ends with here, where the rising one has as many somewhere.
    public var channels: Int64?
  }

  /// Where a box stands.
  public struct Place: Sendable, Hashable {
    /// The level, from the top.
    public var level: Int
    /// Whether it is on the arm that expands; the lowest level has no arms.
    public var isRising: Bool
  }

  /// From the top.
  public var levels: [Level]
  /// By box of the overview, in its order; nil for what stands beside the U, since several levels read it.
  public var places: [Place?]
  /// How often the side falls on the way.
  public var falls: Int
  /// How often it rises.
  public var rises: Int
  /// On how many sides skips end.
  public var skippedSides: Int
}
