import Charts
import DiagramModel

/// A heat map of one row, which needs no height.
struct RowChart: Chart {
  private let heat: HeatChart
  private static let height = 92.0

  init(_ heat: HeatChart) { self.heat = heat }

  var kind: String { heat.kind }
  var title: String { heat.title }
  var summary: String { heat.summary }
  var naturalSize: Size { Size(heat.naturalSize.width, Self.height) }

  func draw(in frame: Rect, on canvas: inout Canvas) { heat.draw(in: frame, on: &canvas) }
}
