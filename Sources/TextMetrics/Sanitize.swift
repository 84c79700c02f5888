/// The text as one line that is safe to draw and of bounded length.
///
/// Line breaks and tabs become spaces; other control characters, unassigned noncharacters and private
/// oddities that XML forbids become `�`; marks that reorder or hide text (bidirectional embeddings,
/// overrides and isolates, zero-width characters, variation tags) are dropped, and so are combining marks
/// beyond two on one character. Text of more than `limit` scalars loses its middle to `…`. Costs no more
/// than `limit`, however long the text is.
public func sanitized(_ text: String, limit: Int = 400) -> String {
  if isPlain(text, limit: limit) { return text }
  let limit = max(limit, 3)
  let scalars = text.unicodeScalars
  // Dropped scalars count as read, or a megabyte of them would be walked.
  let budget = 4 * limit
  if text.utf8.count <= budget
    || scalars.index(
      scalars.startIndex, offsetBy: budget, limitedBy: scalars.endIndex) == nil
  {
    return shortened(clean(scalars), to: limit)
  }
  let head = clean(scalars.prefix(budget / 2))
  let tail = clean(scalars.suffix(budget / 2))
  var result = String.UnicodeScalarView(head.prefix(limit / 2))
  result.append("…")
  result.append(contentsOf: tail.suffix(limit - limit / 2 - 1))
  return String(result)
}

/// Whether a text is short printable ASCII: the common case, returned as it is.
private func isPlain(_ text: String, limit: Int) -> Bool {
  text.utf8.count <= limit && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
}

private func shortened(_ scalars: String.UnicodeScalarView, to limit: Int) -> String {
  guard scalars.count > limit else { return String(scalars) }
  var result = String.UnicodeScalarView(scalars.prefix(limit / 2))
  result.append("…")
  result.append(contentsOf: scalars.suffix(limit - limit / 2 - 1))
  return String(result)
}

private func clean(_ scalars: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
  var result = String.UnicodeScalarView()
  var marks = 0
  for scalar in scalars {
    switch fate(of: scalar) {
    case .keep:
      marks = 0
      result.append(scalar)
    case .mark:
      marks += 1
      if marks <= 2 && !result.isEmpty { result.append(scalar) }
    case .space: result.append(" ")
    case .replace: result.append("\u{FFFD}")
    case .drop: break
    }
  }
  return result
}

private enum Fate { case keep, mark, space, replace, drop }

private func fate(of scalar: Unicode.Scalar) -> Fate {
  switch scalar.value {
  case 0x20...0x7E: return .keep
  case 0x09...0x0D, 0x85, 0xA0, 0x2028, 0x2029: return .space
  case 0x00...0x1F, 0x7F...0x9F: return .replace
  case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F: return .drop
  case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0:
    return .drop
  case 0xFFF9...0xFFFB, 0xFDD0...0xFDEF: return .replace
  case 0xE0000...0xE0FFF: return .drop
  case let code where code & 0xFFFE == 0xFFFE: return .replace
  case 0x80...0x02FF: return .keep
  default: break
  }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark: return .mark
  case .control, .surrogate: return .replace
  default: return .keep
  }
}
