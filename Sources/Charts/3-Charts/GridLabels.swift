import DiagramModel
import Rendering
import TextMetrics

/// Names beside the rows of a grid.
struct GridLabels {
  private let names: [TextLine]
  /// The width of the widest one.
  let width: Double

  init(_ names: [String], maxWidth: Double) {
    self.names = names.map { shorten($0, style: .tick, maxWidth: max(0, maxWidth)) }.map {
      $0.width <= maxWidth ? $0 : TextLine("", style: .tick, width: 0)
    }
    width = self.names.reduce(0) { max($0, $1.width) }
  }

  /// Draws names to the left of a plot: all, or every second, fifth, … where rows are low.
  func drawRows(besides plot: Rect, on canvas: inout Canvas) {
    guard !names.isEmpty else { return }
    let height = plot.size.height / Double(names.count)
    for row in stride(from: 0, to: names.count, by: Self.every(height, least: ChartTuning.labelledRow)) {
      let middle = plot.minY + (Double(row) + 0.5) * height
      canvas.text(names[row].text, .tick, at: Point(plot.minX - 5, middle + Canvas.drop(.tick)), .end)
    }
  }

  /// Of how many rows one has a name: 1, 2, 5, 10, …
  static func every(_ size: Double, least: Double) -> Int {
    guard size > 0, size < least else { return 1 }
    let step = TickStep.fine(span: least / size, atMost: 1).size
    return Int(min(step, 1e9))
  }
}

/// Numbers beside the rows of a grid, from the top.
struct RowTicks {
  private let range: AxisRange
  private let ticks: Ticks

  init(_ range: ClosedRange<Double>, height: Double) {
    let axis = Axis(range: range)
    self.range = AxisRange(axis, low: 0, high: 0)
    ticks = Ticks(self.range, length: height, isLevel: false)
  }

  /// The width of numbers and ticks.
  var width: Double { ticks.width + ChartTuning.tickLength + ChartTuning.tickGap }

  func draw(besides plot: Rect, on canvas: inout Canvas) {
    let scale = AxisScale(range, start: plot.minY, end: plot.maxY)
    for tick in ticks.labelled {
      guard let place = scale.place(tick.value) else { continue }
      canvas.line(
        Point(plot.minX - ChartTuning.tickLength, place), Point(plot.minX, place), .chartAxis,
        width: ChartTuning.axisWidth)
      canvas.text(
        tick.label, .tick,
        at: Point(plot.minX - ChartTuning.tickLength - ChartTuning.tickGap, place + Canvas.drop(.tick)), .end)
    }
  }
}

/// What stands below the columns of a grid.
struct ColumnLabels {
  private let labels: HeatChart.Labels
  private let names: [TextLine]
  private let isTurned: Bool
  /// The room that it takes.
  let height: Double

  init(_ labels: HeatChart.Labels, count: Int, width: Double, maxHeight: Double) {
    self.labels = labels
    switch labels {
    case .none: (names, isTurned, height) = ([], false, 2)
    case .range: (names, isTurned, height) = ([], false, 16)
    case .names(let texts):
      let all = texts.prefix(max(0, count)).map { shorten($0, style: .tick, maxWidth: max(20, maxHeight)) }
      let widest = all.reduce(0) { max($0, $1.width) }
      names = all
      isTurned = count > 0 && widest + 3 > width / Double(count)
      height = isTurned ? widest + 6 : 14
    }
  }

  func draw(below plot: Rect, on canvas: inout Canvas) {
    switch labels {
    case .none: return
    case .range(let range):
      let axis = Axis(range: range)
      let gauge = Gauge(axis, AxisRange(axis, low: 0, high: 0), length: plot.size.width, isLevel: true)
      let scale = AxisScale(gauge.range, start: plot.minX, end: plot.maxX)
      for tick in gauge.ticks.labelled {
        guard let place = scale.place(tick.value) else { continue }
        canvas.line(
          Point(place, plot.maxY), Point(place, plot.maxY + ChartTuning.tickLength), .chartAxis,
          width: ChartTuning.axisWidth)
        canvas.text(tick.label, .tick, at: Point(place, plot.maxY + 13), .middle)
      }
    case .names:
      guard !names.isEmpty else { return }
      let width = plot.size.width / Double(names.count)
      for column in stride(
        from: 0, to: names.count, by: isTurned ? GridLabels.every(width, least: ChartTuning.labelledRow) : 1)
      {
        let middle = plot.minX + (Double(column) + 0.5) * width
        if isTurned {
          canvas.text(
            names[column].text, .tick, at: Point(middle + Canvas.drop(.tick), plot.maxY + 4), .end,
            isTurned: true)
        } else {
          canvas.text(names[column].text, .tick, at: Point(middle, plot.maxY + 11), .middle)
        }
      }
    }
  }
}
