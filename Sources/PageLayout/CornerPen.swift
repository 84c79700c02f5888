import DiagramModel

/// Draws level and upright lines with rounded corners.
struct CornerPen {
  private(set) var segments: [Route.Segment] = []
  private var at: Point
  /// Where the last straight piece began.
  private var before: Point

  /// How far along its tangents a quarter of a circle has its control points, as a part of the radius.
  private static let roundness = 0.5523

  init(_ start: Point) { (at, before) = (start, start) }

  mutating func line(to point: Point) {
    guard point != at else { return }
    if case .line(let end)? = segments.last, end == at, isUpright(before, at), isUpright(at, point) {
      segments.removeLast()
    } else {
      before = at
    }
    segments.append(.line(point))
    at = point
  }

  /// Draws a piece of another way. A straight one goes on with the last one where that has its direction.
  mutating func add(_ segment: Route.Segment) {
    switch segment {
    case .line(let end): line(to: end)
    case .curve:
      segments.append(segment)
      at = segment.end
    }
  }

  /// Goes upright to a point, with a level piece half way where it is not right above or below.
  mutating func jog(from start: Point, to end: Point) {
    guard abs(start.x - end.x) > 0.01 else { return line(to: end) }
    let middle = (start.y + end.y) / 2
    turn(at: Point(start.x, middle), to: Point(end.x, middle))
    turn(at: Point(end.x, middle), to: end)
  }

  /// Goes to a corner, and round it as far as the ways before and behind it allow.
  mutating func turn(at corner: Point, to next: Point) {
    let before = length(at, corner)
    let behind = length(corner, next)
    let radius = min(PageTuning.corner, before, behind / 2)
    guard radius > 0 else { return line(to: corner) }
    let start = point(from: corner, to: at, radius)
    let end = point(from: corner, to: next, radius)
    line(to: start)
    let bend = radius * (1 - Self.roundness)
    segments.append(.curve(point(from: corner, to: at, bend), point(from: corner, to: next, bend), end))
    at = end
  }

  private func isUpright(_ a: Point, _ b: Point) -> Bool { abs(a.x - b.x) < 0.01 }

  /// Ways are level or upright.
  private func length(_ a: Point, _ b: Point) -> Double { max(abs(a.x - b.x), abs(a.y - b.y)) }

  private func point(from a: Point, to b: Point, _ length: Double) -> Point {
    let whole = self.length(a, b)
    guard whole > 0 else { return a }
    let part = length / whole
    return Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
  }
}
