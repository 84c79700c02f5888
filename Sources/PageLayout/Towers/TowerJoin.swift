import DiagramModel

/// Puts two towers that are laid out side by side, and draws the lines from the first to the second.
struct TowerJoin {
  private let drawing: TowerDrawing
  private let left: PanelPlacement
  private let right: PanelPlacement
  private var entries: TowerEntries
  /// By crossing line: where it leaves the first tower, in that tower's coordinates.
  private var exits: [Exit] = []
  /// By tower: its boxes and texts.
  private let obstacles: (left: [Rect], right: [Rect])
  /// Where the first lane of the gutter is.
  private let gutter: Double
  private var shifts = (left: Point(0, 0), right: Point(0, 0))

  /// Where a value leaves the first tower.
  private struct Exit {
    /// Where its line starts, and from where on it is level.
    var start: Point
    var level: Point
    /// Its lane in the gutter, from the left.
    var lane = 0
  }

  init(_ drawing: TowerDrawing, _ halves: Placement) {
    self.drawing = drawing
    left = halves.panels[0]
    right = halves.panels[1]
    obstacles = (
      left: Self.obstacles(.left, drawing.diagram.panels[0], left),
      right: Self.obstacles(.right, drawing.diagram.panels[0], right)
    )
    let edges = obstacles.left.map(\.maxX) + left.routes.flatMap { $0.hull.map(\.x) }
    gutter = (edges.max() ?? 0) + PageTuning.lanes.before
    entries = TowerEntries(drawing.diagram, right, Array(halves.panels.dropFirst(2)))
  }

  private static func obstacles(_ tower: Tower, _ page: Panel, _ place: PanelPlacement) -> [Rect] {
    let boxes = zip(page.boxes, page.towers).filter { $0.1 == tower }.map(\.0)
    return zip(boxes, place.boxes).map(Rows.frame) + place.labels.map(\.rect)
  }

  /// The placement of the whole; nil where a line would meet a box.
  mutating func run() -> Placement? {
    let page = drawing.diagram.panels[0]
    for index in drawing.crossing {
      guard let exit = exit(of: page.links[index]), entries.add(page.links[index], drawing.place) else {
        return nil
      }
      exits.append(exit)
    }
    chooseLanes(page)
    level(page)
    guard isClear else { return nil }
    return Placement(panels: [joined(page)] + entries.inner)
  }

  /// A value leaves a card at its right side, or below where another box stands there; and an open block at its lower border,
  /// where its line inside ends.
  private func exit(of link: Link) -> Exit? {
    guard case .box(let source, let port) = link.source else { return nil }
    let box = drawing.diagram.panels[0].boxes[source]
    let rect = left.boxes[drawing.place[source]]
    guard case .panel(let id) = box.content else {
      let start = Point(rect.maxX, rect.midY)
      if isFree(rightOf: start) { return Exit(start: start, level: start) }
      let below = Point(rect.midX, rect.maxY)
      return Exit(start: below, level: below + Point(0, PageTuning.underLabel))
    }
    let outputs = entries.inner.indices.contains(id - 1) ? entries.inner[id - 1].outputs : []
    guard outputs.indices.contains(port) else { return nil }
    let start = Point(rect.minX + outputs[port].x, rect.maxY)
    return Exit(start: start, level: start + Point(0, PageTuning.turn.below))
  }

  /// Lines of one value share a lane; lower values have lanes further left, so that lines to the right do not cross those of
  /// the ones above.
  private mutating func chooseLanes(_ page: Panel) {
    let sources = drawing.crossing.map { page.links[$0].source }
    var order: [Int] = []
    for index in exits.indices where !order.contains(where: { sources[$0] == sources[index] }) {
      order.append(index)
    }
    order.sort { (exits[$0].level.y, $0) > (exits[$1].level.y, $1) }
    for index in exits.indices {
      exits[index].lane = order.firstIndex { sources[$0] == sources[index] } ?? 0
    }
    let lanes = Double(order.count - 1) * PageTuning.lanes.between
    // The gutter begins and ends with the contents of the towers, not with their margins.
    let start = (obstacles.right.map(\.minX) + right.routes.flatMap { $0.hull.map(\.x) }).min() ?? 0
    shifts.right.x = (gutter + lanes + PageTuning.lanes.after - start).rounded(.up)
  }

  /// Moves one of the towers down, so that the line that most places take, of equals the lowest one, is level where it enters the
  /// first of them, if the page does not become much higher by that.
  private mutating func level(_ page: Panel) {
    let sources = drawing.crossing.map { page.links[$0].source }
    func count(_ index: Int) -> Int { sources.count { $0 == sources[index] } }
    guard
      let main = exits.indices.max(by: { a, b in
        (count(a), exits[a].level.y, -entries.points[a].y) < (
          count(b), exits[b].level.y, -entries.points[b].y
        )
      })
    else { return }
    let distance = exits[main].level.y - entries.points[main].y
    let most = PageTuning.levelling * max(left.size.height, right.size.height)
    if distance >= 0 {
      let fits = right.size.height + distance <= most
      shifts.right.y = fits ? distance : min(distance, max(0, left.size.height - right.size.height))
    } else {
      let fits = left.size.height - distance <= most
      shifts.left.y = fits ? -distance : min(-distance, max(0, right.size.height - left.size.height))
    }
  }

