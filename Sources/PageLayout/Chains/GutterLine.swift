import DiagramModel

/// The line from the end of a column to the start of the next: down, up in the gutter, and down into the first box.
struct GutterLine {
  /// Where it leaves the last box and meets the first.
  let start: Point
  let end: Point
  /// The gutter's middle, and how far up and down the line goes.
  let gutter: Double
  let top: Double
  let bottom: Double
  let hasArrow: Bool
  let label: TextLine?

  /// The way, with rounded corners.
  var route: Route {
    var pen = CornerPen(start)
    pen.turn(at: Point(start.x, bottom), to: Point(gutter, bottom))
    pen.turn(at: Point(gutter, bottom), to: Point(gutter, top))
    pen.turn(at: Point(gutter, top), to: Point(end.x, top))
    pen.turn(at: Point(end.x, top), to: end)
    pen.line(to: end)
    return Route(start: start, segments: pen.segments, hasArrow: hasArrow)
  }

  /// Where the label stands: above the line's upper piece, in its middle, or beyond its end where it is longer.
  var labelRect: Rect? {
    guard let label else { return nil }
    let middle = (gutter + end.x - label.width) / 2
    let height = label.style.lineHeight
    let y = top - PageTuning.labelGap.below - height
    return Rect(Point(max(gutter, middle), y), Size(label.width, height))
  }
}

/// Draws level and upright lines with rounded corners.
private struct CornerPen {
  private(set) var segments: [Route.Segment] = []
  private var at: Point

  /// How far along its tangents a quarter of a circle has its control points, as a part of the radius.
  private static let roundness = 0.5523

  init(_ start: Point) { at = start }

  mutating func line(to point: Point) {
    guard point != at else { return }
    segments.append(.line(point))
    at = point
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

  /// Ways are level or upright.
  private func length(_ a: Point, _ b: Point) -> Double { max(abs(a.x - b.x), abs(a.y - b.y)) }

  private func point(from a: Point, to b: Point, _ length: Double) -> Point {
    let whole = self.length(a, b)
    guard whole > 0 else { return a }
    let part = length / whole
    return Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
  }
}
