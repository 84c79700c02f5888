import DiagramModel
import Rendering
import TextMetrics

/// A panel with its place.
struct PlacedPanel {
  let panel: LineChart.Panel
  let area: PlotArea
  /// The upper left of its titles.
  let corner: Point
  let title: String
  let legend: SeriesKey
  /// Whether it is the uppermost, which has the names of regions.
  let isFirst: Bool
  let names: EndLabels

  func draw(_ regions: [LineChart.Region], on canvas: inout Canvas) {
    let plot = area.frame
    if !title.isEmpty {
      canvas.text(
        title, .legend, at: Point(corner.x, corner.y + 8), maxWidth: plot.maxX - corner.x)
    }
    legend.draw(
      at: Point(corner.x, corner.y + (title.isEmpty ? 0 : ChartTuning.axisTitleHeight) - 2), on: &canvas)
    shade(regions, on: &canvas)
    area.drawGrid(on: &canvas)
    if let bins = panel.bins {
      draw(bins, on: &canvas)
    } else {
      area.drawZero(on: &canvas)
      LinePainter(panel: panel, area: area).draw(on: &canvas)
    }
    area.drawAxes(on: &canvas)
    names.draw(rightOf: plot, on: &canvas)
  }

  private func shade(_ regions: [LineChart.Region], on canvas: inout Canvas) {
    let plot = area.frame
    var shades: [Rect] = []
    for region in regions {
      let (low, high) = (region.range.lowerBound, region.range.upperBound)
      guard high >= area.x.low, low <= area.x.high, let left = area.x.clampedPlace(low),
        let right = area.x.clampedPlace(high)
      else { continue }
      if low < high {
        shades.append(Rect(Point(left, plot.minY), Size(right - left, plot.size.height)))
      } else {
        canvas.polylines(
          [[Point(left, plot.minY), Point(left, plot.maxY)]], .chartAxis, width: ChartTuning.axisWidth,
          isDashed: true)
      }
    }
    canvas.rects(shades, .grid)
    if isFirst { name(regions, on: &canvas) }
  }

  /// Names in the middle of their ranges, or from their start to where the next begins.
  private func name(_ regions: [LineChart.Region], on canvas: inout Canvas) {
    let plot = area.frame
    let starts = regions.compactMap { area.x.clampedPlace($0.range.lowerBound) }
    for region in regions {
      guard region.range.upperBound >= area.x.low, region.range.lowerBound <= area.x.high,
        let left = area.x.clampedPlace(region.range.lowerBound),
        let right = area.x.clampedPlace(region.range.upperBound)
      else { continue }
      let isInside = measure(region.label, style: .tick).width <= right - left - 4
      let end = starts.reduce(plot.maxX) { $1 > left ? min($0, $1) : $0 }
      canvas.text(
        region.label, .tick, at: Point(isInside ? (left + right) / 2 : left + 3, plot.minY + 8),
        isInside ? .middle : .start, maxWidth: isInside ? right - left : end - left - 6)
    }
  }

  private func draw(_ bins: Bins, on canvas: inout Canvas) {
    guard let left = area.x.clampedPlace(bins.low), let right = area.x.clampedPlace(bins.high) else { return }
    let counts = bins.heights(atMost: Int(min(max(right - left, 1), 4000)))
    canvas.columns(
      counts.map { Double($0) }, from: left, to: right, area.y, base: area.frame.maxY, .tint(6, .middle))
  }
}
