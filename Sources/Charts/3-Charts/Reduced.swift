import DiagramModel

/// The ways through points that a picture can show: of all in one column of pixels the first, lowest, highest and last.
///
/// Points without a place end a way. Parts outside the frame are cut off. Cost: linear in the points; the result has no more than
/// a few points for each pixel of the frame's width, whatever their order.
func reduced(
  _ points: some Sequence<(Double, Double)>, _ x: AxisScale, _ y: AxisScale, within frame: Rect
) -> [[Point]] {
  var reduction = PixelReduction()
  for (a, b) in points {
    if let px = x.place(a), let py = y.place(b) { reduction.add(Point(px, py)) } else { reduction.endWay() }
  }
  reduction.endWay()
  let most = Int(min(max(frame.size.width, 1), 10_000)) * ChartTuning.mostPointsPerPixel
  return reduction.ways(atMost: most).flatMap { clipped($0, to: frame) }
}

/// Gathers points column by column.
private struct PixelReduction {
  private var finished: [[Point]] = []
  private var way: [Point] = []
  private var column = Int.min
  private var (first, low, high, last) = (Point(0, 0), Point(0, 0), Point(0, 0), Point(0, 0))
  private var (lowAt, highAt, count) = (0, 0, 0)

  mutating func add(_ point: Point) {
    let own = Int(min(max(point.x, -1e6), 1e6))
    if own != column || count == 0 {
      endColumn()
      column = own
      (first, low, high, last) = (point, point, point, point)
      (lowAt, highAt, count) = (0, 0, 1)
      return
    }
    if point.y < low.y { (low, lowAt) = (point, count) }
    if point.y > high.y { (high, highAt) = (point, count) }
    last = point
    count += 1
  }

  /// Appends the points of a column, each once, in the order in which they came.
  private mutating func endColumn() {
    guard count > 0 else { return }
    way.append(first)
    let inner = lowAt < highAt ? [(low, lowAt), (high, highAt)] : [(high, highAt), (low, lowAt)]
    for (point, at) in inner where at > 0 && at < count - 1 && way.last != point { way.append(point) }
    if count > 1 { way.append(last) }
    count = 0
  }

  mutating func endWay() {
    endColumn()
    if !way.isEmpty { finished.append(way) }
    way = []
  }

  /// All ways; where they have more points than `most`, every n-th of them.
  func ways(atMost most: Int) -> [[Point]] {
    let all = finished.reduce(0) { $0 + $1.count }
    guard all > most, most > 0 else { return finished }
    let every = (all + most - 1) / most
    var number = 0
    var kept: [[Point]] = []
    for way in finished {
      var thinned: [Point] = []
      for point in way {
        if number % every == 0 { thinned.append(point) }
        number += 1
      }
      if !thinned.isEmpty { kept.append(thinned) }
    }
    return kept
  }
}

/// The parts of a way inside a frame (Liang and Barsky 1984). A way of one point stays if it is inside.
func clipped(_ way: [Point], to frame: Rect) -> [[Point]] {
  func isInside(_ p: Point) -> Bool {
    p.x >= frame.minX - 0.01 && p.x <= frame.maxX + 0.01 && p.y >= frame.minY - 0.01
      && p.y <= frame.maxY + 0.01
  }
  if way.allSatisfy(isInside) { return [way] }
  var parts: [[Point]] = []
  for (a, b) in zip(way, way.dropFirst()) {
    guard let (from, to) = clippedLine(a, b, to: frame) else { continue }
    if let end = parts.last?.last, end == from {
      parts[parts.count - 1].append(to)
    } else {
      parts.append([from, to])
    }
  }
  return parts
}

private func clippedLine(_ a: Point, _ b: Point, to frame: Rect) -> (Point, Point)? {
  let (dx, dy) = (b.x - a.x, b.y - a.y)
  var (enter, leave) = (0.0, 1.0)
  for (p, q) in [
    (-dx, a.x - frame.minX), (dx, frame.maxX - a.x), (-dy, a.y - frame.minY), (dy, frame.maxY - a.y),
  ] {
    if p == 0 {
      if q < 0 { return nil }
    } else if p < 0 {
      enter = max(enter, q / p)
    } else {
      leave = min(leave, q / p)
    }
  }
  guard enter <= leave else { return nil }
  func at(_ t: Double) -> Point { t == 0 ? a : t == 1 ? b : Point(a.x + dx * t, a.y + dy * t) }
  return (at(enter), at(leave))
}
