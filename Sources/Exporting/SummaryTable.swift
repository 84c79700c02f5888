import TextOutput

/// A table of text whose first column is a tree.
struct SummaryTable {
  struct Row {
    /// The lines of the tree, before the first cell.
    var lead: String
    var level: Int
    var isBlock: Bool
    var cells: [String]
  }

  var header: [String]
  /// The columns of words, which are aligned to the left; the others are numbers.
  let words: Set<Int>
  var rows: [Row] = []

  /// No column is cut below this width.
  private static let leastWidth = 8

  /// Makes a table whose first columns are words, and the others numbers.
  init(header: [String], leftColumns: Int) { self.init(header: header, words: Set(0..<leftColumns)) }

  init(header: [String], words: Set<Int>) { (self.header, self.words) = (header, words) }

  /// The columns that hold something.
  private var used: [Int] { header.indices.filter { column in rows.contains { !$0.cells[column].isEmpty } } }

  // MARK: Text

  /// Columns separated by two blanks, with rules below the header and at the end.
  func text(_ style: SummaryStyle) -> String {
    let columns = used
    var widths = header.map { terminalColumns($0) }
    for row in rows {
      for column in columns {
        let lead = column == 0 ? terminalColumns(row.lead) : 0
        widths[column] = max(widths[column], lead + terminalColumns(row.cells[column]))
      }
    }
    if let limit = style.width { fit(&widths, columns, limit) }
    let total = columns.reduce(2 * max(0, columns.count - 1)) { $0 + widths[$1] }
    let rule = String(repeating: "─", count: total) + "\n"
    var text = line(Row(lead: "", level: 0, isBlock: false, cells: header), columns, widths, style) + rule
    for row in rows { text += line(row, columns, widths, style) }
    return text + rule
  }

  /// Narrows the widest of the columns of words until the line fits.
  private func fit(_ widths: inout [Int], _ columns: [Int], _ limit: Int) {
    var excess = columns.reduce(2 * max(0, columns.count - 1)) { $0 + widths[$1] } - limit
    while excess > 0 {
      let words = columns.filter { self.words.contains($0) && widths[$0] > Self.leastWidth }
      guard let widest = words.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= 1
      excess -= 1
    }
  }

  private func line(_ row: Row, _ columns: [Int], _ widths: [Int], _ style: SummaryStyle) -> String {
    var text = ""
    for (place, column) in columns.enumerated() {
      let lead = column == 0 ? cutToColumns(row.lead, widths[0] - 1) : ""
      let cell = cutToColumns(row.cells[column], widths[column] - terminalColumns(lead))
      let pad = String(
        repeating: " ", count: max(0, widths[column] - terminalColumns(lead) - terminalColumns(cell)))
      let isNumber = !words.contains(column)
      text += isNumber ? pad : Self.colored(lead, "2", style)
      text += column == 0 && row.isBlock ? Self.colored(cell, "1", style) : cell
      if !isNumber { text += pad }
      if place < columns.count - 1 { text += "  " }
    }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  private static func colored(_ text: String, _ code: String, _ style: SummaryStyle) -> String {
    style.isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  // MARK: Markdown

  /// A Markdown table; levels of the tree are indented.
  var markdown: String {
    let columns = used
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    var text = line(columns.map { header[$0] })
    text += line(columns.map { words.contains($0) ? ":--" : "--:" })
    for row in rows {
      let indent = String(repeating: "&emsp;", count: row.level)
      text += line(
        columns.map { column in
          let cell = markdownText(row.cells[column])
          guard column == 0 else { return cell }
          return indent + (row.isBlock ? "**\(cell)**" : cell)
        })
    }
    return text
  }
}
