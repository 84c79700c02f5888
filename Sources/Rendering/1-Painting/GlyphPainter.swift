import DiagramModel

/// The look of glyphs: hairlines for the axes, and a curve or bars in the colour of activations.
enum GlyphPainter {
  static let curveWidth = 1.4
  static let axisWidth = 0.8

  /// Below a heading, how far a glyph keeps from the middle of the lines there: the heading's letters reach down to them.
  private static let sink = 1.0

  /// The upper left corner of a glyph in a card whose text ends at `right` and begins at `top`.
  static func place(in card: Card, right: Double, top: Double) -> Point {
    let heading = card.heading.style.lineHeight
    let left = right - Metrics.glyph.width
    guard card.hasGlyphBelow else { return Point(left, top + (heading - Metrics.glyph.height) / 2) }
    let lines = card.lines.reduce(0) { $0 + $1.style.lineHeight }
    return Point(left, top + heading + (lines - Metrics.glyph.height) / 2 + sink)
  }

  /// A glyph with its upper left corner at a point, as a group.
  static func items(_ glyph: Glyph, _ card: Card, at corner: Point) -> [Scene.Item] {
    // Where colours show shares, the ground may be of the kind's own colour.
    let ink = card.heat == nil ? Paint.curve : .text(.detail)
    var items: [Scene.Item] = [.begin(.init(role: .glyph)), .path(axes(glyph, at: corner))]
    if let first = glyph.bars.first {
      var bars = Scene.Path(start: corner + first.origin, steps: [], fill: ink)
      for bar in glyph.bars {
        if bar != first { bars.steps.append(.move(corner + bar.origin)) }
        bars.steps += [
          .line(corner + Point(bar.maxX, bar.minY)), .line(corner + Point(bar.maxX, bar.maxY)),
          .line(corner + Point(bar.minX, bar.maxY)), .close,
        ]
      }
      items.append(.path(bars))
    }
    if let first = glyph.curve.first?.first {
      var curve = Scene.Path(start: corner + first, steps: [], stroke: ink, width: curveWidth)
      for (number, piece) in glyph.curve.enumerated() {
        if number > 0, let start = piece.first { curve.steps.append(.move(corner + start)) }
        curve.steps += piece.dropFirst().map { .line(corner + $0) }
      }
      items.append(.path(curve))
    }
    items.append(.end)
    return items
  }

  private static func axes(_ glyph: Glyph, at corner: Point) -> Scene.Path {
    let level = corner.y + glyph.origin.y
    var axes = Scene.Path(
      start: Point(corner.x, level), steps: [.line(Point(corner.x + Metrics.glyph.width, level))],
      stroke: .axis, width: axisWidth)
    if glyph.hasUpright {
      let upright = corner.x + glyph.origin.x
      axes.steps += [.move(Point(upright, corner.y)), .line(Point(upright, corner.y + Metrics.glyph.height))]
    }
    return axes
  }
}
