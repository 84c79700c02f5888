import TextOutput

/// Seven quantiles of many numbers.
public struct Quantiles: Sendable, Equatable {
  /// The 1st, 5th, 25th, 50th, 75th, 95th and 99th percentile, in that order.
  public var values: [Double]

  /// Makes quantiles of the percentiles 1, 5, 25, 50, 75, 95 and 99.
  public init(
    _ p1: Double, _ p5: Double, _ p25: Double, _ p50: Double, _ p75: Double, _ p95: Double, _ p99: Double
  ) {
    values = [p1, p5, p25, p50, p75, p95, p99]
  }

  /// Ranges around the median, the widest first, with the paint of each.
  static let nested: [(low: Int, high: Int)] = [(0, 6), (1, 5), (2, 4)]

  /// The median; nil where there is none.
  var median: Double? { values.indices.contains(3) ? values[3] : nil }

  /// The numbers in words.
  var summary: String {
    guard values.count == 7 else { return "" }
    func text(_ place: Int) -> String { NumberText.significant(values[place]) }
    return
      "median \(text(3)); half of the values from \(text(2)) to \(text(4)), 98 % from \(text(0)) to \(text(6))"
  }
}
