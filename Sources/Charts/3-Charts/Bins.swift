/// How often numbers fell into ranges of equal width.
public struct Bins: Sendable, Equatable {
  /// How many fell into each range, the lowest first.
  public var counts: [Int]
  /// Where the first range begins.
  public var low: Double
  /// Where the last range ends.
  public var high: Double
  /// How many were lower than all ranges.
  public var below: Int
  /// How many were higher.
  public var above: Int

  /// Makes bins.
  public init(counts: [Int], low: Double, high: Double, below: Int = 0, above: Int = 0) {
    (self.counts, self.low, self.high, self.below, self.above) = (counts, low, high, below, above)
  }

  /// How many numbers there are.
  var total: Int {
    (counts + [below, above]).reduce(0) { sum, count in
      let (total, overflow) = sum.addingReportingOverflow(max(0, count))
      return overflow ? .max : total
    }
  }

  /// The heights of so many columns at most: each the largest of the bins that it stands for.
  func heights(atMost columns: Int) -> [Int] {
    guard columns > 0 else { return [] }
    let group = max(1, (counts.count + columns - 1) / columns)
    return stride(from: 0, to: counts.count, by: group).map { start in
      counts[start..<min(start + group, counts.count)].reduce(0) { max($0, $1) }
    }
  }
}
