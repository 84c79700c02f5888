import DiagramModel

/// Where lines from the first tower enter boxes of the second one: from the left, also boxes in open blocks.
struct TowerEntries {
  private let diagram: Diagram
  private let right: PanelPlacement
  /// The placements of the diagram's panels but the page's own; lines inside that come from the first tower start at the left border.
  private(set) var inner: [PanelPlacement]
  /// By line: where it enters, in the second tower's coordinates, and whether it ends there.
  private(set) var points: [Point] = []
  private(set) var hasArrow: [Bool] = []
  /// How many lines enter a box so far.
  private var counts: [BoxPlace: Int] = [:]

  private struct BoxPlace: Hashable {
    let panel: PanelID
    let box: Int
  }

  /// One border that a line crosses on its way in.
  private struct Step {
    let panel: PanelID
    let port: Int
    let link: Int
    /// The box that it goes on to, with its place in the panel.
    let box: Int
    let rect: Rect
  }

  init(_ diagram: Diagram, _ right: PanelPlacement, _ inner: [PanelPlacement]) {
    self.diagram = diagram
    self.right = right
    self.inner = inner
  }

  /// Finds the way of one line; false where it forks in an open block, or meets a box there.
  mutating func add(_ link: Link, _ place: [Int]) -> Bool {
    guard case .box(let target, let port) = link.target, right.boxes.indices.contains(place[target]) else {
      return false
    }
    let outer = right.boxes[place[target]]
    guard case .panel(let first) = diagram.panels[0].boxes[target].content else {
      let y = self.y(BoxPlace(panel: 0, box: target), outer)
      points.append(Point(outer.minX, y))
      hasArrow.append(true)
      return true
    }
    guard let steps = steps(into: first, port), let last = steps.last else { return false }
    var y = self.y(BoxPlace(panel: last.panel, box: last.box), last.rect)
    for (index, step) in steps.enumerated().reversed() {
      guard isClear(step, y) else { return false }
      let end = Point(step.rect.minX, y)
      inner[step.panel - 1].inputs[step.port] = Point(0, y)
      inner[step.panel - 1].routes[step.link] = Route(
        start: Point(0, y), segments: [.line(end)], hasArrow: index == steps.count - 1)
      y += index > 0 ? steps[index - 1].rect.minY : outer.minY
    }
    points.append(Point(outer.minX, y))
    hasArrow.append(false)
    return true
  }

  /// The borders from an open block to the one box that takes a value.
  private func steps(into panel: PanelID, _ port: Int) -> [Step]? {
    var steps: [Step] = []
    var next = (panel: panel, port: port)
    // A panel's number is lower than its inner panels', so this ends.
    while inner.indices.contains(next.panel - 1) {
      let own = diagram.panels[next.panel]
      let links = own.links.indices.filter { own.links[$0].source == .border(next.port) }
      guard links.count == 1, case .box(let box, let inside) = own.links[links[0]].target,
        inner[next.panel - 1].boxes.indices.contains(box),
        inner[next.panel - 1].inputs.indices.contains(next.port),
        inner[next.panel - 1].routes.indices.contains(links[0])
      else { return nil }
      steps.append(
        Step(
          panel: next.panel, port: next.port, link: links[0], box: box,
          rect: inner[next.panel - 1].boxes[box]))
      guard case .panel(let deeper) = own.boxes[box].content, deeper > next.panel else { return steps }
      next = (deeper, inside)
    }
    return nil
  }

  /// Lines enter in the middle of a box's side, further ones above and below.
  private mutating func y(_ place: BoxPlace, _ rect: Rect) -> Double {
    let count = counts[place, default: 0]
    counts[place] = count + 1
    let step = Double((count + 1) / 2) * PageTuning.sideStep * (count % 2 == 0 ? 1 : -1)
    return min(max(rect.midY + step, rect.minY + PageTuning.clearance), rect.maxY - PageTuning.clearance)
  }

  /// Whether a level line from the left border to a box meets no other box, text, or name.
  private func isClear(_ step: Step, _ y: Double) -> Bool {
    let own = diagram.panels[step.panel]
    let place = inner[step.panel - 1]
    let line = Rect(Point(0, y), Size(step.rect.minX, 0))
    var obstacles = place.labels.map(\.rect)
    for (box, rect) in place.boxes.enumerated() where box != step.box {
      obstacles.append(Rows.frame(own.boxes[box], rect))
    }
    if let header = own.header, let at = place.header { obstacles.append(Rect(at, header.size)) }
    return !obstacles.contains { $0.meets(line, within: PageTuning.clearance) }
  }
}
