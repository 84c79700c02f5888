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
