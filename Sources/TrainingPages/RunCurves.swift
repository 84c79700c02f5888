import Charts
import TextOutput
import Training
import TrainingLogs

/// The curves of one run: a chart a metric, training and validation together, the learning rate below the first loss.
struct RunCurves {
  private let report: TrainingReport
  private let number: Int
  private let run: TrainingRun
  private let options: TrainingPageOptions
  private let maker: CurveMaker

  init(_ report: TrainingReport, run number: Int, _ options: TrainingPageOptions) {
    (self.report, self.number, self.options) = (report, number, options)
    run = report.runs[number]
    maker = CurveMaker(run, options)
  }

  /// One section, or none where there is nothing to draw.
  var sections: [Sheet.Section] {
    var charts: [any Chart] = []
    var left = 0
    var rates = run.metrics(.learningRate)
    let metrics = run.metrics()
    // Losses with validation first: they are what is looked at first.
    let ordered = metrics.enumerated().sorted {
      (Self.rank($0.element), $0.offset) < (Self.rank($1.element), $1.offset)
    }
    .map(\.element)
    for metric in ordered {
      guard let chart = chart(metric, &rates) else {
        left += metric.lines.count
        continue
      }
      charts.append(chart)
    }
    for rate in rates { if let chart = rateChart(rate) { charts.append(chart) } }
    guard !charts.isEmpty || left > 0 else { return [] }
    var lines: [String] = []
    if left > 0 {
      let what = options.axis == .epoch ? "epochs" : "times"
      lines.append("\(left) series have no \(what) in the log, and are left out.")
    }
    if charts.count > TrainingPageTuning.mostCharts {
      lines.append(
        "The first \(TrainingPageTuning.mostCharts) of \(charts.count) metrics; --only names others.")
    }
    return [
      Sheet.Section("Curves", lines: lines, .charts(Array(charts.prefix(TrainingPageTuning.mostCharts))))
    ]
  }

  private static func rank(_ metric: Metric) -> Int {
    (metric.name.better == nil ? 4 : metric.name.isLoss ? 0 : 2) + (metric.lines.count > 1 ? 0 : 1)
  }

  private func chart(_ metric: Metric, _ rates: inout [Metric]) -> LineChart? {
    let judge = metric.judge
    let isAlone = metric.lines.count == 1
    let lines = metric.lines.prefix(TrainingPageTuning.mostLines).compactMap { line in
      maker.line(
        isAlone ? "" : name(line), run.series[line.series], number: color(line, metric),
        best: line == judge && !isNoisy(metric) ? metric.name.better : nil)
    }
    guard !lines.isEmpty else { return nil }
    let kind: Axis.Kind = asksForDecades(lines, metric.name.better) ? .log : .linear
    let isEpochs = metric.lines.allSatisfy { isEpoch(run.series[$0.series]) }
    let unit = LevelUnit(options.axis, isEpochs: isEpochs, lines)
    var title = metric.title
    if isAlone, let part = metric.lines.first?.part, part != .unsaid { title += ", " + part.word }
    var panels = [LineChart.Panel(Axis(title, kind), lines.map(unit.scaled))]
    if metric.name.isLoss, let place = rates.firstIndex(where: { fits($0, lines) }) {
      if let rate = rateLine(rates[place]) {
        panels.append(
          LineChart.Panel(
            Axis("learning rate", asksForDecades([rate], .lower) ? .log : .linear), [unit.scaled(rate)],
            weight: TrainingPageTuning.rateHeight))
        rates.remove(at: place)
      }
    }
    return LineChart(x: unit.axis, panels: panels, regions: regions(metric))
  }

  /// Whether its points are single batches, of which the best one says little.
  private func isNoisy(_ metric: Metric) -> Bool {
    metric.name.grain == .step && metric.line(.validation) == nil && metric.line(.test) == nil
  }

  private func name(_ line: Metric.Line) -> String {
    line.part == .unsaid ? sanitized(run.series[line.series].tag) : line.part.word
  }

  /// Training has the first colour, validation the second, wherever they are.
  private func color(_ line: Metric.Line, _ metric: Metric) -> Int? {
    let isClear = Set(metric.lines.map(\.part)).count == metric.lines.count
    return isClear && line.part != .unsaid ? line.part.rawValue : nil
  }

  private func isEpoch(_ series: MetricSeries) -> Bool {
    series.axis == .epochs
      || MetricName(series.tag).grain == .epoch && !run.series.contains { $0.tag == "epoch" }
  }

  // MARK: Learning rates

  /// Whether a learning rate has the level axis of a loss.
  private func fits(_ rate: Metric, _ lines: [LineSeries]) -> Bool {
    guard
      rate.lines.count == 1
        || rate.lines.dropFirst().allSatisfy({
          run.series[$0.series].values == run.series[rate.lines[0].series].values
        })
    else { return false }
    guard let line = rateLine(rate), let end = line.x.filter(\.isFinite).max(),
      let other = lines.lazy.flatMap(\.x).filter(\.isFinite).max()
    else { return false }
    return end == other || other > 0 && TrainingPageTuning.sameReach.contains(end / other)
  }

  private func rateLine(_ rate: Metric) -> LineSeries? {
    guard let first = rate.lines.first else { return nil }
    let series = run.series[first.series]
    // A learning rate is set, not measured: nothing to smooth.
    guard let x = run.places(of: series, along: options.axis) else { return nil }
    return LineSeries("", x: x, y: series.values, series: 4)
  }

  private func rateChart(_ rate: Metric) -> LineChart? {
    let lines = rate.lines.prefix(TrainingPageTuning.mostLines).compactMap { line -> LineSeries? in
      let series = run.series[line.series]
      guard let x = run.places(of: series, along: options.axis) else { return nil }
      return LineSeries(rate.lines.count > 1 ? sanitized(series.tag) : "", x: x, y: series.values)
    }
    guard !lines.isEmpty else { return nil }
    let unit = LevelUnit(
      options.axis, isEpochs: rate.lines.allSatisfy { isEpoch(run.series[$0.series]) }, lines)
    let kind: Axis.Kind = asksForDecades(lines, .lower) ? .log : .linear
    return LineChart(
      x: unit.axis, panels: [LineChart.Panel(Axis("learning rate", kind), lines.map(unit.scaled))])
  }

  // MARK: Findings

  /// Where a finding about the metric begins, as a stroke with a word.
  private func regions(_ metric: Metric) -> [LineChart.Region] {
    guard options.axis == .step else { return [] }
    let tags = Set(metric.lines.map { run.series[$0.series].tag })
    return report.findings.filter { $0.run == number && tags.contains($0.place) }.compactMap { finding in
      guard let word = finding.code.word else { return nil }
      let step = Double(finding.step)
      return LineChart.Region(step...step, word)
    }
  }
}

extension TrainingFinding.Code {
  /// What stands at a curve; none where a curve says it itself.
  fileprivate var word: String? {
    switch self {
    case .nan: "not finite"
    case .divergence: "diverges"
    case .overfitting: "overfits"
    case .exploding, .vanishing, .plateau: nil
    }
  }
}

extension MetricName.Part {
  /// The word for a legend.
  var word: String {
    switch self {
    case .train: "train"
    case .validation: "validation"
    case .test: "test"
    case .unsaid: ""
    }
  }
}
