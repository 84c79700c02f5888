import DiagramModel

/// The lines of a U, the rows that leave it, and what is said of its levels: all that is put together from the drawings
/// of stations.
struct ScaleLines {
  let plan: ScalePlan
  let parts: ScalePieces
  let arms: ScaleArms
  var placement: PanelPlacement

  init(_ plan: ScalePlan, _ parts: ScalePieces, _ arms: ScaleArms) {
    self.plan = plan
    self.parts = parts
    self.arms = arms
    let nowhere = Rect(Point(0, 0), Size(0, 0))
    placement = PanelPlacement(
      size: Size(0, 0), boxes: plan.panel.boxes.indices.map { arms.rect($0) ?? nowhere },
      routes: Array(repeating: Route(start: Point(0, 0)), count: plan.panel.links.count))
  }

  /// Draws all lines; false where one from beside the U can't reach its box. Cost: linear in them and in the levels.
  mutating func draw() -> Bool {
    for head in plan.heads { place(head) }
    for (link, way) in plan.ways.enumerated() {
      switch way {
      case .inside(let station):
        if let local = parts.local[link] { placement.routes[link] = arms.pieces[station].place.routes[local] }
      case .step(let from): placement.routes[link] = step(link, from: from)
      case .turn: placement.routes[link] = turn(link)
      case .skip: placement.routes[link] = skip(link)
      case .beside:
        if let local = parts.local[link], let piece = arms.beside {
          placement.routes[link] = piece.place.routes[local]
        }
      case .head, .bus: break
      }
    }
    placeLabels()
    placeLevels()
    guard drawBuses() else { return false }
    finish()
    return true
  }

  /// Draws what comes from beside the U.
  private mutating func drawBuses() -> Bool {
    guard let beside = parts.beside, let piece = arms.beside else { return true }
    var buses = ScaleBuses(plan, arms, piece, beside.exits)
    let width = plan.scales.levels.joined().reduce(0) { max($0, $1.width) }
    let labels = zip(placement.levels, plan.scales.levels).map { level, lines in
      Rect(level.label, Size(width, lines.reduce(0) { $0 + $1.style.lineHeight }))
    }
    guard buses.run(labels) else { return false }
    for (link, route) in buses.routes {
      placement.routes[link] = route
      let hulls = route.hulls
      placement.labels.removeAll { label in hulls.contains { $0.meets(label.rect) } }
    }
    return true
  }

  // MARK: Along the way

  /// From a station to the next: what leaves the one, what comes into the other, and between them a line that is
  /// upright where it can be, or goes round the bottom.
  private func step(_ link: Int, from: Int) -> Route {
    guard let exit = parts.exits[from], let local = parts.local[link] else {
      return Route(start: Point(0, 0))
    }
    let leaving = arms.pieces[from].place.routes[exit]
    let coming = arms.pieces[from + 1].place.routes[local]
    var pen = CornerPen(leaving.start)
    for segment in leaving.segments { pen.add(segment) }
    if !plan.stations[from].isRising, plan.stations[from + 1].isRising {
      let y = leaving.end.y + PageTuning.turn.below / 2
      pen.turn(at: Point(leaving.end.x, y), to: Point(coming.start.x, y))
      pen.turn(at: Point(coming.start.x, y), to: coming.start)
    } else {
      pen.jog(from: leaving.end, to: coming.start)
    }
    pen.line(to: coming.start)
    for segment in coming.segments { pen.add(segment) }
    return Route(start: leaving.start, segments: pen.segments, hasArrow: coming.hasArrow)
  }

  /// To the box between the arms, or from it up the rising arm.
  private func turn(_ link: Int) -> Route {
    guard let rect = arms.turn else { return Route(start: Point(0, 0)) }
    let y = (rect.minY + rect.maxY) / 2
    if plan.target(link) == plan.turn {
      guard let station = plan.stationOf[plan.source(link)], let exit = parts.exits[station] else {
        return Route(start: Point(0, 0))
      }
      let leaving = arms.pieces[station].place.routes[exit]
      var pen = CornerPen(leaving.start)
      for segment in leaving.segments { pen.add(segment) }
      pen.turn(at: Point(leaving.end.x, y), to: Point(rect.minX, y))
      pen.line(to: Point(rect.minX, y))
      return Route(start: leaving.start, segments: pen.segments)
    }
    guard let station = plan.stationOf[plan.target(link)], let local = parts.local[link] else {
      return Route(start: Point(0, 0))
    }
    let coming = arms.pieces[station].place.routes[local]
    var pen = CornerPen(Point(rect.maxX, y))
    pen.turn(at: Point(coming.start.x, y), to: coming.start)
    pen.line(to: coming.start)
    for segment in coming.segments { pen.add(segment) }
    return Route(start: Point(rect.maxX, y), segments: pen.segments, hasArrow: coming.hasArrow)
  }

  // MARK: Across

  /// Level where both ends are; else it changes its height just before the rising arm.
  private func skip(_ link: Int) -> Route {
    guard let (start, end) = ends(link) else { return Route(start: Point(0, 0)) }
    var pen = CornerPen(start)
    if abs(start.y - end.y) > 0.5 {
      let x = arms.gap.right - PageTuning.skipRoom.jog
      pen.turn(at: Point(x, start.y), to: Point(x, end.y))
      pen.turn(at: Point(x, end.y), to: end)
    }
    pen.line(to: Point(end.x, abs(start.y - end.y) > 0.5 ? end.y : start.y))
    return Route(start: start, segments: pen.segments)
  }

  func ends(_ link: Int) -> (Point, Point)? {
    guard let skip = arms.skips[link], let from = arms.rect(plan.source(link)),
      let to = arms.rect(plan.target(link))
    else { return nil }
    return (
      Point(from.maxX, (from.minY + from.maxY) / 2 + skip.leave),
      Point(to.minX, (to.minY + to.maxY) / 2 + skip.arrive)
    )
  }

  /// Puts a row of boxes to the right of the one that feeds it.
  private mutating func place(_ head: ScalePlan.Head) {
    guard let root = arms.rect(head.root) else { return }
    let y = (root.minY + root.maxY) / 2
    let station = plan.stationOf[head.root]
    let reach = station.map { arms.axes.right + arms.pieces[$0].reach.right } ?? root.maxX
    var (x, edge) = (root.maxX, Rows.frame(plan.panel.boxes[head.root], root).maxX)
    for (box, link) in zip(head.boxes, head.links) {
      let size = plan.panel.boxes[box].size
      let label = arms.label(link)
      var left = edge + max(PageTuning.headGap, label.map { $0.width + 2 * PageTuning.labelGap.beside } ?? 0)
      if x == root.maxX { left = max(left, reach + PageTuning.headGap / 2) }
      left.round(.up)
      placement.boxes[box] = Rect(Point(left, (y - size.height / 2).rounded()), size)
      placement.routes[link] = Route(start: Point(x, y), segments: [.line(Point(left, y))])
      if let label { add(label, of: link, from: edge, to: left - PageTuning.labelGap.beside, y) }
      x = left + size.width
      edge = Rows.frame(plan.panel.boxes[box], placement.boxes[box]).maxX
    }
  }
}
