import DiagramModel
import Rendering
import TextMetrics

/// Collects what charts paint, with a word for each thing that charts are made of.
public struct Canvas: Sendable {
  /// What was painted, the lowest first.
  public private(set) var items: [Scene.Item] = []

  /// Starts empty.
  public init() {}

  // MARK: Groups

  /// Draws a chart as a group with its title and summary; nothing into a frame without area.
  public mutating func draw(_ chart: some Chart, in frame: Rect) {
    guard frame.size.width > 0, frame.size.height > 0, frame.size.width.isFinite, frame.size.height.isFinite
    else { return }
    begin(
      .init(
        role: .chart(kind: chart.kind), tooltip: chart.title.isEmpty ? chart.summary : chart.title,
        summary: chart.title.isEmpty ? nil : chart.summary))
    chart.draw(in: frame, on: &self)
    end()
  }

  /// Starts a group.
  public mutating func begin(_ group: Scene.Group) { items.append(.begin(group)) }

  /// Ends the group that was started last.
  public mutating func end() { items.append(.end) }

  // MARK: Shapes

  /// A straight line.
  public mutating func line(_ start: Point, _ end: Point, _ stroke: Paint, width: Double) {
    items.append(.path(.init(start: start, steps: [.line(end)], stroke: stroke, width: width)))
  }

  /// Straight lines, each from point to point, as one path.
  public mutating func lines(_ lines: [(Point, Point)], _ stroke: Paint, width: Double) {
    guard let first = lines.first else { return }
    var path = Scene.Path(start: first.0, steps: [.line(first.1)], stroke: stroke, width: width)
    for line in lines.dropFirst() { path.steps += [.move(line.0), .line(line.1)] }
    items.append(.path(path))
  }

  /// Ways through points, as one path. Ways of fewer than two points are left out.
  public mutating func polylines(_ ways: [[Point]], _ stroke: Paint, width: Double, isDashed: Bool = false) {
    if let path = Self.path(ways.filter { $0.count > 1 }, isClosed: false) {
      items.append(
        .path(.init(start: path.start, steps: path.steps, stroke: stroke, width: width, isDashed: isDashed)))
    }
  }

  /// Areas within points, as one path.
  public mutating func polygons(_ areas: [[Point]], _ fill: Paint, stroke: Paint? = nil, width: Double? = nil)
  {
    if let path = Self.path(areas.filter { $0.count > 2 }, isClosed: true) {
      items.append(
        .path(.init(start: path.start, steps: path.steps, fill: fill, stroke: stroke, width: width)))
    }
  }

  /// Hairlines around rectangles, as one path.
  public mutating func frames(_ rects: [Rect]) {
    polylines(rects.map(\.outline), .chartAxis, width: ChartTuning.gridWidth)
  }

  /// The page's ground over what is below.
  mutating func ground(_ frame: Rect) { items.append(.rect(.init(frame: frame, radius: 2, fill: .page))) }

  /// Rectangles as one path.
  public mutating func rects(_ rects: [Rect], _ fill: Paint) {
    polygons(
      rects.map {
        [
          $0.origin, Point($0.maxX, $0.minY), Point($0.maxX, $0.maxY), Point($0.minX, $0.maxY),
        ]
      }, fill)
  }

  /// A path as it is.
  public mutating func path(_ path: Scene.Path) { items.append(.path(path)) }

  /// An image.
  public mutating func image(_ image: Scene.Image) { items.append(.image(image)) }

  private static func path(_ ways: [[Point]], isClosed: Bool) -> (start: Point, steps: [Scene.Path.Step])? {
    guard let start = ways.first?.first else { return nil }
    var steps: [Scene.Path.Step] = []
    for (number, way) in ways.enumerated() {
      if number > 0, let first = way.first { steps.append(.move(first)) }
      for point in way.dropFirst() { steps.append(.line(point)) }
      if isClosed { steps.append(.close) }
    }
    return (start, steps)
  }

  // MARK: Texts

  /// A line of text on its baseline. The text is made safe and cut to `maxWidth`.
  public mutating func text(
    _ text: String, _ style: TextStyle, at: Point, _ anchor: Scene.Text.Anchor = .start,
    maxWidth: Double = 2000,
    fill: Paint? = nil, isTurned: Bool = false
  ) {
    let line = shorten(text, style: style, maxWidth: maxWidth)
    guard !line.text.isEmpty, line.width <= maxWidth else { return }
    items.append(
      .text(
        .init(
          text: line.text, style: style, at: at, anchor: anchor, fill: fill ?? .text(style),
          isTurned: isTurned)))
  }

  /// How far below a middle line the baseline of text lies whose digits are centred on it: digits are 0.72 em high.
  public static func drop(_ style: TextStyle) -> Double { 0.36 * style.fontSize }

  /// The baseline of a text at the top of a line of some height: capitals are 0.73 em high.
  static func baseline(_ style: TextStyle, top: Double, height: Double) -> Double {
    top + (height + 0.72 * style.fontSize) / 2
  }
}
