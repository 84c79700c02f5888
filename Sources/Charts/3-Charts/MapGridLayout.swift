import DiagramModel
import Rendering
import TextMetrics

/// Where the maps of a grid stand.
struct MapGridLayout {
  private static let rowGap = 10.0
  private static let wordHeight = 11.0
  /// The room of a row's name at most.
  private static let mostLabel = 150.0

  private let left: Double
  private let column: Double
  /// By row: its top, and the height of its maps.
  private var places: [(top: Double, height: Double)] = []
  private let side: Double
  private let gap: Double
  private(set) var size: Size

  init(_ chart: MapGridChart, side: Double) {
    self.side = side
    gap = Self.gap(side)
    let labels = GridLabels(chart.rows.map(\.label), maxWidth: Self.mostLabel)
    left = labels.width > 0 ? labels.width + 8 : 0
    let sizes = chart.rows.map { row in row.maps.map { Self.size($0.grid, side: side) } }
    column = sizes.joined().reduce(1) { max($0, $1.width) } + gap
    var top = chart.title.isEmpty ? 0 : ChartTuning.titleHeight
    if !chart.columnTitle.isEmpty { top += 14 }
    if !chart.columnLabels.isEmpty { top += 13 }
    for (row, sizes) in zip(chart.rows, sizes) {
      let height = sizes.reduce(0) { max($0, $1.height) }
      places.append((top, height))
      let words = row.maps.reduce(0) { max($0, $1.words.count) }
      top += height + (words > 0 ? Double(words) * Self.wordHeight + 3 : 0) + Self.rowGap
    }
    let columns = chart.rows.reduce(0) { max($0, $1.maps.count) }
    size = Size(left + Double(columns) * column, top + ColorBar.levelHeight + 4)
  }

  /// Between maps of some size.
  private static func gap(_ side: Double) -> Double { min(max(side * 0.18, 4), 9) }

  /// The size of a map: cells of whole pixels where that costs little room.
  private static func size(_ grid: NumberGrid, side: Double) -> Size {
    let most = Double(max(grid.columns, grid.rows, 1))
    let room = side / most
    let cell = room.rounded(.down) >= room * 0.75 ? room.rounded(.down) : room
    return Size(
      max(2, (cell * Double(grid.columns)).rounded()), max(2, (cell * Double(grid.rows)).rounded()))
  }

  func draw(_ chart: MapGridChart, at corner: Point, on canvas: inout Canvas) {
    var top = corner.y + (chart.title.isEmpty ? 0 : ChartTuning.titleHeight)
    if !chart.columnTitle.isEmpty {
      canvas.text(chart.columnTitle, .legend, at: Point(corner.x + left, top + 9))
      top += 14
    }
    for (number, label) in chart.columnLabels.enumerated() {
      let middle = corner.x + left + Double(number) * column + (column - gap) / 2
      canvas.text(label, .tick, at: Point(middle, top + 9), .middle, maxWidth: column)
    }
    for (row, place) in zip(chart.rows, places) {
      let middle = corner.y + place.top + place.height / 2
      canvas.text(
        row.label, .tick, at: Point(corner.x + left - 8, middle + Canvas.drop(.tick)), .end,
        maxWidth: Self.mostLabel)
      for (number, map) in row.maps.enumerated() {
        draw(
          map, chart.colors, at: Point(corner.x + left + Double(number) * column, corner.y + place.top),
          on: &canvas)
      }
    }
    ColorBar(colors: chart.colors, title: chart.unit).drawLevel(
      at: Point(corner.x + left, corner.y + size.height - ColorBar.levelHeight), width: 160, on: &canvas)
  }

  private func draw(
    _ map: MapGridChart.Map, _ colors: ValueColors, at corner: Point, on canvas: inout Canvas
  ) {
    guard map.grid.columns > 0, map.grid.rows > 0 else { return }
    let frame = Rect(corner, Self.size(map.grid, side: side))
    let thumbnail = Thumbnail(map.grid, colors: colors)
    let tooltip = map.tooltip.isEmpty ? thumbnail.summary : map.tooltip
    canvas.begin(.init(role: .chart(kind: thumbnail.kind), tooltip: tooltip))
    thumbnail.draw(in: frame, on: &canvas)
    canvas.frames([frame])
    if map.isMarked {
      // Around small maps a strong line would be all that is seen.
      let width = side < 48 ? ChartTuning.axisWidth : ChartTuning.lineWidth
      let around = Rect(
        Point(frame.minX - width, frame.minY - width),
        Size(frame.size.width + 2 * width, frame.size.height + 2 * width))
      canvas.polylines([around.outline], .text(.title), width: width)
    }
    canvas.end()
    for (line, word) in map.words.enumerated()
    where measure(word, style: .tick).width <= column - 2 {
      canvas.text(
        word, .tick,
        at: Point(frame.midX, frame.maxY + Double(line + 1) * Self.wordHeight), .middle)
    }
  }
}
