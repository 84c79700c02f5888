import Attention
import Charts
import DiagramModel
import Rendering
import TextOutput

/// All heads as small maps, a row a layer.
struct HeadGrid {
  let report: AttentionReport

  var section: Sheet.Section {
    let layers = evenSteps(report.layers.count, most: AttentionPageTuning.mostLayers)
    let allHeads = report.layers.reduce(0) { max($0, $1.heads) }
    let heads = evenSteps(allHeads, most: AttentionPageTuning.mostHeads)
    let marks = shownMarks
    let names = HeadNames(report: report)
    let room = AttentionPageTuning.gridWidth / Double(max(1, heads.count)) * AttentionPageTuning.mapShare
    let side = min(max(room, AttentionPageTuning.sides.lowerBound), AttentionPageTuning.sides.upperBound)
    let rows = layers.map { layer -> MapGridChart.Row in
      let own = report.layers[layer]
      return MapGridChart.Row(
        own.label,
        heads.filter { $0 < own.heads }.map { head in
          let habits = marks.filter { $0.layer == layer && $0.head == head }.map(\.habit)
          return MapGridChart.Map(
            own.grid(head, most: Int(side)), words: HeadNames.words(habits, room: side),
            isMarked: !habits.isEmpty,
            tooltip: names.name(layer, head) + figures(layer, head))
        })
    }
    var lines = ["Rows of a map are the tokens that look, columns those looked at."]
    if let key = HeadNames.key(Set(marks.map(\.habit)), room: side) { lines.append(key) }
    if layers.count < report.layers.count {
      lines.append("\(layers.count) of \(report.layers.count) layers are shown, at even steps.")
    }
    if heads.count < allHeads {
      lines.append("\(heads.count) of \(allHeads) heads are shown, at even steps.")
    }
    let (reach, isCut) = self.reach
    return Sheet.Section(
      "Attention", lines: lines,
      .charts([
        MapGridChart(
          rows, columnLabels: heads.map { NumberText.int(Int64($0)) }, columnTitle: "head",
          colors: ValueColors(.fromGround, from: 0, to: reach),
          unit: isCut ? "weight, alike beyond" : "weight",
          side: side)
      ]))
  }

  /// Marks, less those that say nothing: a habit that many heads have tells none from the others.
  private var shownMarks: [HeadMark] {
    let all = report.layers.reduce(0) { $0 + $1.heads }
    return report.marks.filter { mark in
      let same = report.marks.count { $0.habit == mark.habit }
      return same == 1 || Double(same) <= AttentionPageTuning.commonShare * Double(all)
    }
  }

  /// How far colours reach, and whether weights are beyond.
  private var reach: (reach: Double, isCut: Bool) {
    let largest = report.layers.reduce(0.0) { max($0, $1.largest) }
    let means = report.figures.joined().compactMap { $0?.largest }.sorted()
    guard !means.isEmpty else { return (max(largest, 1e-6), false) }
    let wanted = NumberText.roundedNumber(means[means.count / 2] * AttentionPageTuning.colorReach, digits: 1)
    return wanted < largest ? (max(wanted, 1e-6), true) : (max(largest, 1e-6), false)
  }

  /// What a tooltip says about a head, after its name.
  private func figures(_ layer: Int, _ head: Int) -> String {
    guard let figures = report.figures[layer][head] else { return "" }
    return ": entropy \(HeadNames.number(figures.entropy)) nat, largest weight "
      + "\(HeadNames.number(figures.largest)) on the mean"
  }
}

/// The numbers below a count, or as many at even steps, the first and the last one among them.
func evenSteps(_ count: Int, most: Int) -> [Int] {
  guard count > most, most > 1 else { return Array(0..<max(0, min(count, max(most, 1)))) }
  return (0..<most).map { $0 * (count - 1) / (most - 1) }
}

extension AttentionLayer {
  /// A head's weights as a table; several tokens share a cell where they are more than `most`, by their largest weight.
  func grid(_ head: Int, most: Int) -> NumberGrid {
    NumberGrid(columns: keys, rows: queries, values: Array(self.head(head))).pooled(
      columns: most, rows: most)
  }

  /// The largest weight that is a number.
  var largest: Double {
    weights.reduce(0.0) { $1.isFinite ? max($0, Double($1)) : $0 }
  }
}
