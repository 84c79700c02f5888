import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// How contributions lead from a base value to the output: a bar each, read from the bottom, which starts where the one below
/// it ends. The largest is at the top.
public struct WaterfallChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// Where the bars start: the mean output over a background.
  public var base: Double
  /// What moves the output, in any order.
  public var contributions: [Contribution]
  /// What the model says; nil for the sum. Where the bars do not lead there, a grey one fills the gap.
  public var output: Double?
  /// The most bars; the other contributions are one bar together.
  public var most: Int
  /// What base and output are called.
  public var names: (base: String, output: String)
  /// What the values are; below the axis.
  public var unit: String

  /// What one feature adds.
  public struct Contribution: Sendable, Equatable {
    /// The feature, with its value: `petal length = 4.7`.
    public var label: String
    /// What it adds to the output; one that is not finite counts as 0, and is told.
    public var value: Double

    /// Makes a contribution.
    public init(_ label: String, _ value: Double) { (self.label, self.value) = (label, value) }
  }

  /// Makes a waterfall.
  ///
  /// - Parameters:
  ///   - title: what it is about.
  ///   - base: where the bars start.
  ///   - contributions: what moves the output, in any order.
  ///   - output: what the model says; nil for the sum.
  ///   - most: the most bars; the other contributions are one bar together.
  ///   - names: what base and output are called.
  ///   - unit: what the values are.
  public init(
    title: String = "", base: Double, _ contributions: [Contribution], output: Double? = nil, most: Int = 12,
    names: (base: String, output: String) = ("E[f(x)]", "f(x)"), unit: String = ""
  ) {
    (self.title, self.base, self.contributions, self.output) = (title, base, contributions, output)
    (self.most, self.names, self.unit) = (max(1, most), names, unit)
  }

  /// See ``Chart/kind``.
  public var kind: String { "waterfall" }

  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    Size(
      460,
      Self.head(title) + Double(WaterfallSteps(self).all.count) * Self.rowHeight + PlotArea.below(Axis())
        + Self.lineHeight + (unit.isEmpty ? 0 : ChartTuning.axisTitleHeight))
  }

  /// See ``Chart/summary``.
  public var summary: String {
    let steps = WaterfallSteps(self)
    guard !steps.all.isEmpty else { return "No contributions." }
    let parts = steps.all.map { "\($0.label) \($0.text)" }.joined(separator: ", ")
    return "From \(baseText) to \(outputText(steps)): \(parts)."
  }

  private static let rowHeight = 22.0
  private static let barHeight = 13.0
  /// The point of a bar, which shows its way.
  private static let tip = 5.0
  private static let lineHeight = 16.0

  private static func head(_ title: String) -> Double {
    (title.isEmpty ? 0 : ChartTuning.titleHeight) + lineHeight + 2
  }

  private var baseText: String { names.base + " = " + NumberText.significant(base) }
  private func outputText(_ steps: WaterfallSteps) -> String {
    names.output + " = " + NumberText.significant(steps.end)
  }

  /// Draws into a frame. Cost: that of sorting the contributions.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    canvas.chartTitle(title, in: frame)
    let steps = WaterfallSteps(self)
    let rows = steps.all
    let top = frame.minY + Self.head(title)
    let bottom =
      frame.maxY - PlotArea.below(Axis()) - Self.lineHeight - (unit.isEmpty ? 0 : ChartTuning.axisTitleHeight)
    guard !rows.isEmpty, bottom - top >= 2, let area = area(frame, steps, top, bottom) else { return }
    let height = area.frame.size.height / Double(rows.count)
    drawRows(rows, area, height, left: frame.minX, on: &canvas)
    drawEnds(steps, area, height, in: frame, on: &canvas)
    area.drawLevel(on: &canvas)
    let middle = area.frame.midX
    canvas.text(
      unit, .legend, at: Point(middle, area.frame.maxY + PlotArea.below(Axis()) + Self.lineHeight + 10),
      .middle,
      maxWidth: area.frame.size.width)
  }

  /// The plot, with room for names on its left and for numbers beyond bars; nil where there is no room.
  private func area(_ frame: Rect, _ steps: WaterfallSteps, _ top: Double, _ bottom: Double) -> PlotArea? {
    let names = steps.all.reduce(0) {
      max(
        $0,
        shorten($1.label, style: .cell, maxWidth: frame.size.width * ChartTuning.rowLabelShare).width)
    }
    let numbers = steps.all.map { measure($0.text, style: .tick).width + Self.tip + 4 }
    func room(isDown: Bool) -> Double {
      zip(steps.all, numbers).reduce(0) { $1.0.isDown == isDown ? max($0, $1.1) : $0 }
    }
    let left = frame.minX + names + 10 + room(isDown: true)
    let width = frame.maxX - room(isDown: false) - left
    guard width >= 8 else { return nil }
    let axis = Axis(endsRound: false)
    let range = AxisRange(axis, over: steps.all.flatMap { [$0.start, $0.end] } + [steps.start, steps.end])
    let upright = Gauge(Axis(), AxisRange(Axis(), low: 0, high: 1), length: bottom - top, isLevel: false)
    return PlotArea(
      frame: Rect(Point(left, top), Size(width, bottom - top)),
      x: Gauge(axis, range, length: width, isLevel: true), y: upright)
  }

  private func drawRows(
    _ rows: [WaterfallSteps.Step], _ area: PlotArea, _ height: Double, left: Double, on canvas: inout Canvas
  ) {
    let thick = min(Self.barHeight, height * 0.7)
    var shapes: [Paint: [[Point]]] = [:]
    var joins: [(Point, Point)] = []
    for (number, row) in rows.enumerated() {
      let middle = area.frame.minY + (Double(number) + 0.5) * height
      guard let start = area.x.clampedPlace(row.start), let end = area.x.clampedPlace(row.end) else {
        continue
      }
      shapes[row.paint, default: []].append(Self.arrow(start, end, middle, thick))
      if number > 0 {
        joins.append((Point(end, middle - height + thick / 2), Point(end, middle - thick / 2)))
      }
      guard height >= 9 else { continue }
      let room = area.frame.minX - left
      canvas.text(
        shorten(row.label, style: .cell, maxWidth: room - 10).text, .cell,
        at: Point(left, middle + Canvas.drop(.cell)), maxWidth: room, fill: row.isSum ? .text(.small) : nil)
      canvas.text(
        row.text, .tick, at: Point(end + (row.isDown ? -4 : 4), middle + Canvas.drop(.tick)),
        row.isDown ? .end : .start)
    }
    canvas.lines(joins, .chartAxis, width: ChartTuning.axisWidth)
    for paint in [WaterfallSteps.up, WaterfallSteps.down, WaterfallSteps.gap] {
      canvas.polygons(shapes[paint] ?? [], paint)
    }
  }

  /// A bar with a point at its end; one of nothing is a stroke.
  private static func arrow(_ start: Double, _ end: Double, _ middle: Double, _ thick: Double) -> [Point] {
    let (top, bottom) = (middle - thick / 2, middle + thick / 2)
    guard abs(end - start) >= 0.8 else {
      let (left, right) = (min(start, end) - 0.4, max(start, end) + 0.4)
      return [Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)]
    }
    let neck = end - (end > start ? 1 : -1) * min(tip, abs(end - start))
    return [
      Point(start, top), Point(neck, top), Point(end, middle), Point(neck, bottom), Point(start, bottom),
    ]
  }

  /// Where the bars start and end, as dashed lines with their numbers.
  private func drawEnds(
    _ steps: WaterfallSteps, _ area: PlotArea, _ height: Double, in frame: Rect, on canvas: inout Canvas
  ) {
    let plot = area.frame
    let thick = min(Self.barHeight, height * 0.7)
    guard let from = area.x.clampedPlace(steps.start), let to = area.x.clampedPlace(steps.end) else { return }
    canvas.polylines(
      [[Point(from, plot.maxY - height / 2 + thick / 2), Point(from, plot.maxY)]], .chartAxis,
      width: ChartTuning.axisWidth, isDashed: true)
    canvas.polylines(
      [[Point(to, plot.minY - 2), Point(to, plot.minY + height / 2 - thick / 2)]], .chartAxis,
      width: ChartTuning.axisWidth, isDashed: true)
    func label(_ text: String, at place: Double, baseline: Double) {
      let line = shorten(text, style: .head, maxWidth: frame.size.width)
      let half = line.width / 2
      let middle = min(max(place, frame.minX + half), frame.maxX - half)
      canvas.text(line.text, .head, at: Point(middle, baseline), .middle)
    }
    label(outputText(steps), at: to, baseline: plot.minY - 6)
    label(baseText, at: from, baseline: plot.maxY + PlotArea.below(Axis()) + 11)
  }
}
