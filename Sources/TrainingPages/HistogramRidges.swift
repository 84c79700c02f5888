import Charts
import TextOutput
import Training
import TrainingLogs

/// How distributions of tensors change: a ridgeline a tensor.
struct HistogramRidges {
  private let report: TrainingReport
  private let options: TrainingPageOptions

  init(_ report: TrainingReport, _ options: TrainingPageOptions) {
    (self.report, self.options) = (report, options)
  }

  var sections: [Sheet.Section] {
    var all: [(run: Int, series: HistogramSeries)] = []
    for run in report.same.kept {
      for series in report.runs[run].histograms
      where series.histograms.filter({ !$0.counts.isEmpty }).count > 1 {
        all.append((run, series))
      }
    }
    let chosen =
      options.hasChosenTensors ? Array(all.indices.prefix(TrainingPageTuning.mostRidges)) : telling(all)
    let charts = chosen.compactMap { place -> (any Chart)? in
      let name = report.same.kept.count > 1 ? report.runs[all[place].run].name + ": " : ""
      return ridge(all[place].series, sanitized(name + all[place].series.subject))
    }
    guard !charts.isEmpty else { return [] }
    var lines = ["Each as high as its peak."]
    if charts.count < all.count, !options.hasChosenTensors {
      lines[0] += " Those that change most, \(charts.count) of \(all.count) tensors; --only names others."
    }
    return [Sheet.Section("Histograms", lines: lines, .charts(charts))]
  }

  /// Those weights and gradients whose size changes most, in the order of the log.
  private func telling(_ all: [(run: Int, series: HistogramSeries)]) -> [Int] {
    func change(_ series: HistogramSeries) -> Double {
      let sizes = series.histograms.filter { !$0.counts.isEmpty }.map(\.rootMeanSquare).filter {
        $0.isFinite && $0 > 0
      }
      guard let first = sizes.first, let last = sizes.last else { return 0 }
      return max(first / last, last / first)
    }
    // Tensors of few elements have histograms of single strokes.
    let large = all.indices.filter { (all[$0].series.histograms.first?.count ?? 0) >= 64 }
    let pool = large.isEmpty ? Array(all.indices) : large
    let ranked = pool.map { ($0, change(all[$0].series)) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
    let (gradients, weights) = (
      ranked.filter { all[$0].series.isGradient }, ranked.filter { !all[$0].series.isGradient }
    )
    let half = TrainingPageTuning.ridges / 2
    let first = gradients.prefix(max(half, TrainingPageTuning.ridges - weights.count))
    return (first + weights.prefix(TrainingPageTuning.ridges - first.count)).sorted()
  }

  private func ridge(_ series: HistogramSeries, _ title: String) -> RidgeChart? {
    let all = series.histograms.filter { !$0.counts.isEmpty }
    let every =
      Double(max(all.count - 1, 1)) / Double(max(min(all.count, TrainingPageTuning.ridgeRows) - 1, 1))
    let shown = (0..<min(all.count, TrainingPageTuning.ridgeRows)).map {
      all[Int((Double($0) * every).rounded())]
    }
    guard let range = commonRange(shown) else { return nil }
    let bins = TrainingPageTuning.ridgeBins
    return RidgeChart(
      title: title,
      shown.map { histogram in
        let counts = Buckets(histogram).spread(over: range, bins: bins)
        let most = counts.max() ?? 0
        return RidgeChart.Row(NumberText.grouped(histogram.step), counts.map { most > 0 ? $0 / most : 0 })
      }, range: range)
  }

  /// The range of nearly all, without their outermost elements.
  private func commonRange(_ histograms: [LoggedHistogram]) -> ClosedRange<Double>? {
    let all = histograms.compactMap { Buckets($0).ends(without: TrainingPageTuning.ridgeTail) }
    guard !all.isEmpty else { return nil }
    let cut = Int(Double(all.count - 1) * TrainingPageTuning.ridgeRange)
    let low = all.map(\.low).sorted()[cut]
    let high = all.map(\.high).sorted()[all.count - 1 - cut]
    return low < high ? low...high : nil
  }
}

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
