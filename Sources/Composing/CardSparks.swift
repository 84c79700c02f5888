import DiagramModel
import Weights

/// Small histograms of the weights behind a card.
enum CardSparks {
  /// The histogram of some weights; nil where they are all one number.
  static func spark(_ whole: WeightGroup.Whole) -> Spark? {
    guard let histogram = whole.histogram(parts: Metrics.sparkBars) else { return nil }
    return Spark(histogram.counts, hasBelow: histogram.below >= 0.5, hasAbove: histogram.above >= 0.5)
  }
}
