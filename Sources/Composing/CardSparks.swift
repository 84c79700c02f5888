import DiagramModel
import Weights

/// Small histograms of the weights behind a card.
enum CardSparks {
  /// The share of numbers on either side that lies beyond the ends: one outlier must not make all others one bar.
  private static let beyond = 0.005

  /// The histogram of some weights; nil where they are all one number.
  static func spark(_ whole: WeightGroup.Whole) -> Spark? {
    let ends = whole.sketch.quantiles([beyond, 1 - beyond])
    guard ends.count == 2, whole.max > whole.min else { return nil }
    let (low, high) = (max(ends[0], whole.min), min(ends[1], whole.max))
    let range = high > low ? low...high : whole.min...whole.max
    let histogram = whole.sketch.histogram(range, parts: Metrics.sparkBars)
    return Spark(histogram.counts, hasBelow: histogram.below >= 0.5, hasAbove: histogram.above >= 0.5)
  }
}
