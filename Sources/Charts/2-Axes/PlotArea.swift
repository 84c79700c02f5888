import DiagramModel
import Rendering
import TextMetrics

/// An axis with its range, and the room that its ticks ask for.
struct Gauge {
  let axis: Axis
  private(set) var range: AxisRange
  private(set) var ticks: Ticks

  /// The gauge of an axis over values, along a length in CSS pixels.
  init(_ axis: Axis, _ range: AxisRange, length: Double, isLevel: Bool) {
    (self.axis, self.range) = (axis, range)
    if axis.endsRound, axis.range == nil {
      // Half a tick's step is round enough, and leaves less of the plot empty.
      self.range.endRound(atMost: 2 * Ticks.most(length: length, isLevel: isLevel))
    }
    ticks = Ticks(self.range, length: length, isLevel: isLevel, isWhole: axis.isWhole)
  }

  /// The title with what the numbers are multiplied with.
  var title: String {
    guard let factor = ticks.factor else { return axis.title }
    return axis.title.isEmpty ? factor : "\(axis.title) (\(factor))"
  }
}

/// The inside of a pair of axes: where numbers are, and what stands around it.
struct PlotArea {
  /// The frame of the data.
  let frame: Rect
  let x: AxisScale
  let y: AxisScale
  private let gauges: (x: Gauge, y: Gauge)
  /// Whether numbers and the title stand below: of panels above each other only the lowest has them.
  var hasLevelTexts = true
  /// Whether lines go through the whole plot at each labelled number of the upright axis.
  var hasGrid = true
  /// Whether there is an upright axis at all.
  var hasUpright = true

  /// Room below a plot: ticks and their numbers, and the title of the axis.
  static func below(_ axis: Axis) -> Double {
    ticksBelow + (axis.title.isEmpty ? 0 : ChartTuning.axisTitleHeight)
  }
  private static var ticksBelow: Double { ChartTuning.tickLength + ChartTuning.tickGap + 9 }

  /// Room left of a plot for numbers so wide.
  static func left(_ width: Double) -> Double { width + ChartTuning.tickGap + ChartTuning.tickLength }

  init(frame: Rect, x: Gauge, y: Gauge) {
    (self.frame, gauges) = (frame, (x, y))
    self.x = AxisScale(x.range, start: frame.minX, end: frame.maxX)
    self.y = AxisScale(y.range, start: frame.maxY, end: frame.minY)
  }

  /// The same area with its level axis further down; the upright one keeps its places.
  func lowered(by distance: Double) -> PlotArea {
    var size = frame.size
    size.height += distance
    return PlotArea(frame: Rect(frame.origin, size), x, y, gauges, like: self)
  }

  private init(
    frame: Rect, _ x: AxisScale, _ y: AxisScale, _ gauges: (x: Gauge, y: Gauge), like other: PlotArea
  ) {
    (self.frame, self.x, self.y, self.gauges) = (frame, x, y, gauges)
    (hasLevelTexts, hasGrid, hasUpright) = (other.hasLevelTexts, other.hasGrid, other.hasUpright)
  }

  /// The place of a pair of numbers; nil where one has none.
  func place(_ a: Double, _ b: Double) -> Point? {
    guard let x = x.place(a), let y = y.place(b) else { return nil }
    return Point(x, y)
  }

  /// The lines behind the data.
  func drawGrid(on canvas: inout Canvas) {
    guard hasGrid, hasUpright else { return }
    let heights = gauges.y.ticks.labelled.compactMap { y.place($0.value) }
    canvas.lines(
      heights.filter { abs($0 - frame.maxY) > 1 }.map { (Point(frame.minX, $0), Point(frame.maxX, $0)) },
      .grid,
      width: ChartTuning.gridWidth)
  }

  /// Lines at 0 where that is inside, over the grid and under the data.
  func drawZero(on canvas: inout Canvas) {
    var lines: [(Point, Point)] = []
    if y.kind == .linear, y.low < 0, y.high > 0, let place = y.place(0) {
      lines.append((Point(frame.minX, place), Point(frame.maxX, place)))
    }
    if x.kind == .linear, x.low < 0, x.high > 0, let place = x.place(0) {
      lines.append((Point(place, frame.minY), Point(place, frame.maxY)))
    }
    canvas.lines(lines, .chartAxis, width: ChartTuning.gridWidth)
  }

  /// Axes, ticks, numbers and titles, over the data.
  func drawAxes(on canvas: inout Canvas) {
    drawLevel(on: &canvas)
    drawUpright(on: &canvas)
  }

  /// The upright axis with its numbers.
  func drawUpright(on canvas: inout Canvas) {
    guard hasUpright else { return }
    var lines = [(Point(frame.minX, frame.minY), Point(frame.minX, frame.maxY))]
    for tick in gauges.y.ticks.all {
      guard let place = y.place(tick.value) else { continue }
      let length = tick.label.isEmpty ? ChartTuning.minorTickLength : ChartTuning.tickLength
      lines.append((Point(frame.minX - length, place), Point(frame.minX, place)))
      canvas.text(
        tick.label, .tick,
        at: Point(frame.minX - ChartTuning.tickLength - ChartTuning.tickGap, place + Canvas.drop(.tick)), .end
      )
    }
    canvas.lines(lines, .chartAxis, width: ChartTuning.axisWidth)
  }

  /// The level axis with its numbers and its title.
  func drawLevel(on canvas: inout Canvas) {
    var lines = [(Point(frame.minX, frame.maxY), Point(frame.maxX, frame.maxY))]
    let baseline = frame.maxY + ChartTuning.tickLength + ChartTuning.tickGap + 7
    for tick in gauges.x.ticks.all {
      guard let place = x.place(tick.value) else { continue }
      let length = tick.label.isEmpty ? ChartTuning.minorTickLength : ChartTuning.tickLength
      lines.append((Point(place, frame.maxY), Point(place, frame.maxY + length)))
      if hasLevelTexts { canvas.text(tick.label, .tick, at: Point(place, baseline), .middle) }
    }
    canvas.lines(lines, .chartAxis, width: ChartTuning.axisWidth)
    if hasLevelTexts {
      canvas.text(
        gauges.x.title, .legend, at: Point(frame.midX, frame.maxY + Self.ticksBelow + 11), .middle,
        maxWidth: frame.size.width)
    }
  }
}
