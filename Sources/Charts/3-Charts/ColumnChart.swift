import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// Numbers side by side as upright bars from 0, up and down, over their place: a vector.
public struct ColumnChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The numbers. Those that are not finite are left out.
  public var values: [Double]
  /// What the places are.
  public var x: Axis
  /// The number of the series whose colour it has.
  public var series: Int

  /// Makes bars.
  public init(title: String = "", _ values: [Double], x: Axis = Axis("", isWhole: true), series: Int = 0) {
    (self.title, self.values, self.x, self.series) = (title, values, x, series)
  }

  /// See ``Chart/kind``.
  public var kind: String { "columns" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size { Size(min(max(7 * Double(values.count) + 50, 170), 420), 150) }

  /// See ``Chart/summary``.
  public var summary: String {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return "No values." }
    return "\(values.count) values from \(NumberText.significant(low)) to \(NumberText.significant(high))."
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    let shown = values + [0]
    let y = Axis()
    let level = AxisRange(
      Axis(range: -0.5...(Double(max(values.count, 1)) - 0.5)), low: 0, high: Double(max(values.count, 1)))
    let plot = PlotFrame(frame, title: title, x: x, level, y: y, AxisRange(y, over: shown))
    plot.drawTitles(on: &canvas)
    guard let area = plot.area else { return }
    area.drawGrid(on: &canvas)
    let half = area.frame.size.width / Double(max(values.count, 1)) / 2
    let width = half >= 2 ? half - 0.35 : half
    var bars: [Rect] = []
    for (place, value) in values.enumerated() where value.isFinite && value != 0 {
      guard let foot = area.place(Double(place), 0), let end = area.place(Double(place), value) else {
        continue
      }
      // What is there is seen.
      let height = max(abs(foot.y - end.y), 0.6)
      let top = value > 0 ? foot.y - height : foot.y
      bars.append(Rect(Point(foot.x - width, top), Size(2 * width, height)))
    }
    canvas.rects(bars, .series(series))
    if let foot = area.place(0, 0) {
      canvas.line(
        Point(area.frame.minX, foot.y), Point(area.frame.maxX, foot.y), .chartAxis,
        width: ChartTuning.axisWidth)
    }
    area.drawAxes(on: &canvas)
  }
}
