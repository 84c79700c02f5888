import Charts
import DiagramModel
import Idioms
import Rendering
import TextMetrics
import TextOutput

/// What a softmax does, by example: some numbers, and beside them what becomes of them.
struct SharesChart: Chart {
  let isLogarithm: Bool

  var kind: String { "shares" }
  var title: String { "" }
  var naturalSize: Size { Size(SheetTuning.curveWidth, SheetTuning.curveHeight) }

  var summary: String {
    let pairs = zip(SharesSample.scores, SharesSample.shares(isLogarithm: isLogarithm)).map {
      "\(NumberText.significant($0, digits: 2)) becomes \(NumberText.significant($1, digits: 2))"
    }
    return pairs.joined(separator: ", ") + "."
  }

  private static let gap = 26.0
  /// Above and below the columns: their numbers, and what they are.
  private static let above = 18.0
  private static let below = 34.0

  func draw(in frame: Rect, on canvas: inout Canvas) {
    let width = (frame.size.width - Self.gap) / 2
    guard width > 40, frame.size.height > 70 else { return }
    let left = Rect(frame.origin, Size(width, frame.size.height))
    let right = Rect(Point(frame.minX + width + Self.gap, frame.minY), left.size)
    draw(SharesSample.scores, "scores", .tint(6, .middle), in: left, on: &canvas)
    draw(
      SharesSample.shares(isLogarithm: isLogarithm), isLogarithm ? "log shares" : "shares", .tint(0, .strong),
      in: right,
      on: &canvas)
  }

  private func draw(
    _ values: [Double], _ name: String, _ fill: Paint, in frame: Rect, on canvas: inout Canvas
  ) {
    let longest = values.reduce(0) { max($0, abs($1)) }
    let room = frame.size.height - Self.above - Self.below
    let hangs = values.contains { $0 < 0 }
    let base = hangs ? frame.minY + Self.above : frame.maxY - Self.below
    let step = frame.size.width / Double(values.count)
    var bars: [Rect] = []
    for (place, value) in values.enumerated() {
      let length = abs(value) / longest * room
      let x = frame.minX + (Double(place) + 0.5) * step
      bars.append(Rect(Point(x - step * 0.32, hangs ? base : base - length), Size(step * 0.64, length)))
      canvas.text(
        NumberText.significant(value, digits: 2), .tick,
        at: Point(x, hangs ? base + length + 11 : base - length - 4),
        .middle)
    }
    canvas.rects(bars, fill)
    canvas.line(Point(frame.minX, base), Point(frame.maxX, base), .chartAxis, width: 0.8)
    canvas.text(
      name, .legend, at: Point(frame.midX, frame.maxY - Self.below + 16), .middle, maxWidth: frame.size.width)
  }
}
