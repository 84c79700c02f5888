import DiagramModel

/// Draws a line downwards.
struct Pen {
  private let start: Point
  private var at: Point
  private var segments: [Route.Segment] = []

  init(_ start: Point) {
    self.start = start
    at = start
  }

  /// Goes straight down to a bend and through it to another x; without a bend, it leaves the rest to later.
  mutating func bend(to x: Double, _ top: Double, _ bottom: Double) {
    guard abs(x - at.x) > 0.01 else { return }
    line(to: top)
    let middle = (top + bottom) / 2
    let end = Point(x, bottom)
    segments.append(.curve(Point(at.x, middle), Point(x, middle), end))
    at = end
  }

  mutating func line(to y: Double) {
    guard y > at.y else { return }
    at = Point(at.x, y)
    segments.append(.line(at))
  }

  func route(isReversed: Bool, hasArrow: Bool) -> Route {
    guard isReversed else { return Route(start: start, segments: segments, hasArrow: hasArrow) }
    var back: [Route.Segment] = []
    for (index, segment) in segments.enumerated().reversed() {
      let end = index > 0 ? segments[index - 1].end : start
      switch segment {
      case .line: back.append(.line(end))
      case .curve(let a, let b, _): back.append(.curve(b, a, end))
      }
    }
    return Route(start: at, segments: back, hasArrow: hasArrow)
  }
}
