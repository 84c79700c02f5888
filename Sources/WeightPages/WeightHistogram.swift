import Charts
import Weights

extension WeightGroup.Whole {
  /// The bars of a small histogram; nil where all numbers are one.
  func bins(_ bars: Int = WeightPageTuning.sparkBars) -> Bins? {
    guard let histogram = histogram(parts: bars) else { return nil }
    return Bins(
      counts: histogram.counts.map { Int($0.rounded()) }, low: histogram.range.lowerBound,
      high: histogram.range.upperBound, below: Int(histogram.below.rounded()),
      above: Int(histogram.above.rounded()))
  }
}
