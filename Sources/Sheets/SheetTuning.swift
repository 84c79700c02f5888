/// The numbers that pages of charts are made by.
enum SheetTuning {
  /// A page of more curves is read by nobody; the table and the JSON have all.
  static let mostFunctions = 60
  /// The size of a curve with its axes: three stand beside each other on a page.
  static let curveWidth = 268.0
  static let curveHeight = 172.0
  /// With the histogram of its inputs below.
  static let curveHeightWithInputs = 226.0
  /// Lines about places below a curve.
  static let mostPlaceLines = 3
  /// From line to line below a curve.
  static let captionStep = 14.0

  // MARK: Trees

  /// A tree of five full levels; more would not fit beside each other on a page.
  static let mostTreeNodes = 31
  /// The room of a leaf, of a branch at most, and from level to level.
  static let treeColumn = 66.0
  static let treeBranch = 96.0
  static let treeLevel = 52.0
  /// Ensembles of one model that are drawn.
  static let mostEnsembles = 8
  /// Features in a chart.
  static let mostFeatures = 30
  /// Classes in a table of coefficients.
  static let mostClasses = 40
}
