import Charts
import DiagramModel
import TextOutput
import Training
import TrainingLogs

/// Heat maps of the sizes of gradients and weights: a row a parameter, a column a step.
func sizeSections(_ report: TrainingReport) -> [Sheet.Section] {
  let most = TrainingPageTuning.mostMaps
  var charts: [any Chart] = []
  var isCut = false
  let runs = report.same.kept
  for run in runs {
    for map in [report.sizes[run].gradients, report.sizes[run].weights] {
      guard let map, !map.steps.isEmpty, var chart = sizeChart(map) else { continue }
      chart.title =
        (map.subject == .gradients ? "Gradients" : "Weights")
        + (runs.count > 1 ? " of " + sanitized(report.runs[run].name) : "")
      isCut =
        isCut
        || charts.count < most && map.rows.contains { $0.sizes.contains { $0 > chart.colors.high * 1.001 } }
      charts.append(WideMap(map: chart))
    }
  }
  guard !charts.isEmpty else { return [] }
  var lines: [String] = []
  if isCut { lines.append("Sizes beyond the last colour, and those that are not finite, look alike.") }
  if charts.count > most { lines.append("The first \(most) of \(charts.count) maps.") }
  return [Sheet.Section("Sizes over time", lines: lines, .charts(Array(charts.prefix(most))))]
}

/// A heat map as wide as half a page, however few its columns are.
private struct WideMap: Chart {
  let map: HeatChart

  var kind: String { map.kind }
  var title: String { map.title }
  var summary: String { map.summary }
  var naturalSize: Size { Size(TrainingPageTuning.mapWidth, map.naturalSize.height) }

  func draw(in frame: Rect, on canvas: inout Canvas) { map.draw(in: frame, on: &canvas) }
}

/// One map; nil where no size is known.
private func sizeChart(_ map: SizeMap) -> HeatChart? {
  var shown = map
  shown.rows.removeAll { row in row.sizes.allSatisfy(\.isNaN) }
  let rows = shown.rows
  let finite = rows.lazy.flatMap(\.sizes).filter { $0.isFinite && $0 > 0 }
  guard let low = finite.min(), let high = finite.max() else { return nil }
  // An exploding gradient must not leave all others one colour, nor a vanished one.
  let top = high > 1 ? min(high, max(1, typical(rows)) * NumberText.tenPower(6)) : high
  let bottom = max(low, top / NumberText.tenPower(TrainingPageTuning.mapDecades))
  let grid = NumberGrid(
    columns: map.steps.count, rows: rows.count,
    values: rows.flatMap { row in row.sizes.map { Float($0) } })
  let labels: HeatChart.Labels
  if map.steps.count <= TrainingPageTuning.namedColumns {
    labels = .names(map.steps.map { NumberText.grouped($0) })
  } else {
    labels = .range(Double(map.steps.first ?? 0)...Double(map.steps.last ?? 1))
  }
  return HeatChart(
    grid, colors: ValueColors(.sequential, from: bottom, to: top, isLog: true),
    unit: map.isNorm ? "norm" : "rms",
    rowLabels: shown.shortNames.map { sanitized($0) }, columnLabels: labels, rowTitle: "parameter",
    columnTitle: "step",
    pooling: .furthest)
}

/// The size in the middle of all.
private func typical(_ rows: [SizeMap.Row]) -> Double {
  let sorted = rows.lazy.flatMap(\.sizes).filter { $0.isFinite && $0 > 0 }.sorted()
  return sorted.isEmpty ? 1 : sorted[sorted.count / 2]
}
