import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// Lines over one level axis, in one panel or several below each other.
///
/// Names stand at the ends of lines where they have room there, else in a legend above the panel. Of a million points no more are
/// drawn than the frame can show (``reduced(_:_:_:within:)``).
public struct LineChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The axis that all panels share.
  public var x: Axis
  /// The panels, from the top.
  public var panels: [Panel]
  /// Shaded ranges of the level axis, in all panels; one without width is a dashed line.
  public var regions: [Region]

  /// Lines with one upright axis.
  public struct Panel: Sendable {
    /// The upright axis.
    public var y: Axis
    /// The lines.
    public var series: [LineSeries]
    /// Columns of counts instead of lines, without an upright axis.
    public var bins: Bins?
    /// Its share of the height, beside the other panels'.
    public var weight: Double

    /// Makes a panel of lines.
    public init(_ y: Axis = Axis(), _ series: [LineSeries], weight: Double = 1) {
      (self.y, self.series, self.weight) = (y, series, weight)
    }

    /// Makes a panel of columns.
    public init(_ title: String, bins: Bins, weight: Double = 1) {
      (self.y, self.series, self.bins, self.weight) = (Axis(title), [], bins, weight)
    }
  }

  /// A range of the level axis with a name.
  public struct Region: Sendable {
    /// Where it begins and ends.
    public var range: ClosedRange<Double>
    /// What it is.
    public var label: String

    /// Names a range.
    public init(_ range: ClosedRange<Double>, _ label: String = "") {
      (self.range, self.label) = (range, label)
    }
  }

  /// Makes a chart.
  public init(title: String = "", x: Axis = .steps(), panels: [Panel], regions: [Region] = []) {
    (self.title, self.x, self.panels, self.regions) = (title, x, panels, regions)
  }

  /// See ``Chart/kind``.
  public var kind: String { "line" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    let weights = panels.reduce(0.0) { $0 + max(0, $1.weight) }
    return Size(420, 80 + 150 * max(weights, 0.5))
  }

  /// See ``Chart/summary``.
  public var summary: String {
    let parts = panels.flatMap { panel in
      panel.series.compactMap { series -> String? in
        guard let last = series.last(panel.y.kind) else { return nil }
        let values = series.y.filter(\.isFinite)
        let name = [panel.y.title, series.name].filter { !$0.isEmpty }.joined(separator: ", ")
        let marks = series.marks.filter { !$0.label.isEmpty }.map { "; " + $0.label }.joined()
        return
          "\(name.isEmpty ? "values" : name): \(NumberText.significant(values.first ?? last.y)) to "
          + "\(NumberText.significant(last.y)), between \(NumberText.significant(values.min() ?? last.y)) and "
          + "\(NumberText.significant(values.max() ?? last.y))\(marks)"
      }
    }
    return parts.isEmpty ? "No values." : parts.joined(separator: ". ") + "."
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    canvas.chartTitle(title, in: frame)
    for panel in LineLayout(self, in: frame).panels { panel.draw(regions, on: &canvas) }
  }
}
