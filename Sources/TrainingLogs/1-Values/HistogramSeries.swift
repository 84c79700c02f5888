/// One tensor's distribution, step after step.
public struct HistogramSeries: Sendable, Equatable {
  /// What the log calls it.
  public var tag: String
  /// The distributions, in the order of the log.
  public var histograms: [LoggedHistogram]
  /// How many the log has; more than are kept where it has very many.
  public var histogramCount: Int

  /// Makes a series.
  public init(_ tag: String, _ histograms: [LoggedHistogram], histogramCount: Int? = nil) {
    (self.tag, self.histograms) = (tag, histograms)
    self.histogramCount = histogramCount ?? histograms.count
  }
}

/// The distribution of a tensor's elements at one step.
public struct LoggedHistogram: Sendable, Equatable {
  /// The step.
  public var step: Int64
  /// When it was written, in seconds since 1970; NaN where the log does not say.
  public var wallTime: Double
  /// How many elements there are.
  public var count: Double
  /// The least element, or where the first bucket begins.
  public var min: Double
  /// The largest element, or where the last bucket ends.
  public var max: Double
  /// The sum of the elements; nil where the log does not have it.
  public var sum: Double?
  /// The sum of their squares; nil where the log does not have it.
  public var sumSquares: Double?
  /// The ends of buckets, as the log has them: of each its right end, or, with one more, the start of the first before them.
  /// Empty where buckets were not kept.
  public var edges: [Double]
  /// How many elements each bucket has.
  public var counts: [Double]

  /// Makes a distribution.
  public init(
    step: Int64, wallTime: Double = .nan, count: Double, min: Double, max: Double, sum: Double? = nil,
    sumSquares: Double? = nil, edges: [Double] = [], counts: [Double] = []
  ) {
    (self.step, self.wallTime, self.count, self.min, self.max) = (step, wallTime, count, min, max)
    (self.sum, self.sumSquares, self.edges, self.counts) = (sum, sumSquares, edges, counts)
  }
}
