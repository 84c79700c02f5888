import DiagramModel

/// The areas between two lines, a piece between gaps each; in every column of pixels from the lowest to the highest value.
/// What is beyond the frame is cut at it. Linear in the points.
func bandAreas(_ x: [Double], _ low: [Double], _ high: [Double], _ area: PlotArea) -> [[Point]] {
  var areas: [[Point]] = []
  var (upper, lower): ([Point], [Point]) = ([], [])
  var column = Int.min
  func finish() {
    // One place has no area: it is drawn a pixel wide.
    if upper.count == 1 {
      upper.append(upper[0] + Point(1, 0))
      lower.append(lower[0] + Point(1, 0))
    }
    if !upper.isEmpty { areas.append(upper + lower.reversed()) }
    (upper, lower, column) = ([], [], Int.min)
  }
  for (x, (low, high)) in zip(x, zip(low, high)) {
    guard let place = area.x.place(x), area.x.contains(x), let top = area.y.clampedPlace(max(low, high)),
      let bottom = area.y.clampedPlace(min(low, high))
    else {
      finish()
      continue
    }
    let own = Int(min(max(place, -1e6), 1e6))
    if own == column, let last = upper.last, let lastLow = lower.last {
      upper[upper.count - 1].y = min(last.y, top)
      lower[lower.count - 1].y = max(lastLow.y, bottom)
    } else {
      upper.append(Point(place, top))
      lower.append(Point(place, bottom))
      column = own
    }
  }
  finish()
  return areas
}
