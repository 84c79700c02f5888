import DiagramModel

extension Route {
  /// By piece: the smallest rectangle around it and its control points. Cost: linear in its pieces.
  var hulls: [Rect] {
    let starts = [start] + segments.map(\.end)
    return zip(starts, segments).map { Rect(around: Route(start: $0, segments: [$1]).hull) }
  }
}

extension Rect {
  /// The smallest rectangle around points.
  fileprivate init(around points: [Point]) {
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    self.init(Point(left, top), Size((xs.max() ?? 0) - left, (ys.max() ?? 0) - top))
  }
}
