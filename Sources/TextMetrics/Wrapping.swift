import DiagramModel
import TextOutput

/// A text broken at spaces into lines no wider than `width` CSS pixels; a word that is wider is shortened. Linear in the text,
/// of which no more is kept than ``measure(_:style:)`` keeps.
public func wrapped(_ text: String, style: TextStyle, width: Double) -> [TextLine] {
  let line = measure(text, style: style)
  guard line.width > width else { return [line] }
  let space = measure(" ", style: style).width
  var lines: [TextLine] = []
  var words: [Substring] = []
  var used = 0.0
  func finish() {
    if !words.isEmpty { lines.append(measure(words.joined(separator: " "), style: style)) }
    (words, used) = ([], 0)
  }
  for word in line.text.split(separator: " ") {
    let own = measure(String(word), style: style).width
    if !words.isEmpty, used + space + own > width { finish() }
    used += (words.isEmpty ? 0 : space) + own
    words.append(word)
  }
  finish()
  return lines.map { $0.width > width ? shorten($0.text, style: $0.style, maxWidth: width) : $0 }
}
