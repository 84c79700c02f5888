import DiagramModel
import Rendering

/// Quantiles as one line: a pale bar for 98 % of the values, a stronger one for 90 %, the strongest for the middle half, and
/// a stroke at the median.
public struct QuantileStrip: Chart {
  /// See ``Chart/title``.
  public var title: String { "" }
  /// The quantiles.
  public var quantiles: Quantiles
  /// The range that the width stands for; strips below each other should share it.
  public var range: ClosedRange<Double>
  /// The number of the series whose colour it has.
  public var series: Int

  /// Makes a strip.
  public init(_ quantiles: Quantiles, in range: ClosedRange<Double>, series: Int = 0) {
    (self.quantiles, self.range, self.series) = (quantiles, range, series)
  }

  /// See ``Chart/kind``.
  public var kind: String { "quantiles" }
  /// See ``Chart/summary``.
  public var summary: String { quantiles.summary }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size { Size(110, 14) }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    let range = AxisRange(Axis(range: range), low: 0, high: 0)
    let scale = AxisScale(range, start: frame.minX, end: frame.maxX)
    canvas.line(
      Point(frame.minX, frame.midY), Point(frame.maxX, frame.midY), .grid, width: ChartTuning.gridWidth)
    if scale.contains(0), let zero = scale.place(0) {
      canvas.line(Point(zero, frame.minY), Point(zero, frame.maxY), .chartAxis, width: ChartTuning.gridWidth)
    }
    quantiles.draw(in: frame, scale, series: series, on: &canvas)
  }
}

extension Quantiles {
  /// Draws the bars in a frame, at the places of a scale. Parts beyond the scale's ends are cut off.
  func draw(in frame: Rect, _ scale: AxisScale, series: Int, on canvas: inout Canvas) {
    guard values.count == 7 else { return }
    for ((low, high), (share, tint)) in zip(
      Self.nested, [(0.36, Paint.Tint.pale), (0.62, .middle), (0.88, .strong)])
    {
      guard let left = scale.clampedPlace(values[low]), let right = scale.clampedPlace(values[high]),
        left <= right
      else { continue }
      let height = frame.size.height * share
      // A range without width is still seen.
      canvas.rects(
        [Rect(Point(left, frame.midY - height / 2), Size(max(right - left, 0.8), height))],
        .tint(series, tint))
    }
    if let median, scale.contains(median), let place = scale.place(median) {
      let reach = frame.size.height * 0.5
      canvas.line(
        Point(place, frame.midY - reach), Point(place, frame.midY + reach), .text(.title),
        width: ChartTuning.lineWidth)
    }
  }
}
