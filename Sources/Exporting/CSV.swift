import TextOutput

/// Lines of cells by RFC 4180. Cost: linear in the text.
func csv(_ lines: [[String]]) -> [UInt8] {
  Array(lines.map { $0.map(quotedCell).joined(separator: ",") + "\r\n" }.joined().utf8)
}

/// A cell: one safe line, in quotes where it needs them. A text that a spreadsheet would take for a formula begins with an
/// apostrophe. Spreadsheets read character by character of Unicode, so marks above a sign hide it from nobody.
func quotedCell(_ text: String) -> String {
  var text = sanitized(text)
  if let first = text.unicodeScalars.first, "=+-@".unicodeScalars.contains(first), Double(text) == nil {
    text = "'" + text
  }
  guard text.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
  var quoted = "\""
  for scalar in text.unicodeScalars { quoted += scalar == "\"" ? "\"\"" : String(scalar) }
  return quoted + "\""
}
