import Composing
import Costs
import Ensembles
import Folding
import ModelGraph
import TextOutput

/// A model as a tree of blocks and operators with output shapes, parameters and multiply-accumulates; then
/// totals.
///
/// - Parameters:
///   - model: the model that was folded.
///   - symbols: names of dims that could be given sizes, for a hint where costs are not known.
public func summaryTree(
  _ outline: Outline, of model: Model, symbols: [String] = [], _ style: SummaryStyle = SummaryStyle()
) -> String {
  var outline = outline
  outline.addCosts(of: model)
  var rows = SummaryRows(outline: outline, style: style)
  if outline.totalCost.areMacsPerSample { rows.table.header[6] = "MACs/sample" }
  rows.add(block: 0, prefix: "", level: 0)
  let totals = SummaryTotals(outline: outline, model: model, symbols: symbols)
  switch style.form {
  case .text: return rows.table.text(style) + totals.text
  case .markdown: return rows.table.markdown + "\n" + totals.markdown
  case .lines: return totals.plain + rows.table.lines
  }
}

private struct SummaryRows {
  let outline: Outline
  let style: SummaryStyle
  var table = SummaryTable(
    header: ["block", "type", "idiom", "output", "parameters", "share", "MACs"], leftColumns: 4)

  init(outline: Outline, style: SummaryStyle) {
    self.outline = outline
    self.style = style
  }

  mutating func add(block: Int, prefix: String, level: Int) {
    let items = outline.blocks[block].items
    for (index, number) in items.enumerated() {
      let isLast = index == items.count - 1
      let lead = block == 0 ? "" : prefix + (isLast ? "└─ " : "├─ ")
      let inner = block == 0 ? "" : prefix + (isLast ? "   " : "│  ")
      add(number, lead: lead, inner: inner, level: level)
    }
  }

  private mutating func add(_ number: Int, lead: String, inner: String, level: Int) {
    let item = outline.items[number]
    let times = outline.times(of: item)
    switch item.content {
    case .operation(let operation):
      let name = sanitized(operation.node.name, limit: 60)
      row(
        number, lead, (name.isEmpty ? "-" : name) + times, operation.node.op.type, operation.idiom,
        operation.parameters, level, says: EnsembleText.text(of: operation.resolvedNode))
    case .block(let block):
      let own = outline.blocks[block]
      let title = sanitized(own.title, limit: 60)
      row(
        number, lead, title + times, own.className ?? "", own.idiom, own.totalParameters, level, isBlock: true
      )
      if level + 1 <= style.depth ?? .max { add(block: block, prefix: inner, level: level + 1) }
    case .input(let name): row(number, lead, sanitized(name, limit: 60) + times, "(input)", nil, 0, level)
    case .output(let name): row(number, lead, sanitized(name, limit: 60) + times, "(output)", nil, 0, level)
    }
  }

  private mutating func row(
    _ number: Int, _ lead: String, _ name: String, _ type: String, _ idiom: OutlineIdiom?,
    _ parameters: Int64,
    _ level: Int, isBlock: Bool = false, says words: String? = nil
  ) {
    let item = outline.items[number]
    let value = item.outputs.first ?? item.inputs.first?.first
    var shape = ""
    if case .tensor(_, let known?)? = value.flatMap({ outline.values[$0].type }) { shape = known.text }
    let all = outline.blocks[0].parameters
    table.rows.append(
      SummaryTable.Row(
        lead: lead, level: level, isBlock: isBlock,
        cells: [
          name, sanitized(type, limit: 60), sanitized(words ?? Self.text(idiom), limit: 60),
          sanitized(shape, limit: 60),
          parameters > 0 ? NumberText.grouped(parameters) : "",
          parameters > 0 && all > 0 ? NumberText.percent(Double(parameters) / Double(all)) : "",
          macs((item.cost ?? .zero) * item.repeats),
        ]))
  }

  private static func text(_ idiom: OutlineIdiom?) -> String {
    guard let idiom else { return "" }
    return idiom.detail.map { idiom.title + " " + $0 } ?? idiom.title
  }

  private func macs(_ cost: Cost) -> String {
    guard cost.countedMacs > 0 || cost.unknownMacs > 0 else { return "" }
    return cost.unknownMacs == 0 ? NumberText.grouped(cost.countedMacs) : "?"
  }
}
