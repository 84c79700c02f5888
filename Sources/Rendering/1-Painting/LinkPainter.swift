import DiagramModel

/// The look of the lines between boxes.
enum LinkPainter {
  static let width = 1.2
  static let arrowLength = 6.5
  static let arrowHalfWidth = 2.8
  /// How much of a line its arrowhead covers.
  static let covered = 4.0

  /// A panel's lines as one group, then all arrowheads as one path. Every line is a path; lines of one value that share a way are
  /// branches of one, so that nothing is drawn twice.
  static func items(_ links: some Sequence<(Link, Route)>, at origin: Point) -> [Scene.Item] {
    var branches = LineBranches()
    var arrows: [[Point]] = []
    for (link, route) in links {
      var route = route.moved(origin.x, origin.y)
      if route.hasArrow, let arrow = arrow(of: route) {
        arrows.append(arrow)
        shorten(&route, by: covered)
      }
      branches.add(path(of: route, link), of: link)
    }
    guard !branches.paths.isEmpty else { return [] }
    var lines = branches.paths.map { Scene.Item.path($0) }
    let pen = Scene.Group.Pen(stroke: .line, width: width)
    lines.insert(.begin(.init(role: .links, pen: pen)), at: 0)
    lines.append(.end)
    if let heads = path(ofArrows: arrows) { lines.append(.path(heads)) }
    return lines
  }

  private static func path(of route: Route, _ link: Link) -> Scene.Path {
    var last = route.start
    var steps: [Scene.Path.Step] = []
    for segment in route.segments {
      switch segment {
      case .line(let end): steps.append(.line(end))
      case .curve(let a, let b, let end):
        steps.append(isStraight(last, a, b, end) ? .line(end) : .curve(a, b, end))
      }
      last = segment.end
    }
    return Scene.Path(
      start: route.start, steps: steps, isDashed: link.style == .captured, link: link.value)
  }

  private static func path(ofArrows arrows: [[Point]]) -> Scene.Path? {
    guard let first = arrows.first?.first else { return nil }
    var steps: [Scene.Path.Step] = []
    for (index, arrow) in arrows.enumerated() {
      if index > 0 { steps.append(.move(arrow[0])) }
      steps += arrow.dropFirst().map { .line($0) }
      steps.append(.close)
    }
    return Scene.Path(start: first, steps: steps, fill: .line)
  }

  /// Tip and two corners; nil where a way has no length.
  private static func arrow(of route: Route) -> [Point]? {
    var shaft = route
    shorten(&shaft, by: arrowLength)
    let tip = route.end
    let (dx, dy) = (tip.x - shaft.end.x, tip.y - shaft.end.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0.01 else { return nil }
    let (ux, uy) = (dx / length, dy / length)
    let base = Point(tip.x - ux * arrowLength, tip.y - uy * arrowLength)
    return [
      tip, Point(base.x - uy * arrowHalfWidth, base.y + ux * arrowHalfWidth),
      Point(base.x + uy * arrowHalfWidth, base.y - ux * arrowHalfWidth),
    ]
  }

  /// Takes a length off the end of a way, at most half the way between the ends of its last piece.
  static func shorten(_ route: inout Route, by length: Double) {
    guard let last = route.segments.popLast() else { return }
    let start = route.end
    let tip = last.end
    switch last {
    case .line:
      let whole = distance(start, tip)
      let t = whole > 0 ? 1 - min(length / whole, 0.5) : 1
      route.segments.append(.line(between(start, tip, t)))
    case .curve(let a, let b, _):
      // The parameter where the curve is `length` away from its tip, by halving.
      let length = min(length, distance(start, tip) / 2)
      var (low, high) = (0.0, 1.0)
      for _ in 0..<20 {
        let t = (low + high) / 2
        let end = split(start, a, b, tip, at: t).end
        if distance(end, tip) > length { low = t } else { high = t }
      }
      route.segments.append(split(start, a, b, tip, at: high))
    }
  }

  /// The first part of a cubic Bézier curve up to a parameter (de Casteljau).
  private static func split(_ p: Point, _ a: Point, _ b: Point, _ q: Point, at t: Double) -> Route.Segment {
    let (pa, ab, bq) = (between(p, a, t), between(a, b, t), between(b, q, t))
    let (left, right) = (between(pa, ab, t), between(ab, bq, t))
    return .curve(pa, left, between(left, right, t))
  }

  /// Whether both control points lie on the line between the ends, within a twentieth of a pixel.
  private static func isStraight(_ p: Point, _ a: Point, _ b: Point, _ q: Point) -> Bool {
    let length = distance(p, q)
    guard length > 0.1 else { return false }
    for c in [a, b] {
      let across = (q.x - p.x) * (c.y - p.y) - (q.y - p.y) * (c.x - p.x)
      let along = (q.x - p.x) * (c.x - p.x) + (q.y - p.y) * (c.y - p.y)
      if abs(across) > 0.05 * length || along < 0 || along > length * length { return false }
    }
    return true
  }

  private static func distance(_ a: Point, _ b: Point) -> Double {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
  }

  private static func between(_ a: Point, _ b: Point, _ t: Double) -> Point {
    Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
  }
}
