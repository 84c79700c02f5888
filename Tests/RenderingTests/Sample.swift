import DiagramModel
import TextMetrics

/// Hand-made pictures: panels whose boxes stand below each other, laid out by the few lines below.
struct Sample {
  var diagram = Diagram(panels: [Panel()])
  var placement = Placement(panels: [PanelPlacement(size: Size(0, 0))])

  static func op(
    _ type: String, _ kind: String, _ detail: String? = nil, _ lines: [String] = [], name: String = ""
  ) -> Box {
    let card = Card(
      form: .op, kind: kind, identity: type, heading: measure(type, style: .op),
      detail: detail.map { measure($0, style: .detail) }, lines: lines.map { measure($0, style: .small) })
    return box(card, name: name)
  }

  static func block(_ title: String, _ counts: String, repeats: Int = 1) -> Box {
    let badge = repeats > 1 ? measure("×\(repeats)", style: .badge) : nil
    let card = Card(
      form: .block, kind: "", identity: title, heading: measure(title, style: .title), detail: badge,
      lines: [measure(counts, style: .subtitle)])
    var box = box(card, name: title)
    box.repeats = repeats
    return box
  }

  static func terminal(_ name: String, isInput: Bool) -> Box {
    let line = measure(name, style: .terminal)
    return Box(
      content: .terminal(Terminal(isInput: isInput, heading: line)), size: Size(line.width + 26, 23),
      outputs: [Port(value: name)], name: name, tooltip: name)
  }

  private static func box(_ card: Card, name: String) -> Box {
    var width = card.heading.width
    if let detail = card.detail { width += Metrics.headingGap + detail.width }
    width = max(width, card.lines.map(\.width).max() ?? 0)
    width += 2 * Metrics.cardPaddingX + (card.form == .op ? Metrics.stripe : 0)
    let height = card.lines.reduce(card.heading.style.lineHeight) { $0 + $1.style.lineHeight }
    return Box(
      content: .card(card), size: Size(width.rounded(.up), height + 2 * Metrics.cardPaddingY),
      outputs: [Port(value: name)], name: name, tooltip: name)
  }

  /// Fills a panel with a column of boxes. `labels` stand beside the line below a box; `skips` are lines
  /// that pass on the left from the line into one box to another box.
  mutating func fill(
    _ panel: PanelID, _ boxes: [Box], labels: [Int: String] = [:], skips: [(Int, Int)] = [],
    spacing: Double = 26
  ) {
    var boxes = boxes
    let isPage = panel == 0
    for (index, box) in boxes.enumerated() {
      if case .panel(let inner) = box.content { boxes[index].size = placement.panels[inner].size }
      if let text = labels[index] { boxes[index].outputs[0].label = measure(text, style: .label) }
    }
    let header = diagram.panels[panel].header
    let sheets = Double(Metrics.sheetCount) * Metrics.sheetOffset
    let skipRoom = skips.isEmpty ? 0 : 46.0
    // The column stands to the right of the name plate, so that the line into it misses the text; an open
    // block stands where its own column continues this one.
    let padding = skipRoom + (isPage ? 0 : Metrics.panelPadding)
    let left = boxes.map { axis(of: $0) }.max() ?? 0
    let right = boxes.map { $0.size.width - axis(of: $0) + ($0.repeats > 1 ? sheets : 0) }.max() ?? 0
    let spine = max(left + padding, header.map { Metrics.headerInset + $0.size.width + 12 } ?? 0)
    let width = spine + right + padding
    var y = isPage ? 0 : Metrics.headerInset + (header?.size.height ?? 0) + 16
    var frames: [Rect] = []
    for box in boxes {
      if box.repeats > 1 { y += sheets }
      frames.append(Rect(Point(spine - axis(of: box), y), box.size))
      y += box.size.height + spacing
    }
    y += (isPage ? 0 : 16) - spacing
    var place = PanelPlacement(size: Size(width, y), boxes: frames)
    if header != nil { place.header = Point(Metrics.headerInset, Metrics.headerInset) }
    addLines(to: panel, &place, boxes, skips, spine: spine)
    for (index, box) in boxes.enumerated() {
      guard let label = box.outputs.first?.label else { continue }
      let top = frames[index].maxY + (spacing - label.style.lineHeight) / 2 - 2
      place.labels.append(
        PlacedLabel(
          box: index, port: 0,
          rect: Rect(Point(spine + 5, top), Size(label.width, label.style.lineHeight))))
    }
    diagram.panels[panel].boxes = boxes
    placement.panels[panel] = place
  }

