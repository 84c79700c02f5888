/// The thresholds of sections about attention.
enum AttentionPageTuning {
  /// Layers and heads in the grid; of more, those at even steps. A page has room for no more that can be told apart.
  static let mostLayers = 24
  static let mostHeads = 32
  /// The width of the grid without its labels, what share of it maps take, and the sides of maps.
  static let gridWidth = 840.0
  static let mapShare = 0.84
  static let sides = 22.0...88.0
  /// Heads that are shown large, asked for and of their own accord.
  static let mostLarge = 12
  static let sharpest = 2
  /// The side of a large map, so that two stand side by side; where tokens have names, each has a line, up to a longer side.
  static let largeSide = 340.0
  static let longestSide = 560.0
  static let leastLine = 10.0
  /// The side of a cell of few.
  static let largeCell = 24.0
  /// Of more tokens, several share a cell, by their largest weight: cells of two pixels can still be told apart.
  static let mostCells = 260
  /// From so many tokens on positions are an axis with ticks instead of names.
  static let mostPositions = 30
  /// Colours of the grid reach this many times as far as the mean largest weight of the head in the middle, and no further: one
  /// sharp head must not leave all others white.
  static let colorReach = 3.0
  /// Layers whose maps of an image are shown.
  static let mostImages = 24
  static let imagesPerRow = 6
  /// A habit is marked that no larger share of heads has; of others only a sentence tells.
  static let commonShare = 0.4
  /// The widths of maps below which `previous token` and `previous` have no room.
  static let roomForWords = 60.0
  static let roomForShortWords = 40.0
  /// Heads that a sentence lists.
  static let mostListed = 6
}
