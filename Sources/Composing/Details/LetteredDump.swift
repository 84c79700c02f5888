import Figures

/// A figure as text: its parts, the conditions of what some blocks lack, and its tables.
public func letteredDump(_ figure: Figure) -> String {
  let letters = FigureLetters(figure)
  var text = textDump(figure) { detail, piece in
    letters.condition(of: piece, in: detail).map(\.text).joined()
  }
  for table in letters.tables {
    text += "table of " + table.details.map { figure.details[$0].letter }.joined(separator: " ") + "\n"
    for row in [table.columns.map(\.head)] + table.rows {
      text += "  " + row.map(\.text).joined(separator: " | ") + "\n"
    }
    for note in table.notes { text += "  \(note.text)\n" }
  }
  return text
}