  /// Whether no level line meets a box, a text or the name of a block.
  private var isClear: Bool {
    guard exits.allSatisfy({ isFree(rightOf: $0.level) }) else { return false }
    for entry in entries.points {
      let line = Rect(Point(0, entry.y), Size(entry.x, 0))
      guard
        !obstacles.right.contains(where: {
          $0.meets(line, within: PageTuning.clearance) && !$0.touches(entry)
        })
      else { return false }
    }
    return true
  }

  /// Whether a level line from a point to the gutter meets no box and no text of the first tower.
  private func isFree(rightOf start: Point) -> Bool {
    let line = Rect(start, Size(max(0, gutter - start.x), 0))
    return !obstacles.left.contains { $0.meets(line, within: PageTuning.clearance) && !$0.touches(start) }
  }

  // MARK: The page

  private func joined(_ page: Panel) -> PanelPlacement {
    var result = PanelPlacement(
      size: Size(
        shifts.right.x + right.size.width,
        max(left.size.height + shifts.left.y, right.size.height + shifts.right.y)))
    result.size.makeWidthEven()
    var boxes: (left: [Int], right: [Int]) = ([], [])
    for (box, tower) in page.towers.enumerated() {
      let isLeft = tower == .left
      let rect = isLeft ? left.boxes[drawing.place[box]] : right.boxes[drawing.place[box]]
      let shift = isLeft ? shifts.left : shifts.right
      result.boxes.append(rect.moved(shift.x, shift.y))
      if isLeft { boxes.left.append(box) } else { boxes.right.append(box) }
    }
    for (half, shift, numbers) in [(left, shifts.left, boxes.left), (right, shifts.right, boxes.right)] {
      for label in half.labels {
        result.labels.append(
          PlacedLabel(box: numbers[label.box], port: label.port, rect: label.rect.moved(shift.x, shift.y)))
      }
    }
    result.routes = routes(page)
    result.labels += exitLabels(page, result)
    return result
  }

  private func routes(_ page: Panel) -> [Route] {
    var next = (left: 0, right: 0, crossing: 0)
    return page.links.map { link in
      guard case .box(let source, _) = link.source, case .box(let target, _) = link.target else {
        return Route(start: Point(0, 0))
      }
      switch (page.towers[source], page.towers[target]) {
      case (.left, .left):
        next.left += 1
        return left.routes[next.left - 1].moved(shifts.left.x, shifts.left.y)
      case (.right, .right):
        next.right += 1
        return right.routes[next.right - 1].moved(shifts.right.x, shifts.right.y)
      default:
        next.crossing += 1
        return crossing(next.crossing - 1)
      }
    }
  }

  private func laneX(_ index: Int) -> Double {
    gutter + Double(exits[index].lane) * PageTuning.lanes.between
  }

  /// The line of a crossing link: level to its lane, along it, and level to where it enters.
  private func crossing(_ index: Int) -> Route {
    let (exit, end) = (exits[index], entries.points[index] + shifts.right)
    let (start, level) = (exit.start + shifts.left, exit.level + shifts.left)
    var pen = CornerPen(start)
    let x = laneX(index)
    let bend = Point(x, level.y)
    if start != level { pen.turn(at: level, to: bend) }
    if abs(end.y - level.y) > 0.5 {
      pen.turn(at: bend, to: Point(x, end.y))
      pen.turn(at: Point(x, end.y), to: end)
    }
    pen.line(to: end)
    return Route(start: start, segments: pen.segments, hasArrow: entries.hasArrow[index])
  }

  /// The shape of a value above its way out, where the tower itself has no line of it, and there is room.
  private func exitLabels(_ page: Panel, _ result: PanelPlacement) -> [PlacedLabel] {
    var labels: [PlacedLabel] = []
    for (index, number) in drawing.crossing.enumerated() {
      guard case .box(let box, let port) = page.links[number].source,
        page.boxes[box].outputs.indices.contains(port), let label = page.boxes[box].outputs[port].label,
        !(result.labels + labels).contains(where: { $0.box == box && $0.port == port })
      else { continue }
      let level = exits[index].level + shifts.left
      let height = label.style.lineHeight
      let rect = Rect(
        Point(level.x + PageTuning.labelGap.beside, level.y - PageTuning.labelGap.below - height),
        Size(label.width, height))
      let boxes = zip(page.boxes, result.boxes).map(Rows.frame) + (result.labels + labels).map(\.rect)
      let isFree = !boxes.contains { $0.meets(rect, within: PageTuning.clearance) }
      let lines = result.routes.flatMap(\.hull)
      guard isFree, rect.maxX < gutter,
        !lines.contains(where: rect.touches)
      else { continue }
      labels.append(PlacedLabel(box: box, port: port, rect: rect))
    }
    return labels
  }
}

extension Rect {
  /// Whether a point lies in it or on its border.
  func touches(_ point: Point) -> Bool {
    point.x >= minX && point.x <= maxX && point.y >= minY && point.y <= maxY
  }
}
