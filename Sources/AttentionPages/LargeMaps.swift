import Attention
import Charts
import DiagramModel
import Rendering
import TextOutput

/// Heads and the rollout large, with tokens on both sides.
struct LargeMaps {
  let report: AttentionReport
  let options: AttentionPageOptions

  /// The heads asked for, or the sharpest ones; nil where there is none.
  var heads: Sheet.Section? {
    let asked = options.heads.filter {
      report.layers.indices.contains($0.layer) && (0..<report.layers[$0.layer].heads).contains($0.head)
    }
    let places = options.heads.isEmpty ? sharpest : asked
    let shown = places.prefix(AttentionPageTuning.mostLarge)
    guard !shown.isEmpty else { return nil }
    let names = HeadNames(report: report)
    let largest = shown.reduce(0.0) { max($0, report.layers[$1.layer].largest($1.head)) }
    let charts = shown.map { place -> any Chart in
      let layer = report.layers[place.layer]
      var title = names.name(place.layer, place.head)
      if let figures = report.figures[place.layer][place.head] {
        title += " · entropy \(HeadNames.number(figures.entropy)) nat"
      }
      return chart(
        title, NumberGrid(columns: layer.keys, rows: layer.queries, values: Array(layer.head(place.head))),
        isSquare: layer.isSquare, reach: largest)
    }
    var lines: [String] = []
    if shown.count < places.count { lines.append("\(shown.count) of \(places.count) heads are shown.") }
    let title = options.heads.isEmpty ? (shown.count > 1 ? "Sharp heads" : "Sharpest head") : "Heads"
    return Sheet.Section(title, lines: lines, .charts(charts))
  }

  /// How much of each input token each token of the last layer has; nil where that cannot be said.
  var rollout: Sheet.Section? {
    guard report.layers.count > 1, let rollout = AttentionRollout(report.layers) else { return nil }
    let grid = NumberGrid(
      columns: rollout.tokens, rows: rollout.tokens, values: rollout.shares.map { Float($0) })
    return Sheet.Section(
      "Rollout over \(report.layers.count) layers",
      lines: [
        "What each token of the last layer has of each input token, if half of a token passes by each layer (Abnar and Zuidema 2020)."
      ],
      .charts([chart("", grid, isSquare: true, reach: Double(grid.extremes?.high ?? 1), unit: "share")]))
  }

  /// The heads with the lowest entropy; the second one is the sharpest that does something else than the first.
  private var sharpest: [AttentionPageOptions.HeadPlace] {
    var all: [(place: AttentionPageOptions.HeadPlace, entropy: Double, habit: HeadHabit?)] = []
    for (layer, heads) in report.figures.enumerated() {
      for (head, figures) in heads.enumerated() {
        guard let figures else { continue }
        let habit = report.marks(layer: layer, head: head).first { $0.habit != .sharpest }?.habit
        all.append((.init(layer: layer, head: head), figures.entropy, habit))
      }
    }
    guard let first = all.min(by: { $0.entropy < $1.entropy }) else { return [] }
    let others = all.filter { $0.place != first.place }
    let second =
      others.filter { $0.habit != first.habit }.min { $0.entropy < $1.entropy }
      ?? others.min { $0.entropy < $1.entropy }
    return ([first] + [second].compactMap { $0 }).prefix(AttentionPageTuning.sharpest).map(\.place)
  }

  private func chart(
    _ title: String, _ whole: NumberGrid, isSquare: Bool, reach: Double, unit: String = "weight"
  ) -> HeatChart {
    let most = AttentionPageTuning.mostCells
    let grid = whole.pooled(columns: most, rows: most)
    let rows = names(options.tokens, whole.rows, cells: grid.rows)
    let columns = names(isSquare ? options.tokens : options.keyTokens, whole.columns, cells: grid.columns)
    var chart = HeatChart(
      title: title, grid, colors: ValueColors(.fromGround, from: 0, to: max(reach, 1e-6)), unit: unit,
      rowLabels: rows ?? [], columnLabels: columns.map { .names($0) } ?? .range(0...Double(whole.columns)),
      rowTitle: "query", columnTitle: "key")
    chart.rowRange = 0...Double(whole.rows)
    let count = Double(max(grid.rows, grid.columns))
    let isNamed = rows != nil || columns != nil
    let side = min(
      max(AttentionPageTuning.largeSide, isNamed ? count * AttentionPageTuning.leastLine : 0),
      AttentionPageTuning.longestSide)
    let cell = min(side / count, AttentionPageTuning.largeCell)
    // Whole pixels where they leave no more than a quarter of the room, as the chart does it.
    let sharp = cell.rounded(.down) >= cell * 0.75 ? cell.rounded(.down) : cell
    chart.imageSize = Size(sharp * Double(grid.columns), sharp * Double(grid.rows))
    return chart
  }

  /// What stands beside cells: tokens, or positions where there are few; nil for an axis of positions.
  private func names(_ tokens: [String], _ count: Int, cells: Int) -> [String]? {
    guard tokens.isEmpty || tokens.count > count else {
      return (0..<cells).map { cell in
        let token = cell * count / cells
        return token < tokens.count ? tokens[token] : ""
      }
    }
    guard count <= AttentionPageTuning.mostPositions else { return nil }
    return (0..<cells).map { NumberText.int(Int64($0)) }
  }
}

extension AttentionLayer {
  /// The largest weight of a head that is a number.
  func largest(_ head: Int) -> Double {
    self.head(head).reduce(0.0) { $1.isFinite ? max($0, Double($1)) : $0 }
  }
}
