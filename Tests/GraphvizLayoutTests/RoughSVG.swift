import DiagramModel

/// Draws a placement crudely, to look at and to measure; the real drawing is another target's.
func roughSVG(_ diagram: Diagram, _ placement: Placement) -> String {
  let page = placement.panels[0]
  return """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(page.size.width)" height="\(page.size.height)" \
    viewBox="0 0 \(page.size.width) \(page.size.height)" font-family="Arimo, Helvetica, sans-serif">
    <rect width="100%" height="100%" fill="white"/>
    <defs><marker id="a" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="6" markerHeight="6" orient="auto">\
    <path d="M0 0 6 3 0 6Z" fill="#667"/></marker></defs>
    \(content(0, diagram, placement))
    </svg>

    """
}

private func content(_ id: PanelID, _ diagram: Diagram, _ placement: Placement) -> String {
  let (panel, placed) = (diagram.panels[id], placement.panels[id])
  var out = ""
  for (box, rect) in zip(panel.boxes, placed.boxes) { out += draw(box, rect, diagram, placement) }
  for route in placed.routes {
    out += "<path class='foldout-link' fill='none' stroke='#667' d='M\(text(route.start))"
    for segment in route.segments {
      switch segment {
      case .line(let end): out += "L\(text(end))"
      case .curve(let a, let b, let end): out += "C\(text(a)) \(text(b)) \(text(end))"
      }
    }
    out += "'\(route.hasArrow ? " marker-end='url(#a)'" : "")/>\n"
  }
  for label in placed.labels {
    guard let line = panel.boxes[label.box].outputs[label.port].label else { continue }
    out += words(line, Point(label.rect.minX, label.rect.minY + 9), "foldout-label")
  }
  return out
}

private func draw(_ box: Box, _ rect: Rect, _ diagram: Diagram, _ placement: Placement) -> String {
  var out = ""
  let sheets = box.repeats > 1 ? Metrics.sheetCount : 0
  for sheet in (0..<sheets).reversed() {
    let by = Double(sheet + 1) * Metrics.sheetOffset
    out += rectangle(Rect(rect.origin + Point(by, -by), rect.size), "#eef", 4)
  }
  switch box.content {
  case .card(let card):
    out += "<g class='foldout-node' data-name='\(box.name)'>" + rectangle(rect, "white", 4)
    out += words(card.heading, rect.origin + Point(12, rect.size.height / 2 + 4)) + "</g>\n"
  case .terminal(let terminal):
    out += "<g class='foldout-terminal' data-name='\(box.name)'>" + rectangle(rect, "#eee", 12)
    out += words(terminal.heading, rect.origin + Point(14, 16)) + "</g>\n"
  case .panel(let id):
    out += "<g class='foldout-block' data-name='\(box.name)'>"
    out += rectangle(rect, diagram.panels[id].depth % 2 == 1 ? "#f6f8fa" : "#eef1f8", 6)
    out += "<g transform='translate(\(rect.minX),\(rect.minY))'>"
    if let header = diagram.panels[id].header, let at = placement.panels[id].header {
      for (index, line) in header.lines.enumerated() {
        out += words(line, at + Point(0, 11 + Double(index) * 15))
      }
    }
    out += content(id, diagram, placement) + "</g></g>\n"
  }
  return out
}

private func rectangle(_ rect: Rect, _ fill: String, _ radius: Int) -> String {
  "<rect x='\(rect.minX)' y='\(rect.minY)' width='\(rect.size.width)' height='\(rect.size.height)' "
    + "rx='\(radius)' fill='\(fill)' stroke='#99a'/>"
}

private func words(_ line: TextLine, _ at: Point, _ kind: String = "foldout-text") -> String {
  "<text class='\(kind)' x='\(at.x)' y='\(at.y)' font-size='\(line.style.fontSize)' "
    + "textLength='\(line.width)' lengthAdjust='spacingAndGlyphs'>\(line.text)</text>"
}

private func text(_ point: Point) -> String { "\(point.x) \(point.y)" }
