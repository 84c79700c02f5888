import Charts
import Explaining
import TextOutput

extension ExplanationCharts {
  /// The charts of one row: what its score is made of, and its scores.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - title: what stands above the first chart.
  func rowCharts(_ row: Explanation.Row, title: String) -> [any Chart] {
    var charts: [any Chart]
    switch report.form {
    case .image: charts = image(row, title).map { [$0] } ?? [bars(row, title)]
    case .tokens: charts = [tokens(row, title)]
    case .sequence(let steps, let channels, let isStepwise):
      charts = [sequence(row, SequenceForm(steps: steps, channels: channels, isStepwise: isStepwise), title)]
    case .table: charts = [explanation.expected == nil ? bars(row, title) : waterfall(row, title)]
    }
    if row.scores.count > 1, !scored.contains(row.number) {
      charts.append(
        BarChart.scores(title: scoreTitle(row), row.scores, classes: report.classes.map(shown)))
    }
    return charts
  }

  private func scoreTitle(_ row: Explanation.Row) -> String {
    let what = report.score.isSoftmax ? "Shares" : "Scores"
    let step = report.score.position.map { " at step \($0)" } ?? ""
    return "\(what)\(step) of row \(row.number)"
  }

  // MARK: Tables

  /// A feature with the row's number: `petal length = 4.7`.
  private func label(_ place: Int, _ row: Explanation.Row) -> String {
    guard row.inputs.indices.contains(place) else { return feature(place, of: row) }
    return feature(place, of: row) + " = " + NumberText.significant(row.inputs[place])
  }

  private func waterfall(_ row: Explanation.Row, _ title: String) -> WaterfallChart {
    WaterfallChart(
      title: title, base: explanation.expected ?? 0,
      row.values.indices.map { .init(label($0, row), row.values[$0]) }, output: row.prediction,
      unit: explanation.isMargin ? "\(targetName(row)), sum of votes" : targetName(row))
  }

  private func bars(_ row: Explanation.Row, _ title: String) -> BarChart {
    BarChart(
      title: title, row.order.map { .init(label($0, row), row.values[$0]) }, unit: valueName(row),
      most: 12)
  }

  // MARK: Text

  private func tokens(_ row: Explanation.Row, _ title: String) -> TokenChart {
    TokenChart(
      title: title, row.values.indices.map { .init(feature($0, of: row), row.values[$0]) },
      unit: valueName(row))
  }

  // MARK: Images

  /// The values over the picture; nil where it was not kept.
  private func image(_ row: Explanation.Row, _ title: String) -> OverlayChart? {
    guard let picture = report.pictures[row.number] else { return nil }
    let bytes = picture.pixels.map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
    let back = OverlayChart.Picture(
      columns: picture.columns, rows: picture.rows, bytes, isColor: picture.channels == 3)
    if let windows = explanation.windows, let first = windows.pixels.first {
      let map = NumberGrid(
        columns: first.count, rows: windows.pixels.count, values: windows.pixels.joined().map { Float($0) })
      return OverlayChart(title: title, back, map, unit: unit)
    }
    guard let segments = row.segments, segments.columns > 0 else { return nil }
    let rows = segments.ofPixel.count / segments.columns
    let numbers = segments.ofPixel.map { $0 ?? -1 }
    let map = NumberGrid(
      columns: segments.columns, rows: rows,
      values: numbers.map { row.values.indices.contains($0) ? Float(row.values[$0]) : .nan })
    return OverlayChart(
      title: title, back, map,
      segments: .init(columns: segments.columns, rows: rows, numbers), unit: unit)
  }
}
