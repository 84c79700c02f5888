import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// A histogram, with the numbers beyond its range told at its ends, and quantiles below it.
public struct HistogramChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The counts.
  public var bins: Bins
  /// The level axis: what was counted.
  public var x: Axis
  /// The upright axis: how often.
  public var y: Axis
  /// Quantiles of the same numbers, drawn below the columns.
  public var quantiles: Quantiles?
  /// The number of the series whose colour it has.
  public var series: Int

  /// Makes a histogram.
  public init(
    title: String = "", bins: Bins, x: Axis = Axis(), y: Axis = Axis(), quantiles: Quantiles? = nil,
    series: Int = 0
  ) {
    (self.title, self.bins, self.x, self.y) = (title, bins, x, y)
    (self.quantiles, self.series) = (quantiles, series)
  }

  /// See ``Chart/kind``.
  public var kind: String { "histogram" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size { Size(300, 170) }

  /// See ``Chart/summary``.
  public var summary: String {
    guard bins.total > 0 else { return "No values." }
    var text = "\(NumberText.grouped(Int64(bins.total))) values"
    if let most = bins.counts.indices.max(by: { bins.counts[$0] < bins.counts[$1] }), bins.counts[most] > 0 {
      let width = (bins.high - bins.low) / Double(bins.counts.count)
      let start = bins.low + width * Double(most)
      text += ", most from \(NumberText.significant(start)) to \(NumberText.significant(start + width))"
    }
    if bins.below > 0 {
      text += "; \(NumberText.grouped(Int64(bins.below))) below \(NumberText.significant(bins.low))"
    }
    if bins.above > 0 {
      text += "; \(NumberText.grouped(Int64(bins.above))) above \(NumberText.significant(bins.high))"
    }
    if let quantiles { text += "; " + quantiles.summary }
    return text + "."
  }

  private static let stripHeight = 9.0
  private static let stripGap = 5.0

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    var (level, upright) = (x, y)
    level.endsRound = false
    upright.isWhole = true
    upright.hasZero = true
    // On logarithms a column of one has to be seen.
    if upright.kind == .log, upright.range == nil {
      upright.range = 0.7...Double(max(2, bins.counts.max() ?? 2)) * 1.2
    }
    let most = Double(bins.counts.max() ?? 0)
    let hasStrip = quantiles != nil
    let plot = PlotFrame(
      frame, title: title, x: level, AxisRange(level, low: bins.low, high: bins.high), y: upright,
      AxisRange(upright, low: 0, high: max(most, 1)), above: 0,
      below: hasStrip ? Self.stripHeight + Self.stripGap : 0)
    plot.drawTitles(on: &canvas)
    guard var area = plot.area else { return }
    area.drawGrid(on: &canvas)
    drawColumns(area, on: &canvas)
    area.drawUpright(on: &canvas)
    if hasStrip { area = area.lowered(by: Self.stripHeight + Self.stripGap) }
    area.drawLevel(on: &canvas)
    if let quantiles {
      let strip = Rect(
        Point(area.frame.minX, area.frame.maxY - Self.stripHeight - 1),
        Size(area.frame.size.width, Self.stripHeight))
      quantiles.draw(in: strip, area.x, series: series, on: &canvas)
    }
    drawBeyond(area, on: &canvas)
  }

  private func drawColumns(_ area: PlotArea, on canvas: inout Canvas) {
    guard !bins.counts.isEmpty, let left = area.x.place(bins.low), let right = area.x.place(bins.high),
      right > left
    else { return }
    let counts = bins.heights(atMost: Int(min(right - left, 4000)))
    canvas.columns(
      counts.map { Double($0) }, from: left, to: right, area.y, base: area.frame.maxY, .tint(series, .strong))
  }

  /// How many numbers are beyond the range: a triangle that points to them, and their number.
  private func drawBeyond(_ area: PlotArea, on canvas: inout Canvas) {
    let middle = frameBottom(area)
    let room =
      area.frame.size.width / 2 - (x.title.isEmpty ? 0 : measure(x.title, style: .legend).width / 2) - 8
    func label(_ count: Int) -> String {
      let text = NumberText.short(Int64(count)) + " beyond"
      return measure(text, style: .tick).width + 9 <= room ? text : NumberText.short(Int64(count))
    }
    if bins.below > 0 {
      let tip = area.frame.minX
      canvas.polygons(
        [[Point(tip, middle), Point(tip + 5, middle - 3), Point(tip + 5, middle + 3)]], .series(series))
      canvas.text(label(bins.below), .tick, at: Point(tip + 9, middle + Canvas.drop(.tick)), maxWidth: room)
    }
    if bins.above > 0 {
      let tip = area.frame.maxX
      canvas.polygons(
        [[Point(tip, middle), Point(tip - 5, middle - 3), Point(tip - 5, middle + 3)]], .series(series))
      canvas.text(
        label(bins.above), .tick, at: Point(tip - 9, middle + Canvas.drop(.tick)), .end, maxWidth: room)
    }
  }

  /// The middle of the line below the axis' numbers.
  private func frameBottom(_ area: PlotArea) -> Double {
    area.frame.maxY + PlotArea.below(Axis()) + ChartTuning.axisTitleHeight / 2
  }
}
