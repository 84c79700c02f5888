import DiagramModel
import Rendering

/// Points of data over areas: shapes by class, with a border of the page's colour, hollow ones where the model is wrong.
struct RegionPoints {
  /// The places of all that are drawn.
  private(set) var all: [Point] = []
  private var right: [Int: [Point]] = [:]
  private var wrong: [Int: [Point]] = [:]

  init(_ points: [RegionChart.Datum], in area: PlotArea) {
    // Points that cannot be told apart are one, of more than fit some at equal distances.
    var taken: Set<[Int]> = []
    var placed: [(RegionChart.Datum, Point)] = []
    for point in points {
      guard let at = area.place(point.x, point.y), area.frame.contains(at) else { continue }
      let key = [Int(at.x * 2), Int(at.y * 2), point.group, point.isWrong ? 1 : 0]
      if taken.insert(key).inserted { placed.append((point, at)) }
    }
    let step = max(1, (placed.count + ChartTuning.mostPoints - 1) / ChartTuning.mostPoints)
    for place in stride(from: 0, to: placed.count, by: step) {
      let (point, at) = placed[place]
      all.append(at)
      if point.isWrong {
        wrong[point.group, default: []].append(at)
      } else {
        right[point.group, default: []].append(at)
      }
    }
  }

  func draw(on canvas: inout Canvas) {
    let isMany = all.count > ChartTuning.manyPoints
    let size = ChartTuning.pointSize * (isMany ? 0.75 : 1)
    for group in right.keys.sorted() {
      let points = right[group] ?? []
      // A border would cover the points beside it, so all borders come first.
      canvas.markers(points, Marker(class: group), size: size, .page, border: .page, width: 1)
      canvas.markers(points, Marker(class: group), size: size, .series(group))
    }
    for group in wrong.keys.sorted() {
      canvas.markers(
        wrong[group] ?? [], Marker(class: group), size: size, .page, border: .series(group),
        width: isMany ? 0.9 : 1.2)
    }
  }
}
