import Charts
import Explaining

extension ExplanationCharts {
  /// Classes over a plane, with the data whose classes are known.
  func chart(_ boundary: Explanation.Boundary) -> RegionChart {
    let grid = boundary.grid
    let points = boundary.points.compactMap { point in
      point.known.map { RegionChart.Datum(point.x, point.y, group: $0, isWrong: $0 != point.said) }
    }
    return RegionChart(
      RegionChart.Plane(
        x: grid.x, y: grid.y, classes: grid.classes, confidence: grid.confidence, second: grid.second),
      points: points, classes: report.classes.map(shown), x: Axis(shown(boundary.names.x)),
      y: Axis(shown(boundary.names.y)))
  }
}
