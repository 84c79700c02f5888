import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// The key to the colours of an image: all of them in a row, with numbers.
struct ColorBar {
  let colors: ValueColors
  let title: String

  static let width = 9.0
  private static let gap = 12.0

  /// The ticks of an upright bar of a height.
  ///
  /// One that is too short for two round numbers has those of its ends: one number alone is no scale.
  private func ticks(_ height: Double, isLevel: Bool) -> Ticks {
    let ticks = Ticks(colors.range, length: height, isLevel: isLevel)
    let (low, high) = (colors.range.low, colors.range.high)
    guard ticks.labelled.count < 2, !isLevel, high > low, height >= Self.leastHeight else { return ticks }
    return Ticks([low, high].map { Tick(value: $0, label: NumberText.significant($0)) })
  }

  /// The height of an upright bar with room for two numbers.
  private static let leastHeight = 20.0

  /// The room that an upright bar of a height takes beside a plot.
  func room(height: Double) -> Double {
    Self.gap + Self.width + ChartTuning.tickLength + ChartTuning.tickGap + ticks(height, isLevel: false).width
  }

  /// Draws an upright bar to the right of a plot.
  func draw(rightOf plot: Rect, on canvas: inout Canvas) {
    let frame = Rect(Point(plot.maxX + Self.gap, plot.minY), Size(Self.width, plot.size.height))
    guard frame.size.height >= 8 else { return }
    image(in: frame, isLevel: false, on: &canvas)
    let ticks = ticks(frame.size.height, isLevel: false)
    let scale = AxisScale(colors.range, start: frame.maxY, end: frame.minY)
    canvas.ticks(ticks, on: scale, rightOf: frame)
    let words = [title, ticks.factor ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    canvas.text(
      words, .legend,
      at: Point(frame.maxX + ChartTuning.tickLength + ChartTuning.tickGap + ticks.width, frame.minY - 7),
      .end, maxWidth: max(40, plot.size.width / 2))
  }

  /// The height of a level bar with its numbers.
  static let levelHeight = 22.0

  /// Draws a level bar with its top left at a point.
  func drawLevel(at corner: Point, width: Double, on canvas: inout Canvas) {
    let inset = 14.0
    guard width > 4 * inset else { return }
    let frame = Rect(Point(corner.x, corner.y), Size(width - inset, 6))
    image(in: frame, isLevel: true, on: &canvas)
    let ticks = ticks(frame.size.width, isLevel: true)
    let scale = AxisScale(colors.range, start: frame.minX, end: frame.maxX)
    for tick in ticks.labelled {
      guard let place = scale.place(tick.value) else { continue }
      let isFirst = place - frame.minX < measure(tick.label, style: .tick).width / 2
      canvas.text(
        tick.label, .tick, at: Point(isFirst ? frame.minX : place, frame.maxY + 10),
        isFirst ? .start : .middle)
    }
    let words = [title, ticks.factor ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    canvas.text(words, .legend, at: Point(frame.maxX + 8, frame.maxY), maxWidth: 160)
  }

  private func image(in frame: Rect, isLevel: Bool, on canvas: inout Canvas) {
    let levels = (0...ColorScale.top).map { isLevel ? $0 : ColorScale.top - $0 }
    canvas.image(
      .init(
        frame: frame, columns: isLevel ? levels.count : 1, rows: isLevel ? 1 : levels.count,
        pixels: .levels(levels, colors.scale), title: ""))
    canvas.frames([frame])
  }
}

extension Canvas {
  /// The numbers of an upright key, to its right.
  mutating func ticks(_ ticks: Ticks, on scale: AxisScale, rightOf bar: Rect) {
    var lines: [(Point, Point)] = []
    for tick in ticks.labelled {
      guard let place = scale.place(tick.value) else { continue }
      lines.append((Point(bar.maxX, place), Point(bar.maxX + ChartTuning.tickLength, place)))
      text(
        tick.label, .tick,
        at: Point(bar.maxX + ChartTuning.tickLength + ChartTuning.tickGap, place + Canvas.drop(.tick)))
    }
    self.lines(lines, .chartAxis, width: ChartTuning.axisWidth)
  }
}
