import TrainingLogs

/// The buckets of a histogram, all with two ends that are finite.
struct Buckets {
  private var all: [(left: Double, right: Double, count: Double)] = []

  init(_ histogram: LoggedHistogram) {
    let hasStart = histogram.edges.count == histogram.counts.count + 1
    for (place, count) in histogram.counts.enumerated() where count > 0 && count.isFinite {
      let right = place + (hasStart ? 1 : 0)
      guard right < histogram.edges.count else { break }
      // The outermost ends may be as far away as numbers go: the elements are not.
      let left = right > 0 ? max(histogram.edges[right - 1], histogram.min) : histogram.min
      let end = min(histogram.edges[right], histogram.max)
      guard left.isFinite, end.isFinite, left <= end else { continue }
      all.append((left, end, count))
    }
  }

  /// Where the elements lie, without a share at both ends; nil without elements.
  func ends(without share: Double) -> (low: Double, high: Double)? {
    let total = all.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    func end(_ buckets: some Sequence<(left: Double, right: Double, count: Double)>) -> (
      left: Double, right: Double
    ) {
      var passed = 0.0
      for bucket in buckets {
        passed += bucket.count
        if passed > total * share { return (bucket.left, bucket.right) }
      }
      return (all[0].left, all[all.count - 1].right)
    }
    return (end(all).left, end(all.reversed()).right)
  }

  /// The elements in bins of equal width, each bucket's spread evenly. Linear in buckets and bins that they meet.
  func spread(over range: ClosedRange<Double>, bins: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: bins)
    let width = (range.upperBound - range.lowerBound) / Double(bins)
    guard width > 0, width.isFinite else { return counts }
    func place(_ value: Double) -> Double {
      min(max((value - range.lowerBound) / width, -1), Double(bins) + 1)
    }
    for bucket in all {
      let (first, last) = (place(bucket.left), place(bucket.right))
      guard last - first > 1e-9 else {
        let bin = Int(first.rounded(.down))
        if counts.indices.contains(bin) { counts[bin] += bucket.count }
        continue
      }
      // What lies beyond the range has no bin.
      let whole = (bucket.right - bucket.left) / width
      for bin in max(0, Int(first))..<max(0, min(bins, Int(last.rounded(.up)))) {
        let part = min(last, Double(bin + 1)) - max(first, Double(bin))
        if part > 0 { counts[bin] += bucket.count * part / whole }
      }
    }
    return counts
  }
}
