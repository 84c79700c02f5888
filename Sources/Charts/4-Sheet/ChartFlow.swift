import DiagramModel
import Rendering

/// Charts beside each other, in rows no wider than a page.
struct ChartFlow {
  private let places: [(chart: any Chart, frame: Rect)]
  /// The room that they take.
  let size: Size

  init(_ charts: [any Chart], width: Double) {
    var places: [(any Chart, Rect)] = []
    var (x, y, rowHeight, widest) = (0.0, 0.0, 0.0, 0.0)
    for chart in charts {
      let own = chart.naturalSize
      if x > 0, x + own.width > width {
        y += rowHeight + SheetMetrics.chartRowGap
        (x, rowHeight) = (0, 0)
      }
      let frame = Rect(Point(x, y), Size(min(own.width, max(width, 1)), own.height))
      places.append((chart, frame))
      x += frame.size.width + SheetMetrics.chartGap
      rowHeight = max(rowHeight, own.height)
      widest = max(widest, frame.maxX)
    }
    self.places = places
    size = Size(widest, y + rowHeight)
  }

  func draw(at corner: Point, on canvas: inout Canvas) {
    for (chart, frame) in places { canvas.draw(chart, in: Rect(corner + frame.origin, frame.size)) }
  }
}
