/// The diagram as text, for goldens and bug reports: one line a box or link, sizes rounded to whole pixels.
public func textDump(_ diagram: Diagram) -> String {
  var text = "\(diagram.direction.rawValue) \"\(diagram.title)\"\n"
  for (id, panel) in diagram.panels.enumerated() {
    text += "panel \(id) key \(panel.layoutKey) depth \(panel.depth)"
    if let header = panel.header { text += " [" + header.lines.map(\.text).joined(separator: " | ") + "]" }
    text += " in \(panel.inputs.count) out \(panel.outputs.count)\n"
    for (index, box) in panel.boxes.enumerated() { text += "  \(index) \(describe(box))\n" }
    for link in panel.links {
      text +=
        "  \(describe(link.source)) -> \(describe(link.target))\(link.style == .captured ? " captured" : "")\n"
    }
  }
  if !diagram.legend.isEmpty {
    text += "legend " + diagram.legend.map(\.key.name).joined(separator: " ") + "\n"
  }
  if let caption = diagram.caption { text += "caption \(caption.text)\n" }
  return text
}

private func describe(_ box: Box) -> String {
  var text: String
  switch box.content {
  case .card(let card):
    text =
      "card \(card.kind) [\(([card.heading] + [card.detail].compactMap { $0 } + card.lines).map(\.text).joined(separator: " | "))]"
    if let glyph = card.glyph { text += glyph.bars.isEmpty ? " curve" : " bars" }
  case .terminal(let terminal): text = "\(terminal.isInput ? "input" : "output") [\(terminal.heading.text)]"
  case .panel(let id): return "panel \(id)" + (box.repeats > 1 ? " ×\(box.repeats)" : "")
  }
  text += " \(Int(box.size.width))×\(Int(box.size.height))"
  if box.repeats > 1 { text += " ×\(box.repeats)" }
  for port in box.outputs { if let label = port.label { text += " '\(label.text)'" } }
  return text
}

private func describe(_ end: Link.End) -> String {
  switch end {
  case .box(let box, let port): port == 0 ? "\(box)" : "\(box).\(port)"
  case .border(let port): "border\(port)"
  }
}
