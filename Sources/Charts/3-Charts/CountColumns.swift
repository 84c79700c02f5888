import DiagramModel
import Rendering

extension Canvas {
  /// Columns of equal width side by side on a base, as one path: with hairs between them where they are wide, else as one
  /// outline. Columns of nothing leave the base free.
  mutating func columns(
    _ heights: [Double], from left: Double, to right: Double, _ scale: AxisScale, base: Double, _ fill: Paint
  ) {
    guard !heights.isEmpty, right > left else { return }
    let width = (right - left) / Double(heights.count)
    let gap = width >= 4 ? 0.7 : 0
    var outline: [[Point]] = []
    var run: [Point] = []
    func finish() {
      guard let first = run.first, let last = run.last else { return }
      outline.append([Point(first.x, base)] + run + [Point(last.x, base)])
      run = []
    }
    for (number, height) in heights.enumerated() {
      guard height > 0, let top = scale.clampedPlace(height), top < base else {
        finish()
        continue
      }
      let start = left + width * Double(number)
      if gap > 0 || run.last?.y != top { run.append(Point(start + gap / 2, top)) } else { run.removeLast() }
      run.append(Point(start + width - gap / 2, top))
      if gap > 0 { finish() }
    }
    finish()
    polygons(outline, fill)
  }
}
