/// A name from a file, fit for a message: in quotes, shortened, with escapes for what a terminal would
/// act on or not show (control characters, marks that change the writing direction).
///
/// - Parameter limit: the number of Unicode scalars kept. Cost depends on it, not on the name's length.
public func quoted(_ name: String, limit: Int = 80) -> String {
  "\"" + escaped(name, limit: limit) + "\""
}

/// The same as ``quoted(_:limit:)`` without the quotes around it.
public func escaped(_ name: String, limit: Int = 80) -> String {
  var text = ""
  var kept = 0
  for scalar in name.unicodeScalars {
    if kept == limit { return text + "…" }
    kept += 1
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    default:
      if isInvisible(scalar) {
        text += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
  return text
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0: true
  case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x061C, 0xFEFF: true
  case 0xE0000...0xE007F: true
  default: false
  }
}
