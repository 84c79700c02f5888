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
