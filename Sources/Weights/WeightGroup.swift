/// Tensors that are shown as one: the same tensor of all copies of a block, or one by itself.
public struct WeightGroup: Sendable {
  /// The tensors, as places in ``WeightReport/tensors``.
  public var places: [Int]
  /// What all of them hold together: the numbers that stored ones stand for; nil where none could be read.
  public var whole: Whole?
  /// The least and the greatest σ of one of them.
  public var deviations: ClosedRange<Double>?

  /// Figures that can be joined without reading again.
  public struct Whole: Sendable {
    /// How many elements there are.
    public var count: Int64
    /// The least, the greatest, the mean and the standard deviation of the finite ones.
    public var min, max, mean, deviation: Double
    /// As in ``TensorStatistics``; near zero and outliers are those of each tensor by its own spread.
    public var zeros, nearZero, outliers, nonFinite: Int64
    /// How they are distributed.
    public var sketch: Sketch
    /// The quantiles at ``TensorStatistics/quantileShares``: of one tensor as they were found, of several to 3 %.
    public var quantiles: [Double]
  }

  /// Joins the figures of some tensors. Cost: linear in their sketches.
  public init(_ places: [Int], of report: WeightReport) {
    self.places = places
    var moments = Moments()
    for place in places {
      guard let figures = report.tensors[place].numbers, let range = figures.range else { continue }
      moments.add(Moments(figures.finite, mean: range.mean, deviation: range.deviation))
      let least = Swift.min(deviations?.lowerBound ?? range.deviation, range.deviation)
      deviations = least...Swift.max(deviations?.upperBound ?? range.deviation, range.deviation)
      guard var whole else {
        whole = Whole(figures, range)
        continue
      }
      whole.add(figures, range)
      whole.quantiles = whole.sketch.quantiles(TensorStatistics.quantileShares)
      self.whole = whole
    }
    whole?.mean = moments.mean
    whole?.deviation = moments.deviation
  }
}

extension WeightGroup.Whole {
  /// A histogram over the range that all but the outer 0.5 % on either side are in, so that one outlier does not make all
  /// others one bar; nil where all numbers are one.
  public func histogram(parts: Int) -> SketchHistogram? {
    let ends = sketch.quantiles([WeightTuning.beyond, 1 - WeightTuning.beyond])
    guard ends.count == 2, max > min else { return nil }
    let (low, high) = (Swift.max(ends[0], min), Swift.min(ends[1], max))
    return sketch.histogram(high > low ? low...high : min...max, parts: parts)
  }

  fileprivate init(_ figures: TensorStatistics, _ range: TensorStatistics.Range) {
    self.init(
      count: figures.count, min: range.min, max: range.max, mean: range.mean, deviation: range.deviation,
      zeros: figures.zeros, nearZero: figures.nearZero, outliers: figures.outliers,
      nonFinite: figures.nonFinite,
      sketch: figures.sketch, quantiles: figures.quantiles)
  }

  mutating func add(_ figures: TensorStatistics, _ range: TensorStatistics.Range) {
    count += figures.count
    min = Swift.min(min, range.min)
    max = Swift.max(max, range.max)
    zeros += figures.zeros
    nearZero += figures.nearZero
    outliers += figures.outliers
    nonFinite += figures.nonFinite
    sketch.add(figures.sketch)
  }
}

extension WeightGroup.Whole {
  /// The figures of one tensor; nil where no element is finite.
  public init?(_ figures: TensorStatistics) {
    guard let range = figures.range else { return nil }
    self.init(figures, range)
  }
}
