import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// Level bars with their names on the left and their values at their ends, on both sides of 0.
public struct BarChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The bars, from the top.
  public var bars: [Bar]
  /// What the values are; behind the title of the axis.
  public var unit: String
  /// The sum of the bars that are not among them, and how many they are.
  public var others: (count: Int, sum: Double)?
  /// The most bars; further ones join the others.
  public var most: Int
  /// The range that bars may fill; that of the values where not given.
  public var range: ClosedRange<Double>?
  /// Whether values are shares of 1, written in percent.
  var areShares = false

  /// A bar.
  public struct Bar: Sendable, Equatable {
    /// Its name.
    public var label: String
    /// Its length.
    public var value: Double
    /// What stands at its end; the value in three digits where not given.
    public var text: String?

    /// Makes a bar.
    public init(_ label: String, _ value: Double, text: String? = nil) {
      (self.label, self.value, self.text) = (label, value, text)
    }
  }

  /// Makes bars.
  public init(
    title: String = "", _ bars: [Bar], unit: String = "", others: (count: Int, sum: Double)? = nil,
    most: Int = 30,
    range: ClosedRange<Double>? = nil
  ) {
    (self.title, self.bars, self.unit, self.others) = (title, bars, unit, others)
    (self.most, self.range) = (max(1, most), range)
  }

  private static let rowHeight = 17.0
  private static let barHeight = 11.0

  /// See ``Chart/kind``.
  public var kind: String { "bars" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    let rows = shown
    let head =
      (title.isEmpty ? 0 : ChartTuning.titleHeight) + (unit.isEmpty ? 0 : ChartTuning.axisTitleHeight)
    return Size(360, head + Double(rows.count) * Self.rowHeight + 6)
  }

  /// See ``Chart/summary``.
  public var summary: String {
    let rows = shown
    guard !rows.isEmpty else { return "No values." }
    return rows.map { "\($0.bar.label) \(text($0.bar))" }.joined(separator: ", ") + "."
  }

  /// The bars that are drawn, those beyond the most as one.
  private var shown: [(bar: Bar, isRest: Bool)] {
    var rows = bars.prefix(most).map { ($0, false) }
    let beyond = bars.dropFirst(most)
    let count = beyond.count + max(0, others?.count ?? 0)
    if count > 0 {
      let sum = beyond.reduce(others?.sum ?? 0) { $0 + ($1.value.isFinite ? $1.value : 0) }
      rows.append((Bar("\(NumberText.grouped(Int64(count))) others", sum), true))
    }
    return rows
  }

  /// Whether bars go both ways.
  private var hasSigns: Bool { bars.contains { $0.value < 0 } }

  private func text(_ bar: Bar) -> String {
    bar.text ?? (areShares ? NumberText.percent(bar.value) : NumberText.significant(bar.value))
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    canvas.chartTitle(title, in: frame)
    var top = frame.minY + (title.isEmpty ? 0 : ChartTuning.titleHeight)
    canvas.text(unit, .legend, at: Point(frame.minX, top + 8), maxWidth: frame.size.width)
    if !unit.isEmpty { top += ChartTuning.axisTitleHeight }
    let rows = shown
    guard !rows.isEmpty, frame.maxY - top > 2 else { return }
    let height = min(Self.rowHeight, (frame.maxY - top) / Double(rows.count))
    let labels = rows.map {
      shorten($0.bar.label, style: .cell, maxWidth: frame.size.width * ChartTuning.rowLabelShare)
    }
    let names = labels.reduce(0) { max($0, $1.width) }
    let values = rows.map { measure(text($0.bar), style: .tick).width + 4 }
    var axis = Axis(range: range)
    axis.hasZero = true
    let extent = AxisRange(axis, over: rows.lazy.map(\.bar.value))
    // Texts stand outside the bars, so each side keeps room for the widest one there.
    func room(_ isNegative: Bool) -> Double {
      zip(rows, values).reduce(0) { ($1.0.bar.value < 0) == isNegative ? max($0, $1.1) : $0 }
    }
    let scale = AxisScale(
      extent, start: frame.minX + names + 8 + room(true), end: frame.maxX - room(false))
    guard scale.end - scale.start >= 4, let zero = scale.clampedPlace(0) else { return }
    for (number, row) in rows.enumerated() {
      let middle = top + (Double(number) + 0.5) * height
      if height >= 9 {
        canvas.text(
          labels[number].text, .cell, at: Point(frame.minX + names, middle + Canvas.drop(.cell)), .end,
          fill: row.isRest ? .text(.small) : nil)
      }
      draw(row.bar, isRest: row.isRest, middle, height, zero, scale, on: &canvas)
    }
    canvas.line(
      Point(zero, top), Point(zero, top + Double(rows.count) * height), .chartAxis,
      width: ChartTuning.axisWidth)
  }

  private func draw(
    _ bar: Bar, isRest: Bool, _ middle: Double, _ height: Double, _ zero: Double, _ scale: AxisScale,
    on canvas: inout Canvas
  ) {
    guard let end = bar.value.isFinite ? scale.clampedPlace(bar.value) : zero else { return }
    let thick = min(Self.barHeight, height * 0.7)
    let isNegative = bar.value < 0
    // Signs differ in lightness too, for readers and printers without hue.
    let fill: Paint = isRest ? .tint(6, .middle) : isNegative || !hasSigns ? .tint(0, .strong) : .series(1)
    canvas.rects([Rect(Point(min(zero, end), middle - thick / 2), Size(abs(end - zero), thick))], fill)
    if height >= 9 {
      canvas.text(
        text(bar), .tick, at: Point(end + (isNegative ? -4 : 4), middle + Canvas.drop(.tick)),
        isNegative ? .end : .start)
    }
  }
}
