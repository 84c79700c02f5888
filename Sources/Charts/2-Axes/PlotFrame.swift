import DiagramModel
import Rendering
import TextMetrics

/// The usual frame of a chart: its title, the title of the upright axis above it, and one plot.
struct PlotFrame {
  /// Where data go; nil where the frame is too small for that.
  let area: PlotArea?
  private let frame: Rect
  private let title: String
  private let uprightTitle: String

  /// Frames a plot with axes over ranges.
  ///
  /// - Parameters:
  ///   - right: room that is kept free to the right of the plot.
  ///   - above: room that is kept free between title and plot.
  ///   - below: room that is kept free below the axis.
  init(
    _ frame: Rect, title: String, x: Axis, _ xRange: AxisRange, y: Axis, _ yRange: AxisRange,
    right: Double = 0,
    above: Double = 0, below: Double = 0, hasUpright: Bool = true
  ) {
    (self.frame, self.title) = (frame, title)
    let top = frame.minY + Self.above(title, y) + above
    let bottom = frame.maxY - PlotArea.below(x) - below
    let height = bottom - top
    let upright = Gauge(y, yRange, length: height, isLevel: false)
    uprightTitle = hasUpright ? upright.title : ""
    let left = hasUpright ? PlotArea.left(upright.ticks.width) : 0
    let right = max(right, ChartTuning.rightMargin)
    let width = frame.size.width - left - right
    guard width >= 8, height >= 4 else {
      area = nil
      return
    }
    let level = Gauge(x, xRange, length: width, isLevel: true)
    var area = PlotArea(
      frame: Rect(Point(frame.minX + left, top), Size(width, height)), x: level, y: upright)
    area.hasUpright = hasUpright
    self.area = area
  }

  /// Room above a plot for the chart's title and that of the upright axis; half a number's height at least.
  static func above(_ title: String, _ y: Axis) -> Double {
    max(
      6, (title.isEmpty ? 0 : ChartTuning.titleHeight) + (y.title.isEmpty ? 2 : ChartTuning.axisTitleHeight))
  }

  /// The titles above the plot.
  func drawTitles(on canvas: inout Canvas) {
    canvas.chartTitle(title, in: frame)
    guard area != nil, !uprightTitle.isEmpty else { return }
    let top = frame.minY + (title.isEmpty ? 0 : ChartTuning.titleHeight)
    canvas.text(
      uprightTitle, .legend, at: Point(frame.minX, top + 8), maxWidth: frame.size.width)
  }
}

extension Canvas {
  /// The title of a chart at the upper left of its frame.
  mutating func chartTitle(_ title: String, in frame: Rect) {
    text(title, .title, at: Point(frame.minX, frame.minY + 11), maxWidth: frame.size.width)
  }
}
