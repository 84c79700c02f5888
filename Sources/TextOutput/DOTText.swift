/// Hostile text as a quoted string of Graphviz's DOT language: a backslash and an ampersand stand for
/// themselves, line breaks become spaces, other unsafe characters are left out.
///
/// - Parameter limit: the number of scalars kept. Cost depends on it, not on the text's length.
public func dotQuoted(_ text: String, limit: Int = 300) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars.prefix(limit) {
    switch scalar {
    case "\"": quoted += "\\\""
    case "\\": quoted += "\\\\"
    // Labels may hold character references.
    case "&": quoted += "&amp;"
    default:
      switch UnsafeCharacter(scalar) {
      case .lineBreak: quoted += " "
      case .control, .direction, .invisible, .noncharacter: break
      case nil: quoted.unicodeScalars.append(scalar)
      }
    }
  }
  return quoted + "\""
}
