import DiagramModel

/// Turns a diagram and its placement into a scene: the page's panel at the margin, then notes below.
struct Painter {
  let diagram: Diagram
  let placement: Placement
  /// The items painted so far.
  var items: [Scene.Item] = []
  /// The work left, the next last: a stack instead of recursion.
  private var work: [Work] = []
  /// Open blocks nested so deeply that XML readers would refuse them; painted beside the rest.
  private var postponed: [(panel: PanelID, box: Box, at: Point)] = []
  /// Panels painted or waiting, so that a broken diagram can't paint one for ever.
  private var seen: Set<PanelID> = []
  /// How many groups are open.
  private var nesting = 0

  private enum Work {
    case box(Box, Rect)
    case labels(PanelID, Point)
    case end
  }

  /// Groups nested deeper than this are painted beside the rest: libxml2 reads 256 levels.
  static let deepest = 100
  /// Around the picture.
  static let margin = 16.0

  init(_ diagram: Diagram, _ placement: Placement) {
    self.diagram = diagram
    self.placement = placement
  }

  /// The scene. Linear in the diagram.
  mutating func paint() -> Scene {
    let size = placement.page?.size ?? placement.panels.first?.size ?? Size(0, 0)
    let isBeside = placement.page?.hasNotesBeside ?? false
    let notes = Notes(diagram, width: isBeside ? Notes.besideWidth : max(size.width, Notes.leastWidth))
    let sheet = notes.sheet(around: size, isBeside: isBeside)
    let origin = Point(Self.margin + sheet.picture.x, Self.margin + sheet.picture.y)
    let page = Size(sheet.size.width + 2 * Self.margin, sheet.size.height + 2 * Self.margin)
    items.append(.rect(.init(frame: Rect(Point(0, 0), page), radius: 0, fill: .page, stroke: nil)))
    seen.insert(0)
    open(0, at: origin + (placement.page?.overview ?? Point(0, 0)))
    run()
    if let own = placement.page { paint(own, at: origin) }
    while let next = postponed.popLast() {
      openBlock(next.panel, next.box, at: next.at)
      run()
    }
    items += notes.items(at: Point(Self.margin, Self.margin) + sheet.notes)
    return Scene(size: page, title: diagram.title, summary: diagram.summary, items: items)
  }

  /// Paints what stands beside the overview.
  private mutating func paint(_ page: PagePlacement, at origin: Point) {
    for (detail, place) in zip(diagram.details, page.details) {
      guard diagram.panels.indices.contains(detail.panel), placement.panels.indices.contains(detail.panel),
        seen.insert(detail.panel).inserted
      else { continue }
      let at = origin + place
      items += DetailPainter.caption(of: detail, at: at)
      let corner = at + Point(0, Metrics.captionHeight)
      items.append(.begin(.init(role: .detail(letter: detail.letter.text), name: detail.title.text)))
      items.append(
        .rect(
          .init(
            frame: Rect(corner, placement.panels[detail.panel].size), radius: CardPainter.panelRadius,
            fill: .panel(1), stroke: .panelBorder)))
      work.append(.end)
      nesting += 1
      open(detail.panel, at: corner)
      run()
    }
    for (table, frame) in zip(diagram.tables, page.tables) {
      items += DetailPainter.items(table, in: Rect(origin + frame.origin, frame.size))
    }
  }

  private mutating func run() {
    while let next = work.popLast() {
      switch next {
      case .box(let box, let frame): paint(box, in: frame)
      case .labels(let panel, let origin): labels(of: panel, at: origin)
      case .end:
        items.append(.end)
        nesting -= 1
      }
    }
  }

  private mutating func paint(_ box: Box, in frame: Rect) {
    switch box.content {
    case .card(let card): items += CardPainter.items(card, box, in: frame)
    case .terminal(let terminal): items += CardPainter.items(terminal, box, in: frame)
    case .panel(let inner):
      guard diagram.panels.indices.contains(inner), seen.insert(inner).inserted else { return }
      if nesting >= Self.deepest {
        postponed.append((inner, box, frame.origin))
      } else {
        openBlock(inner, box, at: frame.origin)
      }
    }
  }

  /// Paints an open block's panel and name plate, and leaves its content as work.
  private mutating func openBlock(_ panel: PanelID, _ box: Box, at origin: Point) {
    guard placement.panels.indices.contains(panel) else { return }
    let own = diagram.panels[panel]
    let place = placement.panels[panel]
    nesting += 1
    if own.isRegion {
      items.append(.begin(.init(role: .region, name: box.name)))
      items.append(.path(DetailPainter.border(ofRegion: Rect(origin, place.size))))
    } else {
      items.append(
        .begin(
          .init(role: .openBlock(scope: box.name), name: box.name, tooltip: box.tooltip, item: box.item)))
      items.append(
        .rect(
          .init(
            frame: Rect(origin, place.size), radius: CardPainter.panelRadius, fill: .panel(own.depth),
            stroke: .panelBorder)))
    }
    if let header = own.header, let at = place.header {
      items += CardPainter.items(header, at: origin + at)
    }
    work.append(.end)
    open(panel, at: origin)
  }

  /// Paints a panel's sheets and lines, and leaves its boxes and labels as work.
  private mutating func open(_ panel: PanelID, at origin: Point) {
    guard diagram.panels.indices.contains(panel), placement.panels.indices.contains(panel) else { return }
    let own = diagram.panels[panel]
    let place = placement.panels[panel]
    let boxes = zip(own.boxes, place.boxes).map { ($0, Rect(origin + $1.origin, $1.size)) }
    if let scales = own.scales { items += LevelPainter.items(scales, place.levels, at: origin) }
    // Sheets lie below the lines, that a line into a stack reaches its front card.
    for (box, frame) in boxes where box.repeats > 1 {
      items += CardPainter.sheets(behind: frame, box, depth: depth(of: box))
    }
    items += LinkPainter.items(zip(own.links, place.routes), at: origin)
    work.append(.labels(panel, origin))
    for (box, frame) in boxes.reversed() { work.append(.box(box, frame)) }
  }

  private func depth(of box: Box) -> Int {
    guard case .panel(let inner) = box.content, diagram.panels.indices.contains(inner) else { return 0 }
    return diagram.panels[inner].depth
  }

  private mutating func labels(of panel: PanelID, at origin: Point) {
    let boxes = diagram.panels[panel].boxes
    for (port, frame) in zip(diagram.panels[panel].inputs, placement.panels[panel].inputLabels) {
      guard let line = port.label, let frame else { continue }
      items.append(.text(CardPainter.text(line, at: origin + frame.origin, fill: .text(line.style))))
    }
    for label in placement.panels[panel].labels {
      guard boxes.indices.contains(label.box), boxes[label.box].outputs.indices.contains(label.port),
        let line = boxes[label.box].outputs[label.port].label
      else { continue }
      items.append(Self.label(line, in: label.rect, at: origin))
    }
    let seams = diagram.panels[panel].seams
    for seam in placement.panels[panel].seams where seams.indices.contains(seam.link) {
      if let line = seams[seam.link].label { items.append(Self.label(line, in: seam.rect, at: origin)) }
    }
  }

  /// A line of text in the middle of a rectangle.
  private static func label(_ line: TextLine, in rect: Rect, at origin: Point) -> Scene.Item {
    let middle = origin.x + rect.minX + rect.size.width / 2
    let top = origin.y + rect.minY + (rect.size.height - line.style.lineHeight) / 2
    return .text(CardPainter.text(line, at: Point(middle, top), anchor: .middle, fill: .text(line.style)))
  }
}
