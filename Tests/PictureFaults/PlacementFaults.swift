import DiagramModel

/// Everything that is wrong with where things stand, in words: boxes that touch, stick out of their panel or are
/// not of their size, lines that start or end nowhere or run through boxes, and labels that anything covers.
///
/// Cost: about linear in boxes and lines, unless they lie all over each other.
public func placementFaults(_ diagram: Diagram, _ placement: Placement) -> [String] {
  guard placement.panels.count == diagram.panels.count else { return ["has another number of panels"] }
  var faults: [String] = []
  for id in diagram.panels.indices {
    let (panel, placed) = (diagram.panels[id], placement.panels[id])
    guard placed.boxes.count == panel.boxes.count, placed.routes.count == panel.links.count,
      placed.inputs.count == panel.inputs.count, placed.outputs.count == panel.outputs.count
    else {
      faults.append("panel \(id) is incomplete")
      continue
    }
    let check = Check(
      panel: panel, placed: placed, placement: placement, direction: diagram.direction,
      hasTowers: !diagram.panels[0].towers.isEmpty)
    faults += check.all().map { "panel \(id) \($0)" }
  }
  return faults
}

private struct Check {
  let panel: Panel
  let placed: PanelPlacement
  let placement: Placement
  let direction: Diagram.Direction
  /// Whether lines go from one tower to another on this page.
  let hasTowers: Bool
  /// The boxes with the sheets of their stacks.
  private let grid: RectGrid

  init(
    panel: Panel, placed: PanelPlacement, placement: Placement, direction: Diagram.Direction, hasTowers: Bool
  ) {
    self.hasTowers = hasTowers
    self.panel = panel
    self.placed = placed
    self.placement = placement
    self.direction = direction
    grid = RectGrid(placed.boxes.indices.map { Self.outline($0, panel, placed) })
  }

  func all() -> [String] { boxes() + ends() + lines() + labels() + header() }

  private var frame: Rect { Rect(Point(0, 0), placed.size) }

  /// A box with the sheets of its stack.
  private static func outline(_ box: Int, _ panel: Panel, _ placed: PanelPlacement) -> Rect {
    let rect = placed.boxes[box]
    guard panel.boxes[box].repeats > 1 else { return rect }
    let sheets = Metrics.sheetOffset * Double(Metrics.sheetCount)
    return Rect(rect.origin + Point(0, -sheets), Size(rect.size.width + sheets, rect.size.height + sheets))
  }

  private func outline(_ box: Int) -> Rect { Self.outline(box, panel, placed) }

  private func boxes() -> [String] {
    var faults: [String] = []
    for a in placed.boxes.indices {
      if !contains(frame, outline(a)) { faults.append("box \(a) sticks out") }
      if case .panel(let id) = panel.boxes[a].content {
        if placed.boxes[a].size != placement.panels[id].size {
          faults.append("box \(a) is not its panel's size")
        }
      } else if placed.boxes[a].size != panel.boxes[a].size {
        faults.append("box \(a) has another size")
      }
      for b in grid.near(outline(a)) where b > a && overlap(outline(a), outline(b), by: -3) {
        faults.append("boxes \(a) and \(b) touch")
      }
    }
    return faults
  }

  /// Lines start and end on borders; at an open block, where its panel goes on.
  private func ends() -> [String] {
    var faults: [String] = []
    for (index, link) in panel.links.enumerated() {
      let route = placed.routes[index]
      if !meets(route.start, link.source, isSource: true) { faults.append("line \(index) starts nowhere") }
      if !meets(route.end, link.target, isSource: false) { faults.append("line \(index) ends nowhere") }
    }
    return faults
  }

  private func meets(_ point: Point, _ end: Link.End, isSource: Bool) -> Bool {
    switch end {
    case .border(let port):
      let place = isSource ? placed.inputs[port] : placed.outputs[port]
      let along = direction == .down ? place.y : place.x
      let limit = direction == .down ? placed.size.height : placed.size.width
      // What comes from another tower comes in from the left.
      if hasTowers, isSource, near(point, place), abs(place.x) < 0.01 { return true }
      return near(point, place) && abs(along - (isSource ? 0 : limit)) < 0.01
    case .box(let box, let port):
      let rect = placed.boxes[box]
      if case .panel(let id) = panel.boxes[box].content {
        let inner = placement.panels[id]
        return near(point, rect.origin + (isSource ? inner.outputs[port] : inner.inputs[port]))
      }
      // A U has ends on all sides, and so have towers.
      if hasTowers || panel.scales != nil { return isOnBorder(point, rect) }
      let (along, across) = direction == .down ? (point.y, point.x) : (point.x, point.y)
      let edge =
        direction == .down ? (isSource ? rect.maxY : rect.minY) : (isSource ? rect.maxX : rect.minX)
      let low = direction == .down ? rect.minX : rect.minY
      let high = direction == .down ? rect.maxX : rect.maxY
      return abs(along - edge) < 0.01 && across > low + 2 && across < high - 2
    }
  }

