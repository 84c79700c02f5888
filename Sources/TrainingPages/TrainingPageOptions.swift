import Training

/// What a page of training shows, and how.
public struct TrainingPageOptions: Sendable, Equatable {
  /// The heading; nil for the name of the run.
  public var title: String?
  /// The weight by which curves are smoothed; nil for what suits their length.
  public var smoothing: Double?
  /// What curves are drawn over.
  public var axis = LevelAxis.step
  /// Whether tensors were chosen, so that all histograms that are left are shown.
  public var hasChosenTensors = false

  /// Makes the default options.
  public init() {}
}

/// The thresholds of pages of training.
enum TrainingPageTuning {
  /// Curves of no more points are not smoothed unless asked for: every point is seen.
  static let plainPoints = 200
  /// TensorBoard's own default.
  static let usualSmoothing = 0.6
  /// A loss whose largest value is so many times that of its lower quarter is drawn by decades: else its later part would lie
  /// on the axis.
  static let logReach = 20.0
  /// Charts of one page, and lines in one chart: more than twelve colours are not told apart.
  static let mostCharts = 30
  static let mostLines = 12
  /// The height of the panel of learning rates, beside that of a metric.
  static let rateHeight = 0.45
  /// Series whose ends lie so far apart do not share a level axis.
  static let sameReach = 0.8...1.25
  /// Steps that have a name each below a heat map.
  static let namedColumns = 12
  /// Colours of a heat map reach over so many decades at most, down from the largest.
  static let mapDecades = 14
  /// The width of a heat map with its labels and key: two stand beside each other.
  static let mapWidth = 460.0
  /// Heat maps of several runs.
  static let mostMaps = 6
  /// Tensors whose histograms are shown unprompted, and at most.
  static let ridges = 4
  static let mostRidges = 24
  /// Histograms of one ridgeline: each has about as many pixels.
  static let ridgeRows = 18
  static let ridgeBins = 64
  /// Of all ranges the outermost fifth at either side is cut: one explosion would make all others a stroke.
  static let ridgeRange = 0.2
  /// A ridgeline's range leaves out this share of the elements at either end: outliers would make the rest a line.
  static let ridgeTail = 0.002
}
