import DiagramModel
import Rendering

/// Draws areas of classes: each class over the ones before it, so that no gap is between them, then what is surer in stronger colours.
struct RegionPainter {
  let field: RegionField
  let area: PlotArea

  func draw(on canvas: inout Canvas) {
    let xs = field.x.map { area.x.clampedPlace($0) ?? area.frame.minX }
    let ys = field.y.map { area.y.clampedPlace($0) ?? area.frame.maxY }
    let steps = Paint.strongestWash + 1
    var lines: [[Point]] = []
    for (rank, group) in field.groups.enumerated() {
      let own = LevelOutlines(xs: xs, ys: ys, values: field.isAtLeast(rank))
      // Where nobody says how sure the model is, all areas are as strong.
      fill(own, group.number, field.hasConfidence ? 0 : steps / 2, on: &canvas)
      if rank > 0 { lines += own.ways.flatMap(inner) }
      for step in 1..<steps where field.hasConfidence {
        let sure = field.isSure(rank, above: field.threshold(step, of: steps))
        guard sure.contains(where: { $0 > 0 }) else { break }
        fill(LevelOutlines(xs: xs, ys: ys, values: sure), group.number, step, on: &canvas)
      }
    }
    canvas.polylines(lines, .text(.detail), width: ChartTuning.axisWidth * 1.25)
  }

  private func fill(_ outlines: LevelOutlines, _ group: Int, _ step: Int, on canvas: inout Canvas) {
    canvas.polygons(outlines.ways, .wash(group, step))
  }

  /// The parts of a way that are not on the border of the plot.
  private func inner(_ way: [Point]) -> [[Point]] {
    guard let first = way.first else { return [] }
    let frame = area.frame
    func isOnBorder(_ a: Point, _ b: Point) -> Bool {
      func near(_ u: Double, _ v: Double) -> Bool { abs(u - v) < 0.02 }
      return [frame.minX, frame.maxX].contains { near(a.x, $0) && near(b.x, $0) }
        || [frame.minY, frame.maxY].contains { near(a.y, $0) && near(b.y, $0) }
    }
    var parts: [[Point]] = []
    var part: [Point] = [first]
    for point in way.dropFirst() + [first] {
      if let last = part.last, isOnBorder(last, point) {
        parts.append(part)
        part = [point]
      } else {
        part.append(point)
      }
    }
    parts.append(part)
    return parts.filter { $0.count > 1 }
  }
}

/// The key to strengths of colour: how sure the model is, in a neutral colour.
enum ConfidenceKey {
  private static let height = 70.0
  private static let neutral = 6

  static func room(_ field: RegionField) -> Double { field.hasConfidence ? 62 : 0 }

  static func draw(_ field: RegionField, rightOf plot: Rect, on canvas: inout Canvas) {
    guard field.hasConfidence, plot.size.height >= height + 16 else { return }
    let steps = Paint.strongestWash + 1
    let bar = Rect(Point(plot.maxX + 14, plot.minY + 14), Size(9, height))
    StepBar((0..<steps).map { .wash(neutral, $0) }).draw(in: bar, isLevel: false, on: &canvas)
    canvas.text("confidence", .tick, at: Point(bar.minX - 2, plot.minY + 6))
    let axis = Axis(range: field.range.low...field.range.high)
    let range = AxisRange(axis, low: 0, high: 1)
    let ticks = Ticks(range, length: height, isLevel: false)
    let scale = AxisScale(range, start: bar.maxY, end: bar.minY)
    canvas.ticks(ticks, on: scale, rightOf: bar)
  }
}
