import DiagramModel
import Rendering
import TextMetrics

/// The options of a choice where none can be chosen: each with its name above its charts, as many as a page bears, and the names
/// of the others.
struct OptionFlow {
  private let shown: [(label: String, flow: ChartFlow)]
  private let rows: FlowRows
  /// What is left out, as a sentence; empty for nothing.
  let note: String
  /// The room that the shown ones take.
  var size: Size { rows.size }

  init(_ options: [Sheet.ChartOption], width: Double) {
    func sizes(_ shown: [(label: String, flow: ChartFlow)]) -> [Size] {
      shown.map { label, flow in
        let name = min(measure(label, style: .head).width, width)
        return Size(max(flow.size.width, name), flow.size.height + SheetMetrics.headHeight)
      }
    }
    let first = options.prefix(SheetMetrics.mostOptions)
    var shown = first.map { ($0.label, ChartFlow($0.charts, width: width)) }
    while shown.count > 1, FlowRows(sizes(shown), width: width).size.height > SheetMetrics.choiceHeight {
      shown.removeLast()
    }
    self.shown = shown
    rows = FlowRows(sizes(shown), width: width)
    let left = options.dropFirst(shown.count).map(\.label)
    note = left.isEmpty ? "" : "Not shown: " + left.joined(separator: ", ") + "."
  }

  func draw(at corner: Point, on canvas: inout Canvas) {
    for (option, frame) in zip(shown, rows.frames) {
      let at = corner + frame.origin
      canvas.text(
        option.label, .head,
        at: Point(at.x, Canvas.baseline(.head, top: at.y, height: SheetMetrics.headHeight)),
        maxWidth: frame.size.width)
      option.flow.draw(at: Point(at.x, at.y + SheetMetrics.headHeight), on: &canvas)
    }
  }
}
