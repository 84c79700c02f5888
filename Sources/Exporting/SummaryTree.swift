import Composing
import Folding
import ModelGraph
import TextMetrics

/// A model as a text tree: block, type, output shape where known, parameters; then totals.
///
/// - Parameter depth: how deep blocks are followed; nil for all.
public func summaryTree(_ outline: Outline, _ summary: ModelSummary, depth: Int? = nil) -> String {
  var rows = SummaryRows(outline: outline, depth: depth ?? .max)
  rows.add(block: 0, prefix: "", level: 0)
  return rows.text(summary)
}

private struct SummaryRows {
  let outline: Outline
  let depth: Int
  private var rows: [[String]] = [["block", "type", "output", "parameters"]]

  init(outline: Outline, depth: Int) {
    self.outline = outline
    self.depth = depth
  }

  mutating func add(block: Int, prefix: String, level: Int) {
    let items = outline.blocks[block].items
    for (index, number) in items.enumerated() {
      let isLast = index == items.count - 1
      let lead = block == 0 ? "" : prefix + (isLast ? "└─ " : "├─ ")
      let inner = block == 0 ? "" : prefix + (isLast ? "   " : "│  ")
      add(item: outline.items[number], lead: lead, inner: inner, level: level)
    }
  }

  private mutating func add(item: OutlineItem, lead: String, inner: String, level: Int) {
    let times = item.repeats > 1 ? " ×\(item.repeats)" : ""
    switch item.content {
    case .operation(let operation):
      let name = sanitized(operation.node.name, limit: 60)
      row(lead + (name.isEmpty ? "-" : name) + times, operation.node.op.type, item, operation.parameters)
    case .block(let block):
      let own = outline.blocks[block]
      row(lead + sanitized(own.title, limit: 60) + times, own.className ?? "", item, own.totalParameters)
      if level + 1 <= depth { add(block: block, prefix: inner, level: level + 1) }
    case .input(let name): row(lead + sanitized(name, limit: 60) + times, "(input)", item, 0)
    case .output(let name): row(lead + sanitized(name, limit: 60) + times, "(output)", item, 0)
    }
  }

  private mutating func row(_ name: String, _ type: String, _ item: OutlineItem, _ parameters: Int64) {
    let value = item.outputs.first ?? item.inputs.first?.first
    var shape = ""
    if case .tensor(_, let known?)? = value.flatMap({ outline.values[$0].type }) { shape = known.text }
    rows.append([
      name, sanitized(type, limit: 60), sanitized(shape, limit: 60),
      parameters > 0 ? grouped(parameters) : "",
    ])
  }

  func text(_ summary: ModelSummary) -> String {
    var widths = [0, 0, 0, 0]
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    func line(_ row: [String]) -> String {
      var text = ""
      for (column, cell) in row.enumerated() {
        let pad = String(repeating: " ", count: widths[column] - cell.count)
        text += column == 3 ? pad + cell : cell + pad + "  "
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    var text = line(rows[0])
    text += String(repeating: "─", count: widths.reduce(6, +)) + "\n"
    for row in rows.dropFirst() { text += line(row) }
    text += String(repeating: "─", count: widths.reduce(6, +)) + "\n"
    let root = outline.blocks[0]
    text +=
      "operators   \(grouped(Int64(root.operatorCount))) drawn, \(grouped(Int64(root.hiddenCount))) constants and plumbing\n"
    text += "parameters  \(grouped(summary.parameters))\n"
    return text
  }
}
