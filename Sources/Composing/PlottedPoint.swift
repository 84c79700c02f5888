import DiagramModel

/// A point of a curve in hundredths of a pixel, so that what is left out of a curve is decided in whole numbers, on every
/// machine alike.
struct PlottedPoint: Equatable {
  let x, y: Int

  /// A point in pixels. Both are finite and within a frame of a few pixels.
  init(x: Double, y: Double) {
    self.x = Self.hundredths(x)
    self.y = Self.hundredths(y)
  }

  static func hundredths(_ pixels: Double) -> Int { Int((pixels * 100).rounded()) }

  /// In pixels, rounded to tenths.
  var tenths: Point {
    Point((Double(x) / 10).rounded() / 10, (Double(y) / 10).rounded() / 10)
  }

  /// How far, in hundredths of a pixel, a curve may pass a point that is left out: no eye sees it.
  private static let tolerance = 7

  /// A curve without the points that lie on the straight line between those that stay, after Douglas and Peucker (1973).
  ///
  /// Cost: linear times the points that stay.
  static func simplified(_ points: [PlottedPoint]) -> [PlottedPoint] {
    guard points.count > 2 else { return points }
    var stays = [Bool](repeating: false, count: points.count)
    (stays[0], stays[points.count - 1]) = (true, true)
    var stretches = [(0, points.count - 1)]
    while let (first, last) = stretches.popLast() {
      let (dx, dy) = (points[last].x - points[first].x, points[last].y - points[first].y)
      var farthest = (place: first, area: 0)
      for place in first..<last {
        let area = abs(dx * (points[place].y - points[first].y) - dy * (points[place].x - points[first].x))
        if area > farthest.area { farthest = (place, area) }
      }
      // The area is the distance times the length of the line.
      guard farthest.area * farthest.area > tolerance * tolerance * (dx * dx + dy * dy) else { continue }
      stays[farthest.place] = true
      stretches += [(first, farthest.place), (farthest.place, last)]
    }
    return points.indices.filter { stays[$0] }.map { points[$0] }
  }
}
