import DiagramModel
import Rendering
import TextMetrics

/// A legend in rows: a sample of each line or area, and its name. Only what is drawn has an entry.
struct SeriesKey {
  private var entries: [(sample: Sample, name: TextLine, at: Point)] = []
  /// The room that it takes.
  private(set) var height = 0.0

  /// What stands before a name.
  enum Sample {
    case line(Paint, isDashed: Bool, marker: Marker?)
    case area(Paint)
    case marker(Marker, Paint)
    case none
  }

  private static let rowHeight = 14.0
  private static let sampleWidth = 16.0
  private static let gap = 14.0

  /// An entry for each name, in rows no wider than asked for.
  init(_ all: [(Sample, String)], width: Double) {
    let occurring = all.filter { !$0.1.isEmpty }
    let surplus = occurring.count - ChartTuning.mostEntries
    let more: [(Sample, String)] = surplus > 0 ? [(.none, "and \(surplus) more")] : []
    let named = (occurring.prefix(ChartTuning.mostEntries) + more).map { sample, name in
      (sample, shorten(name, style: .legend, maxWidth: max(20, min(width - Self.sampleWidth - 5, 260))))
    }
    let rooms = named.map { Self.sampleWidth + 5 + $0.1.width + Self.gap }
    let widest = rooms.max() ?? 0
    // In several rows, samples stand below each other.
    let isOneRow = rooms.reduce(0, +) - Self.gap <= width
    let columns = isOneRow ? max(1, named.count) : max(1, Int(min((width + Self.gap) / max(widest, 1), 100)))
    var (x, y) = (0.0, 0.0)
    for (number, (sample, line)) in named.enumerated() {
      if number > 0, number % columns == 0 { (x, y) = (0, y + Self.rowHeight) }
      entries.append((sample, line, Point(x, y)))
      x += isOneRow ? rooms[number] : widest
    }
    height = entries.isEmpty ? 0 : y + Self.rowHeight + 2
  }

  /// The lines and bands of a panel. One line without bands needs no legend.
  init(_ panel: LineChart.Panel, width: Double) {
    let lines = panel.series.enumerated().filter { !$0.element.isEmpty }
    var all: [(Sample, String)] = []
    if panel.series.count > 1 || lines.contains(where: { !$0.element.bands.isEmpty }) {
      for (place, line) in lines {
        let number = line.series ?? place
        let isFew = line.bands.isEmpty && line.y.count <= ChartTuning.mostDots && panel.series.count > 1
        all.append(
          (
            .line(
              LinePainter.stroke(line, number), isDashed: line.isDashed,
              marker: isFew ? Marker(class: number) : nil),
            line.name
          ))
      }
    }
    self.init(all + Self.bands(lines.map { ($0.element, $0.element.series ?? $0.offset) }), width: width)
  }

  /// Bands alone, where lines have their names at their ends.
  init(_ panel: LineChart.Panel, bandsOnly width: Double) {
    let lines = panel.series.enumerated().filter { !$0.element.isEmpty }
    self.init(Self.bands(lines.map { ($0.element, $0.element.series ?? $0.offset) }), width: width)
  }

  private static func bands(_ lines: [(LineSeries, Int)]) -> [(Sample, String)] {
    lines.flatMap { line, number in
      line.bands.enumerated().reversed().map {
        (.area(.tint(number, LinePainter.tint($0.offset, of: line.bands.count))), $0.element.name)
      }
    }
  }

  func draw(at corner: Point, on canvas: inout Canvas) {
    for (sample, name, at) in entries {
      let (left, middle) = (corner.x + at.x, corner.y + at.y + Self.rowHeight / 2)
      let right = left + Self.sampleWidth
      switch sample {
      case .none: break
      case .line(let paint, let isDashed, let marker):
        canvas.polylines(
          [[Point(left, middle), Point(right, middle)]], paint, width: ChartTuning.lineWidth,
          isDashed: isDashed)
        if let marker {
          canvas.markers([Point((left + right) / 2, middle)], marker, size: ChartTuning.dotSize, paint)
        }
      case .area(let paint): canvas.rects([Rect(Point(left, middle - 4), Size(Self.sampleWidth, 8))], paint)
      case .marker(let marker, let paint):
        canvas.markers([Point((left + right) / 2, middle)], marker, size: ChartTuning.pointSize * 1.3, paint)
      }
      canvas.text(name.text, .legend, at: Point(right + 5, middle + Canvas.drop(.legend)))
    }
  }
}
