import Folding
import TextOutput

/// A figure as text: the overview's open boxes with their letters, then each detail with its members and what they lack.
///
/// - Parameter condition: which members of a detail have a piece of its drawing, in words.
public func textDump(
  _ figure: Figure, condition: (_ detail: Int, _ piece: Int) -> String? = { _, _ in nil }
) -> String {
  var text = figure.scales.map { textDump($0) } ?? ""
  if figure.scales == nil, let towers = figure.asTowers?.secondTower {
    let second = towers.count(where: \.self)
    text += "form towers: \(towers.count - second) boxes, and \(second) that read what they give\n"
  }
  text += "overview\n"
  var pending = figure.overview.blocks[0].items.reversed().map { (item: $0, indent: "  ") }
  var places = 0
  while let (number, indent) = pending.popLast() {
    let item = figure.overview.items[number]
    let place = indent.count == 2 ? figure.scales.map { word($0.places[places]) } ?? "" : ""
    if indent.count == 2 { places += 1 }
    text += indent + place + line(item, figure) + "\n"
    if let block = item.block, figure.overview.blocks[block].isOpen {
      pending += figure.overview.blocks[block].items.reversed().map { ($0, indent + "  ") }
    }
  }
  for (index, detail) in figure.details.enumerated() {
    text += "\(detail.letter) \(shown(detail.title))" + (detail.place.map { ", " + $0 } ?? "")
    text += ": \(detail.count) of \(detail.namesakes)\n"
    for (place, number) in detail.drawing.block.items.enumerated() {
      text += "  " + line(figure.overview.items[number], figure)
      text += (detail.drawing.piece(of: place).map { " [\($0 + 1)]" } ?? "") + "\n"
    }
    for piece in detail.drawing.pieces.indices {
      text += "  [\(piece + 1)] " + (condition(index, piece) ?? "in some") + "\n"
    }
    for member in detail.members {
      text += "  for \(shown(figure.overview.blocks[member.block].path))" + times(member.times)
      let missing = detail.drawing.pieces.indices.filter { !detail.has(detail.drawing.pieces[$0], member) }
      text +=
        (missing.isEmpty ? "" : ", without " + missing.map { "[\($0 + 1)]" }.joined(separator: " ")) + "\n"
    }
  }
  return text
}

/// A form as text: the numbers of the test that it passed, then its levels.
private func textDump(_ form: ScaleForm) -> String {
  var text = "form U: falls \(form.falls), rises \(form.rises), skips on \(form.skippedSides) sides\n"
  for (number, level) in form.levels.enumerated() {
    let dims = level.dims.isEmpty ? "the middle" : level.dims.map(shown).joined(separator: "×")
    text += "  level \(number): " + (level.isExact ? "" : "about ") + dims
    text += (level.channels.map { ", \($0) channels" } ?? "") + "\n"
  }
  return text
}

/// The level of a box, with its arm.
private func word(_ place: ScaleForm.Place?) -> String {
  place.map { ($0.isRising ? "↑" : "↓") + "\($0.level) " } ?? "beside "
}

private func line(_ item: OutlineItem, _ figure: Figure) -> String {
  switch item.content {
  case .operation(let operation):
    return shown(operation.idiom?.title ?? operation.node.op.description) + times(item.repeats)
  case .input(let name): return "input " + shown(name)
  case .output(let name): return "output " + shown(name)
  case .block(let block):
    let own = figure.overview.blocks[block]
    let mark = own.isOpen ? "+ " : own.isCard ? "= " : "- "
    let letters =
      own.isOpen
      ? ""
      : figure.letters(of: block).map {
        " " + figure.details[$0.detail].letter + times($0.count)
      }.joined()
    return mark + shown(own.title) + times(own.repeats) + letters
  }
}

private func times(_ count: Int) -> String { count > 1 ? " ×\(count)" : "" }

/// A name from the model, fit for a terminal.
private func shown(_ name: String) -> String { escaped(name, limit: 200) }
