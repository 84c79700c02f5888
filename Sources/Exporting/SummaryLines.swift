/// The rows of a summary as lines that do not depend on each other, so that versions of a model can be compared: no
/// columns, whose widths are those of the longest cell, and no shares of a whole.
extension SummaryTable {
  /// Of deeper rows the innermost names are written.
  private static let mostNames = 16

  /// One line for each row: its names from the outside in, then what else is known.
  var lines: String {
    var text = ""
    var path: [String] = []
    for row in rows {
      path = Array(path.prefix(row.level)) + [row.cells[0]]
      text += path.suffix(Self.mostNames).joined(separator: "/")
      for column in header.indices.dropFirst() where header[column] != "share" && !row.cells[column].isEmpty {
        text += "  " + row.cells[column] + (words.contains(column) ? "" : " " + header[column])
      }
      text += "\n"
    }
    return text
  }
}
