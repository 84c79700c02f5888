import Charts
import TextOutput
import Training
import TrainingLogs

/// Several runs: a table of their best numbers, and a chart for each metric and part of the data.
struct ComparedRuns {
  private let report: TrainingReport
  private let options: TrainingPageOptions
  private let runs: [TrainingRun]
  private let groups: [RunGroup]
  private let metrics: [[Metric]]

  init(_ report: TrainingReport, _ options: TrainingPageOptions) {
    (self.report, self.options) = (report, options)
    let runs = report.same.kept.map { report.runs[$0] }
    self.runs = runs
    groups = RunGroup.groups(runs)
    metrics = runs.map { $0.metrics() + $0.metrics(.learningRate) }
  }

  /// A curve to be drawn: a metric on some data.
  private struct Wish: Hashable {
    var title: String
    var part: MetricName.Part
  }

  var sections: [Sheet.Section] {
    var found: [Sheet.Section] = []
    if let table = bests { found.append(Sheet.Section("Best of each run", .table(table))) }
    let wishes = self.wishes
    let charts = wishes.prefix(TrainingPageTuning.mostCharts).compactMap { chart($0) }
    guard !charts.isEmpty else { return found }
    var lines: [String] = []
    if wishes.count > charts.count {
      lines.append(
        "\(charts.count) of \(wishes.count) metrics have what this axis needs, or room; --only names others.")
    }
    found.append(Sheet.Section("Curves", lines: lines, .charts(charts)))
    return found
  }

  /// Metrics on validation data first, losses before others.
  private var wishes: [Wish] {
    var found: [(rank: Int, wish: Wish)] = []
    var seen: Set<Wish> = []
    for metric in metrics.joined() {
      for line in metric.lines {
        let wish = Wish(title: metric.title, part: line.part)
        guard seen.insert(wish).inserted else { continue }
        let kind =
          metric.name.isLoss ? 0 : metric.name.kind == .learningRate ? 8 : metric.name.better == nil ? 4 : 2
        found.append((kind + (line.part == .validation ? 0 : 1), wish))
      }
    }
    return found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(
      \.element.wish)
  }

  private func series(_ wish: Wish, _ run: Int) -> (metric: Metric, series: MetricSeries)? {
    guard let metric = metrics[run].first(where: { $0.title == wish.title }),
      let line = metric.lines.first(where: { $0.part == wish.part })
    else { return nil }
    return (metric, runs[run].series[line.series])
  }

  // MARK: Charts

  private func chart(_ wish: Wish) -> LineChart? {
    var lines: [LineSeries] = []
    var better: MetricName.Better?
    var isEpochs = true
    for (number, group) in groups.enumerated() {
      let members = group.runs.compactMap { run in series(wish, run).map { (run, $0) } }
      guard let first = members.first?.1 else { continue }
      better = first.metric.name.better
      isEpochs =
        isEpochs
        && members.allSatisfy { $0.1.series.axis == .epochs || MetricName($0.1.series.tag).grain == .epoch }
      let name = sanitized(group.name)
      if members.count > 1 {
        if let line = mean(name, members.map { ($0.0, $0.1.series) }, number) { lines.append(line) }
      } else if let line = CurveMaker(runs[members[0].0], options).line(name, first.series, number: number) {
        lines.append(line)
      }
    }
    guard !lines.isEmpty else { return nil }
    let all = lines.count
    lines = Array(lines.prefix(TrainingPageTuning.mostLines))
    let kind: Axis.Kind = asksForDecades(lines, better) ? .log : .linear
    let unit = LevelUnit(options.axis, isEpochs: isEpochs, lines)
    var title = wish.title + (wish.part == .unsaid ? "" : ", " + wish.part.word)
    if groups.count > 1, all == 1 { title += " (\(lines[0].name))" }
    if all > lines.count { title += " (the first \(lines.count) of \(all) runs)" }
    return LineChart(x: unit.axis, panels: [LineChart.Panel(Axis(title, kind), lines.map(unit.scaled))])
  }

  /// The mean of runs with the standard deviation around it.
  private func mean(_ name: String, _ members: [(run: Int, series: MetricSeries)], _ number: Int)
    -> LineSeries?
  {
    let curves = members.compactMap { member in
      CurveMaker(runs[member.run], options).points(member.series).map { (x: $0.x, y: $0.y) }
    }
    guard let mean = MeanCurve(curves) else { return nil }
    let low = zip(mean.mean, mean.deviation).map { $0 - $1 }
    let high = zip(mean.mean, mean.deviation).map { $0 + $1 }
    return LineSeries(
      "\(name), mean", x: mean.x, y: mean.mean,
      bands: [LineSeries.Band("\(name) ± σ of \(curves.count) runs", low: low, high: high)], series: number)
  }

  // MARK: Table

  /// A row a run with the best number of each metric; nil where no name says what is better.
  private var bests: SheetTable? {
    let wishes = self.wishes.filter { wish in
      runs.indices.contains { series(wish, $0)?.metric.name.better != nil && wish.part != .train }
    }.prefix(6)
    guard !wishes.isEmpty else { return nil }
    var columns = [SheetTable.Column("run")]
    for wish in wishes {
      let part = wish.part == .unsaid ? "" : ", " + wish.part.word
      columns += [SheetTable.Column(wish.title + part, .decimal), SheetTable.Column("at", .right)]
    }
    let rows = runs.indices.prefix(60).map { run in
      var cells: [SheetCell] = [.text(sanitized(runs[run].name))]
      for wish in wishes {
        guard let found = series(wish, run), let better = found.metric.name.better,
          let best = found.series.best(better)
        else {
          cells += [.empty, .empty]
          continue
        }
        cells += [.text(NumberText.significant(best.value)), .quiet(NumberText.grouped(best.step))]
      }
      return SheetTable.Row(cells)
    }
    return SheetTable(
      columns: columns, rows: Array(rows),
      notes: runs.count > 60 ? ["The first 60 of \(runs.count) runs."] : [])
  }
}
