/// How often numbers occur, in ascending order: by single numbers, or by ranges of them.
struct Distribution: Sendable, Equatable {
  /// Numbers from `low` to `high`, which may be one, and how many of them.
  struct Bin: Sendable, Equatable {
    var low, high: Double
    var count: Int64
  }

  /// The bins, which hold something, in ascending order.
  private(set) var bins: [Bin] = []
  /// How many numbers there are.
  private(set) var count: Int64 = 0

  /// Makes a distribution of bins in ascending order; empty ones are left out.
  init(_ bins: some Sequence<Bin>) {
    for bin in bins where bin.count > 0 {
      self.bins.append(bin)
      count += bin.count
    }
  }

  /// Sorted numbers.
  init(sorted values: [Double]) {
    for value in values {
      if let last = bins.indices.last, bins[last].low == value {
        bins[last].count += 1
      } else {
        bins.append(Bin(low: value, high: value, count: 1))
      }
    }
    count = Int64(values.count)
  }

  /// The same with some zeros more.
  func adding(zeros: Int64) -> Distribution {
    let place = bins.firstIndex { $0.low >= 0 } ?? bins.count
    return Distribution(bins[..<place] + [Bin(low: 0, high: 0, count: zeros)] + bins[place...])
  }

  /// Narrows the outer bins to the least and the greatest number, which are known exactly.
  mutating func clamp(_ least: Double, _ greatest: Double) {
    guard let last = bins.indices.last else { return }
    bins[0].low = max(bins[0].low, least)
    bins[last].high = min(bins[last].high, greatest)
    bins[0].high = max(bins[0].high, bins[0].low)
    bins[last].low = min(bins[last].low, bins[last].high)
  }

  /// The quantiles at some shares, in ascending order, between neighbours by straight lines, as NumPy's default does.
  ///
  /// Exact where bins are single numbers; else no further off than the width of a bin, within which numbers are taken to
  /// lie evenly. Cost: linear in the bins.
  func quantiles(_ shares: [Double]) -> [Double] {
    guard count > 0 else { return [] }
    var found: [Double] = []
    var bin = 0
    var before: Int64 = 0
    func value(_ rank: Int64) -> Double {
      while bin < bins.count - 1, before + bins[bin].count <= rank {
        before += bins[bin].count
        bin += 1
      }
      let place = (Double(rank - before) + 0.5) / Double(bins[bin].count)
      return bins[bin].low + (bins[bin].high - bins[bin].low) * place
    }
    for share in shares {
      let position = share * Double(count - 1)
      let rank = min(Int64(position.rounded(.down)), count - 1)
      let low = value(rank)
      // The neighbour above may lie in a later bin, where the next share must not begin.
      let (oldBin, oldBefore) = (bin, before)
      let high = rank + 1 < count ? value(rank + 1) : low
      (bin, before) = (oldBin, oldBefore)
      found.append(low + (high - low) * (position - Double(rank)))
    }
    return found
  }
}
