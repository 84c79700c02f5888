import TextOutput
import Training
import TrainingLogs

/// Writes what is worth knowing, then a row a metric, for a terminal: where it began, its best, where it is now, and its course.
/// Linear in the points.
///
/// - Parameters:
///   - report: the runs.
///   - smoothing: the weight by which courses are smoothed; nil for none.
///   - style: columns and colours.
public func trainingText(
  _ report: TrainingReport, smoothing: Double? = nil, _ style: SummaryStyle = SummaryStyle()
) -> String {
  let kept = report.same.kept
  var text = kept.count == 1 ? sanitized(report.runs[kept[0]].name) : "\(kept.count) runs"
  text += ": " + trainingTotals(report) + "\n"
  for line in notedLines(report) { text += line + "\n" }
  for finding in report.findings { text += "! " + findingText(finding, report) + "\n" }
  var table = SummaryTable(
    header: ["metric", "points", "first", "best", "at", "last", "course"], words: [0, 6])
  var sizes = SummaryTable(
    header: ["size (rms)", "first", "lowest", "highest", "last", "course"], words: [0, 5])
  let isSingle = report.same.kept.count == 1
  for place in report.same.kept {
    let run = report.runs[place]
    let rows = MetricRows(run, smoothing, level: isSingle ? 0 : 1).rows
    if !isSingle { table.rows.append(.block(run.name, cells: table.header.count)) }
    table.rows += rows
    for map in [report.sizes[place].gradients, report.sizes[place].weights] {
      guard let map else { continue }
      let title =
        (isSingle ? "" : sanitized(run.name) + ": ") + map.subject.rawValue + (map.isNorm ? ", norms" : "")
      sizes.rows.append(.block(title, cells: sizes.header.count))
      sizes.rows += sizeRows(map)
    }
  }
  if !table.rows.isEmpty { text += "\n" + table.text(style) }
  if !sizes.rows.isEmpty { text += "\n" + sizes.text(style) }
  return text
}

/// A line of totals: `6 series, histograms of 20 tensors, steps 0 to 685`.
public func trainingTotals(_ report: TrainingReport) -> String {
  let runs = report.same.kept.map { report.runs[$0] }
  var series = 0
  var histograms = 0
  var (low, high) = (Int64.max, Int64.min)
  for run in runs {
    series += run.series.count
    histograms += run.histograms.count
    for step in run.series.lazy.flatMap(\.steps) { (low, high) = (min(low, step), max(high, step)) }
    for step in run.histograms.lazy.flatMap(\.histograms).map(\.step) {
      (low, high) = (min(low, step), max(high, step))
    }
  }
  var text = counted(series, "series", "series")
  if histograms > 0 { text += ", histograms of " + counted(histograms, "tensor", "tensors") }
  if low <= high { text += ", steps \(NumberText.grouped(low)) to \(NumberText.grouped(high))" }
  return text
}

private func counted(_ count: Int, _ one: String, _ many: String) -> String {
  NumberText.grouped(Int64(count)) + " " + (count == 1 ? one : many)
}

/// A line for each log that says what another one says, too, and one for parameters that the model does not have. Safe text.
public func notedLines(_ report: TrainingReport) -> [String] {
  let unmatched = report.unmatched.count
  let names = report.unmatched.prefix(3).map { sanitized($0) }.joined(separator: ", ")
  return repeatedRuns(report)
    + (unmatched > 0
      ? [
        "\(counted(unmatched, "parameter", "parameters")) not in the model: \(names)\(unmatched > 3 ? ", …" : "")"
      ] : [])
}

private func repeatedRuns(_ report: TrainingReport) -> [String] {
  report.same.repeated.prefix(4).map {
    "\(sanitized(report.runs[$0.run].name)) says the same as \(sanitized(report.runs[$0.by].name)) and is left out"
  } + (report.same.repeated.count > 4 ? ["so do \(report.same.repeated.count - 4) more"] : [])
}

/// A finding in words, after the name of its run where there are several. Safe text.
public func findingText(_ finding: TrainingFinding, _ report: TrainingReport) -> String {
  report.same.kept.count > 1 ? sanitized(report.runs[finding.run].name) + ": " + finding.text : finding.text
}

extension SummaryTable.Row {
  /// A title above rows.
  fileprivate static func block(_ title: String, cells: Int) -> SummaryTable.Row {
    SummaryTable.Row(
      lead: "", level: 0, isBlock: true, cells: [sanitized(title)] + [String](repeating: "", count: cells - 1)
    )
  }
}

/// Rows of metrics.
private struct MetricRows {
  private(set) var rows: [SummaryTable.Row] = []
  private static let courseWidth = 24

  init(_ run: TrainingRun, _ smoothing: Double?, level: Int) {
    for kind in [MetricName.Kind.metric, .learningRate] {
      for metric in run.metrics(kind) {
        for line in metric.lines { add(run.series[line.series], metric.name.better, smoothing, level) }
      }
    }
  }

  private mutating func add(
    _ series: MetricSeries, _ better: MetricName.Better?, _ smoothing: Double?, _ level: Int
  ) {
    let best = better.flatMap { series.best($0) }
    let course = smoothed(series.values, smoothing ?? 0)
    rows.append(
      SummaryTable.Row(
        lead: String(repeating: "  ", count: level), level: level, isBlock: false,
        cells: [
          sanitized(series.tag), NumberText.grouped(Int64(series.pointCount)),
          series.values.first.map { NumberText.significant($0) } ?? "",
          best.map { NumberText.significant($0.value) } ?? "", best.map { NumberText.grouped($0.step) } ?? "",
          series.values.last.map { NumberText.significant($0) } ?? "",
          BlockLine.text(course, width: Self.courseWidth),
        ]))
  }
}

/// Rows of a terminal's height; more are in a page.
private let mostSizeRows = 40

private func sizeRows(_ map: SizeMap) -> [SummaryTable.Row] {
  var rows = zip(map.rows, map.shortNames).prefix(mostSizeRows).map { row, name in
    let known = row.sizes.filter { !$0.isNaN }
    let number = { (size: Double?) in size.map { NumberText.significant($0, digits: 2) } ?? "" }
    // Sizes are told apart by their powers of ten.
    let decades = known.map {
      $0 > 0 && $0.isFinite ? Double(NumberText.decade(of: $0)) + mantissa($0) : .nan
    }
    return SummaryTable.Row(
      lead: "  ", level: 1, isBlock: false,
      cells: [
        sanitized(name), number(known.first), number(known.min()), number(known.max()), number(known.last),
        BlockLine.text(decades, width: 24),
      ])
  }
  let more = map.rows.count - rows.count
  if more > 0 {
    rows.append(
      SummaryTable.Row(
        lead: "  ", level: 1, isBlock: false, cells: ["and \(more) more", "", "", "", "", ""]))
  }
  return rows
}

/// The part of a decimal logarithm after the point, on a straight line from power to power: near enough for eight blocks.
private func mantissa(_ size: Double) -> Double {
  let decade = NumberText.decade(of: size)
  return decade >= -300 ? (size / NumberText.tenPower(decade) - 1) / 9 : 0
}
