import DiagramModel

extension Rect {
  /// The way around it, back to its start.
  var outline: [Point] { [origin, Point(maxX, minY), Point(maxX, maxY), Point(minX, maxY), origin] }

  /// Whether a point is inside, or a hair outside.
  func contains(_ point: Point) -> Bool {
    point.x >= minX - 0.1 && point.x <= maxX + 0.1 && point.y >= minY - 0.1 && point.y <= maxY + 0.1
  }
}
