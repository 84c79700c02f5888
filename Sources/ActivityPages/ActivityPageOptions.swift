/// What a page of a recording shows.
public struct ActivityPageOptions: Sendable, Equatable {
  /// The heading; nil for none.
  public var title: String?
  /// The sample that pictures are of.
  public var sample = 0
  /// The texts of the sample's tokens, where they are known.
  public var tokens: [String] = []
  /// The names of classes, in the order of scores.
  public var classes: [String] = []
  /// Whether shapes and single numbers have rows, too.
  public var showsAll = false
  /// Whether values were chosen by name, so that all of them are shown large.
  public var isChosen = false

  /// Makes the default options.
  public init() {}
}

/// The thresholds of these pages.
enum ActivityPageTuning {
  /// Bars of a small histogram: about two pixels each.
  static let sparkBars = 44
  /// Cells of a picture beside its row.
  static let thumbnail = (columns: 48, rows: 24)
  /// Maps of one layer: two rows of eight show what a layer looks for; more look alike.
  static let mostMaps = 16
  /// Layers that are shown large, of each kind; the others are in the table.
  static let mostPictures = 12
  /// Values whose names were asked for that are shown large.
  static let mostChosen = 60
  /// Layers of attention that are read; of more none would be seen.
  static let mostAttentionLayers = 96
  /// Units of one vector that have a bar each.
  static let mostBars = 256
  /// Scores that have a bar.
  static let mostScores = 10
  /// Samples that are rows of a picture of vectors.
  static let mostSamples = 64
  /// Labels that have room beside the rows of a heat map.
  static let mostRowLabels = 64
  /// Points that a map shows as pictures, and their largest side in CSS pixels.
  static let mostImagePoints = 1_000
  /// See ``mostImagePoints``.
  static let imagePoint = 18.0
  /// Tokens that have room below columns.
  static let mostColumnLabels = 48
}
