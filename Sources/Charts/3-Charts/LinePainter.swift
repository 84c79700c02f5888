import DiagramModel
import Rendering
import TextMetrics

/// Draws the lines of a panel: bands first, then raw lines, then lines, then marks.
struct LinePainter {
  let panel: LineChart.Panel
  let area: PlotArea

  func draw(on canvas: inout Canvas) {
    let series = panel.series.enumerated().map { ($0.element, $0.element.series ?? $0.offset) }
    for (line, number) in series {
      for (place, band) in line.bands.enumerated() {
        let areas = bandAreas(line.x, band.low, band.high, area)
        canvas.polygons(areas, .tint(number, Self.tint(place, of: line.bands.count)))
      }
    }
    for (line, number) in series where !line.raw.isEmpty {
      let ways = reduced(zip(line.x, line.raw), area.x, area.y, within: area.frame)
      canvas.polylines(ways, .tint(number, .middle), width: ChartTuning.faintWidth)
    }
    for (line, number) in series { draw(line, number, on: &canvas) }
    for (line, number) in series { draw(line.marks, of: line, number, on: &canvas) }
  }

  /// The paint of a band: one alone is pale, of several the innermost is strong.
  static func tint(_ place: Int, of count: Int) -> Paint.Tint {
    count > 1 && place == count - 1 && count > 2 ? .strong : place == 0 ? .pale : .middle
  }

  /// The paint of a line; on a strong band of its own colour it would not be seen.
  static func stroke(_ line: LineSeries, _ number: Int) -> Paint {
    line.bands.count > 2 ? .text(.title) : .series(number)
  }

  private func draw(_ line: LineSeries, _ number: Int, on canvas: inout Canvas) {
    let ways = reduced(zip(line.x, line.y), area.x, area.y, within: area.frame)
    let stroke = Self.stroke(line, number)
    canvas.polylines(ways, stroke, width: ChartTuning.lineWidth, isDashed: line.isDashed)
    // Few values are points that were measured, and a value between gaps would not be seen otherwise.
    let few = line.bands.isEmpty && ways.reduce(0) { $0 + $1.count } <= ChartTuning.mostDots
    let dots = few ? ways.flatMap { $0 } : ways.filter { $0.count == 1 }.flatMap { $0 }
    canvas.markers(
      dots, panel.series.count > 1 ? Marker(class: number) : .disc, size: ChartTuning.dotSize, stroke)
  }

  /// A ring around a point, its name above or below it, where fewer points are.
  private func draw(_ marks: [LineSeries.Mark], of line: LineSeries, _ number: Int, on canvas: inout Canvas) {
    let plot = area.frame
    for mark in marks {
      guard let at = area.place(mark.x, mark.y), plot.contains(at) else { continue }
      canvas.markers([at], .disc, size: 3.6, .page)
      canvas.markers([at], .ring, size: 3.6, Self.stroke(line, number))
      let size = Size(measure(mark.label, style: .small).width, 11)
      let left = min(max(at.x - size.width / 2, plot.minX + 2), max(plot.minX + 2, plot.maxX - size.width))
      // Among equals a low point has its name below, where curves seldom are.
      let sides = (at.y > plot.midY ? [at.y + 6, at.y - 17] : [at.y - 17, at.y + 6]).map {
        Rect(Point(left, $0), size)
      }
      .filter { $0.minY >= plot.minY - 6 && $0.maxY <= plot.maxY }
      let crowds = sides.map { crowd(in: $0) }
      guard let side = sides.indices.min(by: { crowds[$0] < crowds[$1] }) else { continue }
      // A ground of its own keeps the name readable over lines.
      if crowds[side] > 0 { canvas.ground(sides[side]) }
      canvas.text(
        mark.label, .small, at: Point(left, sides[side].maxY - 2), maxWidth: plot.size.width,
        fill: .text(.detail))
    }
  }

  /// How many points of lines are in a frame, of at most a few thousand looked at for each line.
  private func crowd(in frame: Rect) -> Int {
    panel.series.reduce(0) { sum, line in
      sum
        + [line.y, line.raw].reduce(0) { sum, values in
          let count = min(line.x.count, values.count)
          let every = max(1, count / 4_000)
          return sum
            + stride(from: 0, to: count, by: every).count {
              area.place(line.x[$0], values[$0]).map { frame.contains($0) } ?? false
            }
        }
    }
  }
}
