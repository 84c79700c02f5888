import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// A function: solid, its derivative dashed, ranges where it hardly changes shaded, and below it how often inputs come.
public struct CurveChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The inputs, ascending.
  public var x: [Double]
  /// The function's values there.
  public var values: [Double]
  /// The derivative's values there, or none.
  public var derivative: [Double]
  /// Ranges of inputs that are shaded.
  public var saturated: [ClosedRange<Double>]
  /// How often inputs came, or nil.
  public var inputs: Bins?
  /// The number of the series whose colour it has.
  public var series: Int

  /// Makes a curve.
  public init(
    title: String = "", x: [Double], values: [Double], derivative: [Double] = [],
    saturated: [ClosedRange<Double>] = [], inputs: Bins? = nil, series: Int = 0
  ) {
    (self.title, self.x, self.values, self.derivative) = (title, x, values, derivative)
    (self.saturated, self.inputs, self.series) = (saturated, inputs, series)
  }

  /// See ``Chart/kind``.
  public var kind: String { "curve" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size { Size(250, inputs == nil ? 170 : 220) }

  /// See ``Chart/summary``.
  public var summary: String {
    var text = lines.summary
    for range in saturated {
      text +=
        " Saturated from \(NumberText.significant(range.lowerBound)) to \(NumberText.significant(range.upperBound))."
    }
    if let inputs { text += " Inputs: " + HistogramChart(bins: inputs).summary }
    return text
  }

  private var lines: LineChart {
    var series = [LineSeries("f", x: x, y: values, series: self.series)]
    if !derivative.isEmpty {
      series.append(LineSeries("f′", x: x, y: derivative, series: self.series, isDashed: true))
    }
    var panels = [LineChart.Panel(Axis(), series)]
    if let inputs { panels.append(LineChart.Panel("inputs", bins: inputs, weight: 0.3)) }
    return LineChart(
      title: title, x: Axis("x", endsRound: false), panels: panels, regions: saturated.map { .init($0) })
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) { lines.draw(in: frame, on: &canvas) }
}
