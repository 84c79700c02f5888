import DiagramModel
import Rendering
import TextMetrics

/// Names of lines at their right ends, moved apart where lines end near each other.
struct EndLabels {
  private let labels: [(text: TextLine, fill: Paint, end: Double, y: Double)]
  /// The room that they take beside the plot.
  let width: Double
  /// Whether each stands close to the end of its line.
  let fits: Bool

  /// No names.
  static let none = EndLabels()

  private init() { (labels, width, fits) = ([], 0, true) }

  /// Names of the lines of a panel of a height; places are measured from its top. One line alone has its name in the title of the axis.
  init(_ panel: LineChart.Panel, _ gauge: Gauge, height: Double) {
    let scale = AxisScale(gauge.range, start: height, end: 0)
    let named = panel.series.enumerated().filter { !$0.element.name.isEmpty && !$0.element.isEmpty }
    guard named.count > 1 || panel.series.count > 1 || named.contains(where: { !$0.element.bands.isEmpty })
    else {
      self = .none
      return
    }
    let right = named.compactMap { $0.element.last(panel.y.kind)?.x }.max() ?? 0
    let start = named.compactMap { $0.element.x.first(where: \.isFinite) }.min() ?? right
    var wishes: [(text: TextLine, fill: Paint, end: Double)] = []
    var reach = true
    for (number, line) in named {
      guard let last = line.last(panel.y.kind), let place = scale.clampedPlace(last.y) else { continue }
      // A line that ends early has nothing beside its name.
      reach = reach && right - last.x <= (right - start) * 0.05
      wishes.append(
        (
          shorten(line.name, style: .legend, maxWidth: 180), LinePainter.stroke(line, line.series ?? number),
          place
        ))
    }
    wishes.sort { $0.end < $1.end }
    let places = spread(wishes.map(\.end), by: ChartTuning.endLabelStep, within: 0...max(height, 0))
    labels = zip(wishes, places).map { ($0.text, $0.fill, $0.end, $1) }
    fits =
      reach && Double(wishes.count - 1) * ChartTuning.endLabelStep <= height
      && zip(wishes, places).allSatisfy { abs($0.end - $1) <= ChartTuning.endLabelShift }
    width = labels.isEmpty ? 0 : ChartTuning.endLabelGap + labels.reduce(0) { max($0, $1.text.width) }
  }

  func draw(rightOf plot: Rect, on canvas: inout Canvas) {
    for label in labels {
      canvas.text(
        label.text.text, .legend,
        at: Point(plot.maxX + ChartTuning.endLabelGap, plot.minY + label.y + Canvas.drop(.legend)),
        fill: label.fill)
    }
  }
}

/// Places at least a step apart, as near as may be to ascending wishes: groups that touch move as one.
func spread(_ wishes: [Double], by step: Double, within range: ClosedRange<Double>) -> [Double] {
  // Each group has the sum of what its members would like its first place to be.
  var groups: [(sum: Double, count: Int)] = []
  func start(_ group: (sum: Double, count: Int)) -> Double {
    let last = range.upperBound - Double(group.count - 1) * step
    return max(min(group.sum / Double(group.count), last), range.lowerBound)
  }
  for wish in wishes {
    groups.append((wish, 1))
    while groups.count > 1 {
      let (before, after) = (groups[groups.count - 2], groups[groups.count - 1])
      guard start(before) + Double(before.count) * step > start(after) else { break }
      groups.removeLast(2)
      groups.append(
        (before.sum + after.sum - Double(before.count * after.count) * step, before.count + after.count))
    }
  }
  return groups.flatMap { group in (0..<group.count).map { start(group) + Double($0) * step } }
}
