/// A name from a file for a message: in quotes, shortened, with escapes for all that a terminal would act on
/// or not show (``UnsafeCharacter``).
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
    default: appendVisibly(scalar, to: &text)
    }
  }
  return text
}

/// A finished message, fit for a terminal: whatever is unsafe in it becomes an escape, the rest stays.
///
/// Messages quote names already; this is the last line of defence, and changes nothing that is quoted.
/// Cost: linear in the text; printable ASCII is only looked at.
public func terminalText(_ message: String) -> String {
  if message.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return message }
  var text = ""
  for scalar in message.unicodeScalars { appendVisibly(scalar, to: &text) }
  return text
}

private func appendVisibly(_ scalar: Unicode.Scalar, to text: inout String) {
  guard UnsafeCharacter(scalar) != nil else { return text.unicodeScalars.append(scalar) }
  switch scalar {
  case "\n": text += "\\n"
  case "\r": text += "\\r"
  case "\t": text += "\\t"
  default: text += "\\u{" + String(scalar.value, radix: 16) + "}"
  }
}
