/// Hostile text for a cell of a Markdown table: one line, in which no character is taken for markup, a
/// character reference or HTML (CommonMark 0.31, section 2.4).
///
/// - Parameter limit: the number of scalars kept. Cost depends on it, not on the text's length.
public func markdownText(_ text: String, limit: Int = 400) -> String {
  var escaped = ""
  for character in sanitized(text, limit: limit) {
    if "\\`*_{}[]<>#|~&".contains(character) { escaped += "\\" }
    escaped.append(character)
  }
  return escaped
}
