import Charts
import Weights

/// A histogram of some tensors over the range that nearly all numbers are in.
struct WeightHistogram {
  let bins: Bins

  /// Makes the histogram; nil where all numbers are one.
  init?(_ whole: WeightGroup.Whole, bars: Int = WeightPageTuning.sparkBars) {
    guard let range = Self.range(whole) else { return nil }
    let histogram = whole.sketch.histogram(range, parts: bars)
    bins = Bins(
      counts: histogram.counts.map { Int($0.rounded()) }, low: range.lowerBound, high: range.upperBound,
      below: Int(histogram.below.rounded()), above: Int(histogram.above.rounded()))
  }

  /// All numbers but the outer ones.
  private static func range(_ whole: WeightGroup.Whole) -> ClosedRange<Double>? {
    let ends = whole.sketch.quantiles([WeightPageTuning.beyond, 1 - WeightPageTuning.beyond])
    guard ends.count == 2, whole.max > whole.min else { return nil }
    let (low, high) = (max(ends[0], whole.min), min(ends[1], whole.max))
    return high > low ? low...high : whole.min...whole.max
  }
}
