import DiagramModel
import Rendering
import TextMetrics

/// Where the panels of a line chart are: one below the other, with the same left and right ends.
struct LineLayout {
  private(set) var panels: [PlacedPanel] = []

  /// Between the axis of a panel and the titles of the next.
  private static let panelGap = 7.0

  init(_ chart: LineChart, in frame: Rect) {
    let shown = chart.panels.filter { $0.weight > 0 }
    guard !shown.isEmpty else { return }
    // Names go to the ends of lines if they fit there in all panels: one look for a chart.
    if let layout = Self.placed(chart, shown, in: frame, hasLegend: false) {
      panels = layout
    } else {
      panels = Self.placed(chart, shown, in: frame, hasLegend: true) ?? []
    }
  }

  /// The panels; nil where names do not fit beside lines, or nothing fits at all.
  private static func placed(
    _ chart: LineChart, _ shown: [LineChart.Panel], in frame: Rect, hasLegend: Bool
  ) -> [PlacedPanel]? {
    let legends = shown.map {
      hasLegend ? SeriesKey($0, width: frame.size.width) : SeriesKey($0, bandsOnly: frame.size.width)
    }
    let heads = zip(shown, legends).map { panel, legend in
      max(6, (panel.y.title.isEmpty ? 2 : ChartTuning.axisTitleHeight) + legend.height)
    }
    let top = frame.minY + (chart.title.isEmpty ? 0 : ChartTuning.titleHeight)
    let fixed = heads.reduce(0, +) + Double(shown.count - 1) * panelGap + PlotArea.below(chart.x)
    let room = frame.maxY - top - fixed
    let weights = shown.reduce(0.0) { $0 + $1.weight }
    guard room >= 4 * Double(shown.count), weights.isFinite else { return nil }
    let heights = shown.map { room * $0.weight / weights }
    let upright = zip(shown, heights).map { Gauge($0.y, range(of: $0), length: $1, isLevel: false) }
    let left = zip(shown, upright).reduce(0) {
      $1.0.bins == nil ? max($0, PlotArea.left($1.1.ticks.width)) : $0
    }
    let names = zip(zip(shown, upright), heights).map { pair, height in
      hasLegend ? EndLabels.none : EndLabels(pair.0, pair.1, height: height)
    }
    let beside = names.reduce(0) { max($0, $1.width) }
    if !hasLegend,
      names.contains(where: { !$0.fits }) || beside > frame.size.width * ChartTuning.endLabelShare
    {
      return nil
    }
    let width = frame.size.width - left - max(ChartTuning.rightMargin, beside)
    guard width >= 8 else { return nil }
    let level = Gauge(chart.x, range(of: chart, shown), length: width, isLevel: true)
    var placed: [PlacedPanel] = []
    var y = top
    for (number, panel) in shown.enumerated() {
      let plot = Rect(Point(frame.minX + left, y + heads[number]), Size(width, heights[number]))
      var area = PlotArea(frame: plot, x: level, y: upright[number])
      area.hasLevelTexts = number == shown.count - 1
      area.hasUpright = panel.bins == nil
      placed.append(
        PlacedPanel(
          panel: panel, area: area, corner: Point(frame.minX, y), title: upright[number].title,
          legend: legends[number], isFirst: number == 0, names: names[number]))
      y += heads[number] + heights[number] + panelGap
    }
    return placed
  }

  private static func range(of panel: LineChart.Panel) -> AxisRange {
    if let bins = panel.bins {
      return AxisRange(Axis(range: 0...Double(max(1, bins.counts.max() ?? 1))), low: 0, high: 1)
    }
    var all: [[Double]] = []
    for line in panel.series {
      all += [line.y, line.raw, line.marks.map(\.y)]
      for band in line.bands { all += [band.low, band.high] }
    }
    return AxisRange(panel.y, over: all.joined())
  }

  private static func range(of chart: LineChart, _ panels: [LineChart.Panel]) -> AxisRange {
    var all: [[Double]] = []
    for panel in panels {
      all += panel.series.map(\.x)
      if let bins = panel.bins { all.append([bins.low, bins.high]) }
    }
    return AxisRange(chart.x, over: all.joined())
  }
}
