import DiagramModel
import Rendering

/// Charts beside each other, in rows no wider than a page.
struct ChartFlow {
  private let charts: [any Chart]
  private let rows: FlowRows
  /// The room that they take.
  var size: Size { rows.size }

  init(_ charts: [any Chart], width: Double) {
    self.charts = charts
    rows = FlowRows(charts.map(\.naturalSize), width: width)
  }

  /// The charts alone on a page.
  func scene(_ title: String) -> Scene {
    let margin = SheetMetrics.optionMargin
    let page = Size(size.width + 2 * margin, size.height + 2 * margin)
    var canvas = Canvas()
    draw(at: Point(margin, margin), on: &canvas)
    let ground = Scene.Item.rect(.init(frame: Rect(Point(0, 0), page), fill: .page))
    return Scene(size: page, title: title, summary: "", items: [ground] + canvas.items)
  }

  func draw(at corner: Point, on canvas: inout Canvas) {
    for (chart, frame) in zip(charts, rows.frames) {
      canvas.draw(chart, in: Rect(corner + frame.origin, frame.size))
    }
  }
}
