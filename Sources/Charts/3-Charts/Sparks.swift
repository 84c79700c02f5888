import DiagramModel
import Rendering
import TextOutput

/// A histogram for a cell of a table: columns on a base, and a stroke at 0. Numbers beyond its range are dots at the ends.
public struct SparkHistogram: Chart {
  /// The counts.
  public var bins: Bins
  /// The number of the series whose colour it has.
  public var series: Int

  /// Makes a small histogram.
  public init(_ bins: Bins, series: Int = 0) { (self.bins, self.series) = (bins, series) }

  /// See ``Chart/kind``.
  public var kind: String { "spark-histogram" }
  /// See ``Chart/title``.
  public var title: String { "" }
  /// See ``Chart/summary``.
  public var summary: String { HistogramChart(bins: bins).summary }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size { Size(90, 18) }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    let range = AxisRange(Axis(), low: bins.low, high: bins.high)
    let base = frame.maxY - 1
    let counts = bins.heights(atMost: Int(min(max(frame.size.width, 1), 4000)))
    let most = Double(max(1, counts.max() ?? 1))
    let upright = AxisScale(
      AxisRange(Axis(range: 0...most), low: 0, high: 0), start: base, end: frame.minY + 1)
    canvas.columns(
      counts.map { Double($0) }, from: frame.minX, to: frame.maxX, upright, base: base, .tint(series, .strong)
    )
    canvas.line(Point(frame.minX, base), Point(frame.maxX, base), .chartAxis, width: ChartTuning.gridWidth)
    let scale = AxisScale(range, start: frame.minX, end: frame.maxX)
    if range.low < 0, range.high > 0, let zero = scale.place(0) {
      canvas.line(Point(zero, base), Point(zero, base + 2.5), .chartAxis, width: ChartTuning.axisWidth)
    }
    let ends = [(bins.below, frame.minX + 0.8), (bins.above, frame.maxX - 0.8)].filter { $0.0 > 0 }
    canvas.rects(ends.map { Rect(Point($0.1 - 0.8, base - 4), Size(1.6, 1.6)) }, .series(series))
  }
}

/// A line for a cell of a table, its last value a dot. Values that are not finite are gaps.
public struct SparkLine: Chart {
  /// The values, at equal distances.
  public var values: [Double]
  /// The range that the height stands for; that of the values where not given.
  public var range: ClosedRange<Double>?
  /// The number of the series whose colour it has.
  public var series: Int

  /// Makes a small line.
  public init(_ values: [Double], range: ClosedRange<Double>? = nil, series: Int = 0) {
    (self.values, self.range, self.series) = (values, range, series)
  }

  /// See ``Chart/kind``.
  public var kind: String { "spark-line" }
  /// See ``Chart/title``.
  public var title: String { "" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size { Size(90, 18) }

  /// See ``Chart/summary``.
  public var summary: String {
    guard let first = values.first(where: \.isFinite), let last = values.last(where: \.isFinite) else {
      return "No values."
    }
    return "\(values.count) values from \(NumberText.significant(first)) to \(NumberText.significant(last))."
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    guard frame.size.width > 4, frame.size.height > 4 else { return }
    let upright = AxisScale(
      AxisRange(Axis(range: range), over: values), start: frame.maxY - 2.5, end: frame.minY + 2.5)
    let level = AxisScale(
      AxisRange(Axis(range: 0...Double(max(1, values.count - 1))), low: 0, high: 0), start: frame.minX + 1,
      end: frame.maxX - 2.5)
    let points = values.enumerated().lazy.map { (Double($0.offset), $0.element) }
    let ways = reduced(points, level, upright, within: frame)
    canvas.polylines(ways, .series(series), width: 1.1)
    if let last = values.lastIndex(where: \.isFinite), let x = level.place(Double(last)),
      let y = upright.clampedPlace(values[last])
    {
      canvas.markers([Point(x, y)], .disc, size: 1.7, .series(series))
    }
  }
}
