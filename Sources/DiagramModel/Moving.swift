extension Rect {
  /// The same rectangle elsewhere: to the right and down by so much.
  public func moved(_ x: Double, _ y: Double) -> Rect { Rect(origin + Point(x, y), size) }
}

extension Route.Segment {
  fileprivate func map(_ change: (Point) -> Point) -> Route.Segment {
    switch self {
    case .line(let end): .line(change(end))
    case .curve(let a, let b, let end): .curve(change(a), change(b), change(end))
    }
  }

  /// The end, and the control points of a curve, between which it runs.
  fileprivate var points: [Point] {
    switch self {
    case .line(let end): [end]
    case .curve(let a, let b, let end): [a, b, end]
    }
  }
}

extension Route {
  /// The same way elsewhere: to the right and down by so much.
  public func moved(_ x: Double, _ y: Double) -> Route { map { $0 + Point(x, y) } }

  /// The way through other points. Cost: linear in its pieces.
  public func map(_ change: (Point) -> Point) -> Route {
    Route(start: change(start), segments: segments.map { $0.map(change) }, hasArrow: hasArrow)
  }

  /// Points whose hull it stays in. Cost: linear in its pieces.
  public var hull: [Point] { [start] + segments.flatMap(\.points) }
}