  private func isOnBorder(_ point: Point, _ rect: Rect) -> Bool {
    let isLevel = abs(point.y - rect.minY) < 0.01 || abs(point.y - rect.maxY) < 0.01
    let isUpright = abs(point.x - rect.minX) < 0.01 || abs(point.x - rect.maxX) < 0.01
    return isLevel && point.x > rect.minX + 2 && point.x < rect.maxX - 2
      || isUpright && point.y > rect.minY + 2 && point.y < rect.maxY - 2
  }

  /// No line runs through a box, the header, or out of the panel.
  private func lines() -> [String] {
    var faults: [String] = []
    for (index, route) in placed.routes.enumerated() {
      let points = samples(route)
      for box in grid.near(Rect(around: points)) {
        if points.contains(where: { strictlyInside($0, placed.boxes[box], 0.5) }) {
          faults.append("line \(index) runs through box \(box)")
        }
      }
      if points.contains(where: { !contains(frame, Rect($0, Size(0, 0))) }) {
        faults.append("line \(index) leaves the panel")
      }
      if let header = headerRect, points.contains(where: { strictlyInside($0, header, -4) }) {
        faults.append("line \(index) touches the header")
      }
    }
    return faults
  }

  private func labels() -> [String] {
    var faults: [String] = []
    let routes = placed.routes.map(samples)
    let lines = RectGrid(routes.map { Rect(around: $0) })
    let texts =
      placed.labels.map { ("label \($0.box).\($0.port)", $0.rect) }
      + placed.seams.map { ("seam \($0.link)", $0.rect) }
    let labels = RectGrid(texts.map(\.1))
    for (index, (name, rect)) in texts.enumerated() {
      if !contains(frame, rect) { faults.append("\(name) sticks out") }
      for box in grid.near(rect) where overlap(outline(box), rect, by: 0) {
        faults.append("\(name) hits box \(box)")
      }
      for other in labels.near(rect) where other > index && overlap(texts[other].1, rect, by: 0) {
        faults.append("\(name) hits \(texts[other].0)")
      }
      for line in lines.near(rect)
      where routes[line].contains(where: { strictlyInside($0, rect, -1) }) {
        faults.append("\(name) is crossed by line \(line)")
      }
      if let header = headerRect, overlap(header, rect, by: 0) {
        faults.append("\(name) hits the header")
      }
    }
    return faults
  }

  private var headerRect: Rect? {
    guard let header = panel.header, let place = placed.header else { return nil }
    return Rect(place, header.size)
  }

  private func header() -> [String] {
    guard panel.header != nil else { return placed.header == nil ? [] : ["has a header from nowhere"] }
    guard let rect = headerRect else { return ["lacks its header"] }
    var faults = contains(frame, rect) ? [] : ["header sticks out"]
    for box in placed.boxes.indices where overlap(outline(box), rect, by: 0) {
      faults.append("header hits box \(box)")
    }
    return faults
  }
}

/// Points along a line, a few pixels apart.
private func samples(_ route: Route) -> [Point] {
  var points = [route.start]
  var at = route.start
  for segment in route.segments {
    let count = 24
    for step in 1...count {
      let t = Double(step) / Double(count)
      switch segment {
      case .line(let end):
        points.append(Point(at.x + (end.x - at.x) * t, at.y + (end.y - at.y) * t))
      case .curve(let a, let b, let end):
        let u = 1 - t
        let (p, q, r, s) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        points.append(
          Point(p * at.x + q * a.x + r * b.x + s * end.x, p * at.y + q * a.y + r * b.y + s * end.y))
      }
    }
    at = segment.end
  }
  return points
}

private func near(_ a: Point, _ b: Point) -> Bool { abs(a.x - b.x) < 0.01 && abs(a.y - b.y) < 0.01 }

private func contains(_ outer: Rect, _ inner: Rect) -> Bool {
  inner.minX > outer.minX - 0.01 && inner.minY > outer.minY - 0.01 && inner.maxX < outer.maxX + 0.01
    && inner.maxY < outer.maxY + 0.01
}

/// Whether two rectangles overlap by more than a depth; a negative depth asks for a distance.
private func overlap(_ a: Rect, _ b: Rect, by depth: Double) -> Bool {
  min(a.maxX, b.maxX) - max(a.minX, b.minX) > depth && min(a.maxY, b.maxY) - max(a.minY, b.minY) > depth
}

private func strictlyInside(_ point: Point, _ rect: Rect, _ margin: Double) -> Bool {
  point.x > rect.minX + margin && point.x < rect.maxX - margin && point.y > rect.minY + margin
    && point.y < rect.maxY - margin
}
