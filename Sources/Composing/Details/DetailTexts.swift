import DiagramModel
import Lettering
import TextMetrics
import TextOutput

/// The texts of one detail, with its letters in place.
struct DetailTexts {
  let template: DetailTemplate
  /// By slot of the template; nil for a number that is not shown.
  let terms: [Lettering.Term?]
  let lettering: Lettering?

  /// Puts the texts that all members share on a card, in place of those of one of them.
  func apply(to box: inout Box, place: Int) {
    guard case .card(var card) = box.content else { return }
    let item = template.items[place]
    // What a card says of one member need not be true of others; how many it stands for is, and what is in the weights of
    // all of them.
    card.lines = []
    if card.detail?.style != .badge { card.detail = nil }
    if let heading = item.heading {
      card.heading = shorten(
        sanitized(heading), style: card.heading.style, maxWidth: ComposeTuning.mostBlockText)
    }
    if card.form == .op {
      var detail: [Lettering.Run] = []
      for field in item.detail where isTelling(field) {
        guard let runs = field.runs(terms, lettering) else { continue }
        detail += (detail.isEmpty ? [] : [.init(" ")]) + runs
      }
      if !detail.isEmpty, card.detail == nil { card.detail = TextLine(detail, style: .detail) }
      if let line = line(item.line, style: .small) { card.lines = [line] }
      card.hasGlyphBelow = card.hasGlyphBelow && !card.lines.isEmpty
    }
    box.content = .card(card)
    box.size = CardBuilder.size(of: card)
  }

  private func line(_ text: LetteredText?, style: TextStyle) -> TextLine? {
    text?.runs(terms, lettering).map { TextLine($0, style: style) }
  }

  /// Whether a field says more than its default: no stride, no padding.
  private func isTelling(_ text: LetteredText) -> Bool {
    guard text.pieces.count == 2, case .word(let word) = text.pieces[0], case .slot(let slot) = text.pieces[1]
    else {
      return true
    }
    switch (word, terms[slot]) {
    case ("/", .number(1)), ("p", .number(0)), ("d", .number(1)), ("g", .number(1)): return false
    default: return true
    }
  }

  /// The shape beside the line that leaves a port.
  func shape(place: Int, port: Int) -> TextLine? {
    let shapes = template.items[place].shapes
    return shapes.indices.contains(port) ? line(shapes[port], style: .label) : nil
  }

  /// The shape that comes in.
  func input(_ port: Int) -> TextLine? { line(template.inputs[port], style: .label) }

  /// Whether a shape is another than what comes in, for any member.
  func isNews(place: Int, port: Int) -> Bool {
    let news = template.items[place].isNews
    return news.indices.contains(port) && news[port]
  }
}