  /// Where the column of lines runs through a box, from its left edge.
  private func axis(of box: Box) -> Double {
    guard case .panel(let inner) = box.content else { return box.size.width / 2 }
    return placement.panels[inner].inputs.first?.x ?? 0
  }

  private mutating func addLines(
    to panel: PanelID, _ place: inout PanelPlacement, _ boxes: [Box], _ skips: [(Int, Int)],
    spine middle: Double
  ) {
    let frames = place.boxes
    let isPage = panel == 0
    var links: [Link] = []
    func line(_ link: Link, _ from: Double, _ to: Double, hasArrow: Bool = true) {
      links.append(link)
      place.routes.append(
        Route(start: Point(middle, from), segments: [.line(Point(middle, to))], hasArrow: hasArrow))
    }
    func isOpen(_ index: Int) -> Bool { if case .panel = boxes[index].content { true } else { false } }
    if !isPage {
      diagram.panels[panel].inputs = [Port(value: "in")]
      diagram.panels[panel].outputs = [Port(value: "out")]
      place.inputs = [Point(middle, 0)]
      place.outputs = [Point(middle, place.size.height)]
      line(Link(from: .border(0), to: .box(0, port: 0), value: "in"), 0, frames[0].minY, hasArrow: !isOpen(0))
    }
    for index in 1..<frames.count {
      line(
        Link(from: .box(index - 1, port: 0), to: .box(index, port: 0), value: boxes[index - 1].name),
        frames[index - 1].maxY, frames[index].minY, hasArrow: !isOpen(index))
    }
    if !isPage {
      let last = frames.count - 1
      line(
        Link(from: .box(last, port: 0), to: .border(0), value: "out"), frames[last].maxY, place.size.height,
        hasArrow: false)
    }
    for (from, to) in skips {
      let start = from < 0 ? 0 : frames[from].maxY
      let bend = from < 0 ? frames[0].minY - 14 : start
      let left = (frames.map(\.minX).min() ?? 0) - 18
      let end = Point(frames[to].minX + 14, frames[to].minY)
      links.append(Link(from: .border(0), to: .box(to, port: 1), value: "skip"))
      place.routes.append(
        Route(
          start: Point(middle, start),
          segments: [
            .line(Point(middle, bend)),
            .curve(Point(middle, bend + 14), Point(left, bend + 4), Point(left, bend + 32)),
            .line(Point(left, end.y - 34)),
            .curve(Point(left, end.y - 14), Point(end.x - 6, end.y - 24), end),
          ]))
    }
    diagram.panels[panel].links = links
  }

  /// Adds an open block; fill it before the panel that holds it.
  mutating func open(_ title: String, _ counts: String, repeats: Int = 1, depth: Int = 1) -> Box {
    var lines = [measure(title, style: .title)]
    if repeats > 1 { lines.append(measure("×\(repeats)", style: .badge)) }
    lines.append(measure(counts, style: .subtitle))
    diagram.panels.append(Panel(header: Panel.Header(lines: lines), depth: depth))
    placement.panels.append(PanelPlacement(size: Size(0, 0)))
    return Box(
      content: .panel(diagram.panels.count - 1), size: Size(0, 0), outputs: [Port(value: title)],
      repeats: repeats, name: title, tooltip: title)
  }

  mutating func legend(_ entries: [(String, String)], caption: String) {
    diagram.legend = entries.map { LegendEntry(.kind($0.0), text: measure($0.1, style: .legend)) }
    diagram.caption = measure(caption, style: .legend)
  }
}
