import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// Histograms below each other, each over the one behind it: how a distribution changes from step to step.
public struct RidgeChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The histograms from the first, all over one range.
  public var rows: [Row]
  /// Where all ranges begin and end.
  public var range: ClosedRange<Double>
  /// The level axis.
  public var x: Axis
  /// What the labels are: `step`.
  public var rowTitle: String
  /// The number of the series whose colour it has.
  public var series: Int

  /// A histogram.
  public struct Row: Sendable, Equatable {
    /// What it is: a step.
    public var label: String
    /// How many values each part of the range has.
    public var counts: [Double]

    /// Makes a histogram.
    public init(_ label: String, _ counts: [Double]) { (self.label, self.counts) = (label, counts) }
  }

  /// Makes a ridgeline.
  public init(
    title: String = "", _ rows: [Row], range: ClosedRange<Double>, x: Axis = Axis(),
    rowTitle: String = "step",
    series: Int = 0
  ) {
    (self.title, self.rows, self.range, self.x) = (title, rows, range, x)
    (self.rowTitle, self.series) = (rowTitle, series)
  }

  /// See ``Chart/kind``.
  public var kind: String { "ridgeline" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size { Size(320, 90 + min(Double(rows.count) * 12, 300)) }

  /// See ``Chart/summary``.
  public var summary: String {
    guard let first = rows.first, let last = rows.last else { return "No values." }
    func peak(_ row: Row) -> String {
      guard let place = row.counts.indices.max(by: { row.counts[$0] < row.counts[$1] }) else {
        return "nowhere"
      }
      let width = (range.upperBound - range.lowerBound) / Double(row.counts.count)
      return NumberText.significant(range.lowerBound + width * (Double(place) + 0.5))
    }
    return
      "\(rows.count) histograms; most values at \(peak(first)) for \(first.label), at \(peak(last)) for \(last.label)."
  }

  /// A ridge is as high as so many rows are apart.
  private static let overlap = 3.0

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    var level = x
    (level.range, level.endsRound) = (range, false)
    let labels = rows.map { shorten($0.label, style: .tick, maxWidth: frame.size.width * 0.3) }
    let right = labels.reduce(measure(rowTitle, style: .legend).width) { max($0, $1.width) } + 8
    let plot = PlotFrame(
      frame, title: title, x: level, AxisRange(level, low: 0, high: 0), y: Axis(rowTitle),
      AxisRange(Axis(), low: 0, high: 1),
      right: right, hasUpright: false)
    plot.drawTitles(on: &canvas)
    guard let area = plot.area, !rows.isEmpty else { return }
    let step = area.frame.size.height / (Double(rows.count - 1) + Self.overlap)
    canvas.text(
      rowTitle, .legend, at: Point(area.frame.maxX + 6, area.frame.minY + step * Self.overlap - 12),
      maxWidth: right)
    let most = rows.lazy.flatMap(\.counts).filter(\.isFinite).max() ?? 0
    let every = GridLabels.every(step, least: ChartTuning.labelledRow)
    for (number, row) in rows.enumerated() {
      let base = area.frame.maxY - Double(rows.count - 1 - number) * step
      draw(
        row, base: base, height: step * Self.overlap, most: most, area, isLast: number == rows.count - 1,
        on: &canvas)
      if (rows.count - 1 - number) % every == 0 {
        canvas.text(labels[number].text, .tick, at: Point(area.frame.maxX + 6, base + 1))
      }
    }
    area.drawAxes(on: &canvas)
  }

  private func draw(
    _ row: Row, base: Double, height: Double, most: Double, _ area: PlotArea, isLast: Bool,
    on canvas: inout Canvas
  ) {
    guard most > 0, !row.counts.isEmpty else { return }
    let left = area.frame.minX
    let width = area.frame.size.width / Double(row.counts.count)
    var line = [Point(left, base)]
    for (place, count) in row.counts.enumerated() {
      let up = count.isFinite ? min(max(count / most, 0), 1) * height * 0.96 : 0
      line.append(Point(left + (Double(place) + 0.5) * width, base - up))
    }
    line.append(Point(area.frame.maxX, base))
    let shape = reducedLine(line)
    canvas.polygons([shape], .tint(series, isLast ? .strong : .middle))
    // The edge in the page's colour keeps a ridge apart from the one behind it.
    canvas.polylines([shape], isLast ? .series(series) : .page, width: 1)
  }

  /// No more points than columns of pixels, the highest of each.
  private func reducedLine(_ line: [Point]) -> [Point] {
    var kept: [Point] = []
    for point in line {
      if let last = kept.last, Int(last.x) == Int(point.x), kept.count > 1 {
        if point.y < last.y { kept[kept.count - 1].y = point.y }
      } else {
        kept.append(point)
      }
    }
    if let last = line.last, kept.last != last { kept.append(last) }
    return kept
  }
}
