import DiagramModel

/// Lists the faults of a diagram before layout, in words: text that does not fit its box, and lines
/// from or to what is not there.
///
/// Cost: linear in boxes and lines.
public func diagramFaults(_ diagram: Diagram) -> [String] {
  var faults: [String] = []
  for (id, panel) in diagram.panels.enumerated() {
    for (index, box) in panel.boxes.enumerated() where !fits(box) {
      faults.append("panel \(id): the text of box \(index) \"\(box.name)\" does not fit")
    }
    for (index, link) in panel.links.enumerated() {
      if !exists(link.source, in: panel, isSource: true) {
        faults.append("panel \(id): line \(index) from nowhere")
      }
      if !exists(link.target, in: panel, isSource: false) {
        faults.append("panel \(id): line \(index) to nowhere")
      }
    }
  }
  return faults
}

private func fits(_ box: Box) -> Bool {
  switch box.content {
  case .panel: return true
  case .terminal(let terminal): return terminal.heading.width <= box.size.width - 16
  case .card(let card):
    var first = card.heading.width
    if let detail = card.detail { first += Metrics.headingGap + detail.width }
    let widest = card.lines.reduce(first) { max($0, $1.width) }
    let height = card.lines.reduce(card.heading.style.lineHeight) { $0 + $1.style.lineHeight }
    return widest <= box.size.width - 2 * Metrics.cardPaddingX && height <= box.size.height
  }
}

private func exists(_ end: Link.End, in panel: Panel, isSource: Bool) -> Bool {
  switch end {
  case .border(let port): (isSource ? panel.inputs : panel.outputs).indices.contains(port)
  case .box(let box, let port):
    panel.boxes.indices.contains(box)
      && (isSource ? panel.boxes[box].outputs : panel.boxes[box].inputs).indices.contains(port)
  }
}
