import DiagramModel
import Rendering

/// The shapes of points: classes differ in shape as well as in colour.
enum Marker: Int, CaseIterable, Sendable {
  case disc, square, triangle, diamond, cross, wedge, plus, ring

  /// The shape of a class. Colours begin again after eight classes, with the next shape each.
  init(class number: Int) {
    let number = max(0, number)
    self = Self.allCases[(number % 64 + number % 64 / 8) % Self.allCases.count]
  }

  /// The shape around a point, as steps after a start; `size` is the radius of the disc. All have about the same area.
  func outline(at p: Point, size r: Double) -> (start: Point, steps: [Scene.Path.Step]) {
    func polygon(_ corners: [(Double, Double)]) -> (Point, [Scene.Path.Step]) {
      let points = corners.map { Point(p.x + $0.0 * r, p.y + $0.1 * r) }
      return (points[0], points.dropFirst().map { .line($0) } + [.close])
    }
    switch self {
    case .disc: return Self.circle(p, r)
    case .square: return polygon([(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)])
    case .triangle: return polygon([(0, -1.25), (1.2, 0.85), (-1.2, 0.85)])
    case .wedge: return polygon([(0, 1.25), (1.2, -0.85), (-1.2, -0.85)])
    case .diamond: return polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])
    case .cross:
      return polygon([
        (-1.2, -0.75), (-0.75, -1.2), (0, -0.45), (0.75, -1.2), (1.2, -0.75), (0.45, 0), (1.2, 0.75),
        (0.75, 1.2),
        (0, 0.45), (-0.75, 1.2), (-1.2, 0.75), (-0.45, 0),
      ])
    case .plus:
      return polygon([
        (-0.32, -1.3), (0.32, -1.3), (0.32, -0.32), (1.3, -0.32), (1.3, 0.32), (0.32, 0.32), (0.32, 1.3),
        (-0.32, 1.3),
        (-0.32, 0.32), (-1.3, 0.32), (-1.3, -0.32), (-0.32, -0.32),
      ])
    case .ring:
      // The hole runs the other way, by four curves, so that it stays empty.
      let outer = Self.circle(p, r * 1.1)
      return (outer.0, outer.1 + Self.hole(p, r * 0.6))
    }
  }

  private static func circle(_ p: Point, _ r: Double) -> (Point, [Scene.Path.Step]) {
    (
      Point(p.x - r, p.y),
      [
        .corner(r, Point(p.x, p.y - r)), .corner(r, Point(p.x + r, p.y)), .corner(r, Point(p.x, p.y + r)),
        .corner(r, Point(p.x - r, p.y)), .close,
      ]
    )
  }

  private static func hole(_ p: Point, _ r: Double) -> [Scene.Path.Step] {
    // The control points of a quarter circle are so far from its ends.
    let k = r * 0.5523
    func at(_ x: Double, _ y: Double) -> Point { Point(p.x + x, p.y + y) }
    return [
      .move(at(-r, 0)), .curve(at(-r, k), at(-k, r), at(0, r)), .curve(at(k, r), at(r, k), at(r, 0)),
      .curve(at(r, -k), at(k, -r), at(0, -r)), .curve(at(-k, -r), at(-r, -k), at(-r, 0)), .close,
    ]
  }
}

extension Canvas {
  /// Points of one shape and colour as one path, perhaps with a border.
  mutating func markers(
    _ points: [Point], _ marker: Marker, size: Double, _ fill: Paint, border: Paint? = nil,
    width: Double? = nil
  ) {
    guard let first = points.first else { return }
    let start = marker.outline(at: first, size: size)
    var path = Scene.Path(start: start.start, steps: start.steps, fill: fill, stroke: border, width: width)
    for point in points.dropFirst() {
      let next = marker.outline(at: point, size: size)
      path.steps.append(.move(next.start))
      path.steps += next.steps
    }
    self.path(path)
  }
}
