/// The text as one line that is safe to draw and of bounded length.
///
/// Line breaks, tabs and no-break spaces become spaces; control characters, noncharacters and annotation
/// marks become `�`; marks that reorder or hide text are dropped, and so are combining marks beyond two on
/// one character. Text of more than `limit` scalars loses its middle to `…`, but no number a digit. Costs no more
/// than `limit`, however long the text is.
public func sanitized(_ text: String, limit: Int = 400) -> String {
  if isPlain(text, limit: limit) { return text }
  let limit = max(limit, 3)
  let scalars = text.unicodeScalars
  // Dropped scalars count as read, or a megabyte of them would be walked.
  let budget = 4 * limit
  if text.utf8.count <= budget
    || scalars.index(scalars.startIndex, offsetBy: budget, limitedBy: scalars.endIndex) == nil
  {
    return shortened(clean(scalars), to: limit)
  }
  let head = clean(scalars.prefix(budget / 2))
  let tail = clean(scalars.suffix(budget / 2))
  return joined(
    Array(head) + Array(tail), head: min(head.count, limit / 2),
    tail: head.count + max(0, tail.count - (limit - limit / 2 - 1)))
}

/// Whether a text is short printable ASCII: the common case, returned as it is.
private func isPlain(_ text: String, limit: Int) -> Bool {
  text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
}

private func shortened(_ scalars: String.UnicodeScalarView, to limit: Int) -> String {
  guard scalars.count > limit else { return String(scalars) }
  return joined(
    Array(scalars), head: limit / 2, tail: scalars.count - (limit - limit / 2 - 1))
}

/// The ends of a text with `…` between them; numbers stay whole.
private func joined(_ scalars: [Unicode.Scalar], head: Int, tail: Int) -> String {
  let (head, tail) = NumberCut.ends(scalars, head: head, tail: tail)
  var result = String.UnicodeScalarView(scalars[..<head])
  result.append("…")
  result.append(contentsOf: scalars[tail...])
  return String(result)
}

private func clean(_ scalars: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
  var result = String.UnicodeScalarView()
  var marks = 0
  for scalar in scalars {
    if scalar.value >= 0x20 && scalar.value < 0x7F {
      marks = 0
      result.append(scalar)
      continue
    }
    switch UnsafeCharacter(scalar) {
    case .lineBreak: result.append(" ")
    case .control, .noncharacter: result.append("\u{FFFD}")
    case .invisible where (0xFFF9...0xFFFB).contains(scalar.value): result.append("\u{FFFD}")
    case .direction, .invisible: break
    case nil where scalar.value == 0xA0: result.append(" ")
    case nil where isMark(scalar):
      marks += 1
      if marks <= 2 && !result.isEmpty { result.append(scalar) }
    case nil:
      marks = 0
      result.append(scalar)
    }
  }
  return result
}

/// Whether a scalar sits on the one before it.
private func isMark(_ scalar: Unicode.Scalar) -> Bool {
  guard scalar.value >= 0x300 else { return false }
  let category = scalar.properties.generalCategory
  return category == .nonspacingMark || category == .enclosingMark
}
