import DiagramModel

/// The look of the histogram of weights on a card.
enum SparkPainter {
  private static let axisWidth = 0.8
  /// Marks of what lies beyond the ends.
  private static let mark = 1.6

  /// A histogram with its upper left corner at a point, as a group.
  static func items(_ spark: Spark, _ card: Card, at corner: Point) -> [Scene.Item] {
    // Where colours show shares, the ground may be of the bars' own colour.
    let ink = card.heat == nil ? Paint.curve : .text(.detail)
    let base = corner.y + Metrics.spark.height
    let axis = Scene.Path(
      start: Point(corner.x, base), steps: [.line(Point(corner.x + Metrics.spark.width, base))],
      stroke: .axis,
      width: axisWidth)
    var items: [Scene.Item] = [.begin(.init(role: .glyph)), .path(axis)]
    let width = Metrics.spark.width / Double(max(1, spark.heights.count))
    var bars = Scene.Path(start: Point(corner.x, base), steps: [], fill: ink)
    for (place, height) in spark.heights.enumerated() {
      let left = corner.x + Double(place) * width
      let top = base - Double(height) / 10
      bars.steps += [.line(Point(left, top)), .line(Point(left + width, top))]
    }
    bars.steps += [.line(Point(corner.x + Metrics.spark.width, base)), .close]
    items.append(.path(bars))
    for (isThere, left) in [
      (spark.hasBelow, corner.x - 2 * mark), (spark.hasAbove, corner.x + Metrics.spark.width + mark),
    ] where isThere {
      items.append(
        .rect(
          .init(frame: Rect(Point(left, base - mark), Size(mark, mark)), radius: 0, fill: ink, stroke: nil)))
    }
    items.append(.end)
    return items
  }
}
