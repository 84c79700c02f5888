/// The number of columns that a terminal gives to a line of text without control characters.
///
/// East Asian wide characters and emoji take two, combining marks none (Unicode Standard Annex 11). Terminals
/// disagree on rare scripts; this is what most do. Cost: linear.
public func terminalColumns(_ text: some StringProtocol) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.unicodeScalars.reduce(0) { $0 + columns($1) }
}

/// The text cut to a number of columns; `…` ends it where something is missing. Numbers stay whole or go.
public func cutToColumns(_ text: String, _ limit: Int) -> String {
  guard terminalColumns(text) > limit else { return text }
  guard limit > 0 else { return "" }
  let scalars = Array(text.unicodeScalars)
  var head = 0
  var used = 0
  while head < scalars.count {
    used += columns(scalars[head])
    guard used < limit else { break }
    head += 1
  }
  head = NumberCut.ends(scalars, head: head, tail: scalars.count).head
  return String(String.UnicodeScalarView(scalars[..<head])) + "…"
}

private func columns(_ scalar: Unicode.Scalar) -> Int {
  let code = scalar.value
  if code < 0x300 { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: break
  }
  if scalar.properties.isEmojiPresentation { return 2 }
  switch code {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF, 0x1B000...0x1B2FF,
    0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}
