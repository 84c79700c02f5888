import DiagramModel
import TextOutput

/// The text, made safe by ``sanitized(_:limit:)``, as a line with its width in CSS pixels.
///
/// The width is the sum of the advances in a common sans-serif (Helvetica, Arial, Liberation Sans), 2 %
/// generous; kerning is not looked at. Costs no more than the 1000 scalars that are kept at most.
public func measure(_ text: String, style: TextStyle) -> TextLine {
  let text = sanitized(text, limit: 1000)
  var sum = 0
  if style.isBold {
    for scalar in text.unicodeScalars { sum += Width.advance(scalar, isBold: true) }
  } else {
    for scalar in text.unicodeScalars { sum += Width.advance(scalar, isBold: false) }
  }
  return TextLine(text, style: style, width: Width.pixels(sum, style))
}

/// The text as a line no wider than `maxWidth` CSS pixels. A text too wide loses its middle to `…`; both
/// ends stay, since model names differ at either. Numbers stay whole or go (``NumberCut``). Costs no more than a
/// short text, whatever its length.
public func shorten(_ text: String, style: TextStyle, maxWidth: Double) -> TextLine {
  let whole = measure(text, style: style)
  guard whole.width > maxWidth else { return whole }
  let scalars = Array(whole.text.unicodeScalars)
  let advances = scalars.map { Width.advance($0, isBold: style.isBold) }
  let room = Int(maxWidth * 1000 / style.fontSize / Width.margin) - Width.advance("…", isBold: style.isBold)
  var head = 0
  var tail = scalars.count
  var used = 0
  // Grow both ends in turn, the shorter first, so that they end up alike in width.
  var headWidth = 0
  var tailWidth = 0
  while head < tail {
    let takesHead = headWidth <= tailWidth
    let width = takesHead ? advances[head] : advances[tail - 1]
    guard used + width <= room else { break }
    used += width
    if takesHead {
      head += 1
      headWidth += width
    } else {
      tail -= 1
      tailWidth += width
    }
  }
  (head, tail) = NumberCut.ends(scalars, head: head, tail: tail) { advances[$0] }
  var result = String.UnicodeScalarView(scalars[..<head])
  while result.last == " " { result.removeLast() }
  result.append("…")
  // A mark without its letter would sit on the ellipsis.
  let rest = scalars[tail...].drop { $0 == " " || $0.properties.generalCategory == .nonspacingMark }
  result.append(contentsOf: rest)
  return measure(String(result), style: style)
}
