/// What a page of weights shows.
public struct WeightPageOptions: Sendable, Equatable {
  /// The heading; nil for none.
  public var title: String?
  /// Whether tables of rows that are looked up are shown as points on their two main axes.
  public var projectsTables = false
  /// Names of the rows of a table, shown where there are as many.
  public var rowNames: [String] = []
  /// Whether matrices are shown by their singular values.
  public var showsSpectrum = false

  /// Makes the default options.
  public init() {}
}

/// The thresholds of pages of weights.
enum WeightPageTuning {
  /// Bars of a small histogram: about two pixels each.
  static let sparkBars = 44
  /// The common scale of strips is no wider than this many times that of the layer in the middle.
  static let stripReach = 3.0
  /// Colours of a heat map reach this many times as far as the outer percentiles, and no further: one outlier must not
  /// leave all others white.
  static let colorReach = 3.0
  /// Cells of a tensor's picture beside its row, and of a large one.
  static let thumbnail = (columns: 48, rows: 24)
  static let heat = (columns: 160, rows: 96)
  /// Kernels of one convolution: eight rows of eight are what a figure in a paper has.
  static let mostTiles = 64
  /// Convolutions and matrices that are shown large; the others are in the table.
  static let mostKernels = 8
  /// Tables that are projected, and points of one: more would hide each other.
  static let mostProjections = 4
  static let mostPoints = 2000
  /// Matrices whose singular values are worked out: each may take a second.
  static let mostSpectra = 12
  static let mostMatrices = 8
}
