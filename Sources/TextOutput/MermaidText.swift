/// Hostile text as a quoted string of Mermaid's flowcharts: nothing in it is a quote, markup, Markdown, mathematics, an icon,
/// a directive, a comment or a word of the language. Line breaks become spaces, other unsafe characters are left out.
///
/// ASCII signs are written as their number (`#60;`), which Mermaid turns into a character reference of HTML when everything is parsed;
/// those within words and numbers that are none of these stay, for readers that show numbers as they are. A colon never stays: Mermaid cuts the end
/// of a line that has `style`, a colon and a number sign.
///
/// - Parameter limit: the number of scalars kept. Cost depends on it, not on the text's length.
public func mermaidQuoted(_ text: String, limit: Int = 300) -> String { "\"" + mermaidText(text, limit: limit) + "\"" }

/// The same without quotes, for a string of several lines, which `<br/>` joins.
public func mermaidText(_ text: String, limit: Int = 300) -> String {
  var escaped = ""
  let scalars = Array(text.unicodeScalars.prefix(limit))
  for (place, scalar) in scalars.enumerated() {
    switch UnsafeCharacter(scalar) {
    case .lineBreak: escaped += " "
    case .control, .direction, .invisible, .noncharacter: break
    case nil:
      let isWithinWord =
        place > 0 && place + 1 < scalars.count && isASCIIWord(scalars[place - 1]) && isASCIIWord(scalars[place + 1])
      escaped += written(scalar, isWithinWord: isWithinWord)
    }
  }
  return escaped
}

private func written(_ scalar: Unicode.Scalar, isWithinWord: Bool) -> String {
  switch scalar {
  case " ", ",", "/", "(", ")": String(scalar)
  case ".", "-", "_": isWithinWord ? String(scalar) : "#\(scalar.value);"
  // Mermaid's own marks for character references, "ﬂ°°60¶ß": what looks like them stands for them.
  case "\u{FB02}": "fl"
  case "¶": "\u{204B}"
  default: scalar.value >= 0x80 || isASCIIWord(scalar) ? String(scalar) : "#\(scalar.value);"
  }
}

/// Whether it is an ASCII letter or digit.
private func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9": true
  default: false
  }
}
