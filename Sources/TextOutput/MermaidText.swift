/// Hostile text as a quoted string of Mermaid's flowcharts: nothing in it is a quote, markup, Markdown, mathematics, an icon,
/// a directive, a comment or a word of the language. Line breaks become spaces, other unsafe characters are left out.
///
/// ASCII signs are written as their number (`#60;`), which Mermaid turns into a character reference of HTML when everything is parsed;
/// those within words and numbers that are none of these stay, for readers that show numbers as they are. A colon never stays: Mermaid cuts the end
/// of a line that has `style`, a colon and a number sign.
///
/// - Parameter limit: the number of scalars kept. Cost depends on it, not on the text's length.
public func mermaidQuoted(_ text: String, limit: Int = 300) -> String {
  "\"" + mermaidText(text, limit: limit) + "\""
}

/// The same without quotes, for a string of several lines, which `<br/>` joins.
public func mermaidText(_ text: String, limit: Int = 300) -> String {
  let scalars = text.unicodeScalars.prefix(limit).compactMap { scalar -> Unicode.Scalar? in
    switch UnsafeCharacter(scalar) {
    case .lineBreak: " "
    case .control, .direction, .invisible, .noncharacter: nil
    case nil: scalar
    }
  }
  var escaped = ""
  for place in scalars.indices {
    escaped += isPlain(at: place, of: scalars) ? String(scalars[place]) : standIn(at: place, of: scalars)
  }
  return escaped
}

/// Whether a character stands for itself at its place: no sign does that could begin or end something.
private func isPlain(at place: Int, of scalars: [Unicode.Scalar]) -> Bool {
  func isWord(_ offset: Int) -> Bool {
    scalars.indices.contains(place + offset) && isASCIIWord(scalars[place + offset])
  }
  switch scalars[place] {
  case " ", ",", "/", "(", ")": return true
  case ".", "-", "_": return isWord(-1) && isWord(1)
  // `Conv + ReLU`; at the beginning of a line it would be an item of a list.
  case "+": return isWord(-2) && scalars[place - 1] == " " && isWord(2)
  // Mermaid's own marks for character references are "ﬂ°°60¶ß".
  case "\u{FB02}", "¶": return false
  default: return scalars[place].value >= 0x80 || isWord(0)
  }
}

/// What is written for a character that can't stand for itself: its number, but another character where Mermaid looks for
/// something after it has decoded numbers.
private func standIn(at place: Int, of scalars: [Unicode.Scalar]) -> String {
  switch scalars[place] {
  // `$$` begins mathematics: a wide one does not.
  case "$" where place > 0 && scalars[place - 1] == "$": "\u{FF04}"
  // `fa:fa-car` is an icon: with a ratio it is none.
  case ":" where scalars[(place + 1)...].starts(with: "fa-".unicodeScalars): "\u{2236}"
  // `\n` breaks a line.
  case "\\" where place + 1 < scalars.count && scalars[place + 1] == "n": "\u{29F5}"
  case "\u{FB02}": "fl"
  case "¶": "\u{204B}"
  default: "#\(scalars[place].value);"
  }
}

/// Whether it is an ASCII letter or digit.
private func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9": true
  default: false
  }
}
