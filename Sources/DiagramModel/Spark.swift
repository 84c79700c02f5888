/// A tiny histogram on a card, below its text. One word large, since most cards have none.
public final class Spark: Sendable, Hashable {
  /// The heights of its bars from the left, in tenths of a CSS pixel up to ten times ``Metrics/spark``'s height.
  public let heights: [Int]
  /// Whether some numbers lie beyond the left and the right end.
  public let hasBelow, hasAbove: Bool

  /// Makes a histogram whose highest bar fills the frame.
  public init(_ counts: [Double], hasBelow: Bool, hasAbove: Bool) {
    let most = counts.max() ?? 0
    heights = counts.map { count in
      guard most > 0, count > 0 else { return 0 }
      // What is there is seen.
      return max(3, Int((count / most * Metrics.spark.height * 10).rounded()))
    }
    (self.hasBelow, self.hasAbove) = (hasBelow, hasAbove)
  }

  /// Whether two draw the same.
  public static func == (a: Spark, b: Spark) -> Bool {
    a === b || a.heights == b.heights && a.hasBelow == b.hasBelow && a.hasAbove == b.hasAbove
  }

  /// Hashes what it draws.
  public func hash(into hasher: inout Hasher) { hasher.combine(heights) }
}
