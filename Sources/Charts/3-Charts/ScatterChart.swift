import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// Points in a plane, their classes told by colour and shape; or small images as points.
public struct ScatterChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The points; later ones are drawn over earlier ones of their class.
  public var points: [PlacedValue]
  /// Names of the classes; a class without a name has no entry in the legend.
  public var classes: [String]
  /// The level axis.
  public var x: Axis
  /// The upright axis.
  public var y: Axis
  /// Whether the axes have numbers; those of a map made by t-SNE mean nothing.
  public var hasNumbers: Bool
  /// Whether a step is as long across as up.
  public var isEven: Bool

  /// A point.
  public struct PlacedValue: Sendable {
    /// Its place along the level axis.
    public var x: Double
    /// Its place along the upright axis.
    public var y: Double
    /// The number of its class.
    public var group: Int
    /// An image that is drawn in place of a marker.
    public var thumbnail: Thumbnail?
    /// Its name, which stands beside it where there is room.
    public var label: String

    /// Makes a point.
    public init(_ x: Double, _ y: Double, group: Int = 0, thumbnail: Thumbnail? = nil, label: String = "") {
      (self.x, self.y, self.group, self.thumbnail) = (x, y, group, thumbnail)
      self.label = label
    }
  }

  /// Makes a scatter plot.
  public init(
    title: String = "", _ points: [PlacedValue], classes: [String] = [], x: Axis = Axis(), y: Axis = Axis(),
    hasNumbers: Bool = true, isEven: Bool = false
  ) {
    (self.title, self.points, self.classes) = (title, points, classes)
    (self.x, self.y, self.hasNumbers, self.isEven) = (x, y, hasNumbers, isEven)
  }

  /// See ``Chart/kind``.
  public var kind: String { "scatter" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size { Size(380, 360) }

  /// See ``Chart/summary``.
  public var summary: String {
    let placed = points.count { $0.x.isFinite && $0.y.isFinite }
    var text = "\(NumberText.grouped(Int64(placed))) points"
    let named = counts.filter { classes.indices.contains($0.group) }
    if !named.isEmpty {
      text +=
        ": "
        + named.map { "\(classes[$0.group]) \(NumberText.grouped(Int64($0.count)))" }.joined(separator: ", ")
    }
    return text + "."
  }

  /// How many points each class has that has any, in the order of classes.
  private var counts: [(group: Int, count: Int)] {
    var counts: [Int: Int] = [:]
    for point in points where point.x.isFinite && point.y.isFinite { counts[point.group, default: 0] += 1 }
    return counts.keys.sorted().map { ($0, counts[$0] ?? 0) }
  }

  /// Draws into a frame. Cost: linear in the values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    let groups = counts.map(\.group)
    let key = SeriesKey(
      groups.filter { classes.indices.contains($0) }.map {
        (.marker(Marker(class: $0), .series($0)), classes[$0])
      },
      width: frame.size.width)
    var (level, upright) = (
      AxisRange(x, over: points.lazy.map(\.x)), AxisRange(y, over: points.lazy.map(\.y))
    )
    let above = key.height
    key.draw(
      at: Point(frame.minX, frame.minY + PlotFrame.above(title, hasNumbers ? y : Axis()) - 3), on: &canvas)
    if !hasNumbers || isEven {
      level.pad()
      upright.pad()
    }
    func framed(isFixed: Bool) -> PlotFrame {
      PlotFrame(
        frame, title: title, x: x.fixed(level, isFixed), level, y: y.fixed(upright, isFixed), upright,
        above: above,
        hasUpright: hasNumbers)
    }
    var plot = framed(isFixed: !hasNumbers)
    // Other ranges may have wider numbers, which change the plot a little: so twice.
    for _ in 0..<(isEven ? 2 : 0) {
      guard let size = plot.area?.frame.size else { break }
      AxisRange.makeEven(&level, &upright, width: size.width, height: size.height)
      plot = framed(isFixed: true)
    }
    plot.drawTitles(on: &canvas)
    guard let area = plot.area else { return }
    if hasNumbers {
      area.drawGrid(on: &canvas)
      area.drawZero(on: &canvas)
      area.drawAxes(on: &canvas)
    } else {
      canvas.frames([area.frame])
    }
    let places = places(in: area)
    for group in groups { draw(group, places[group] ?? [], on: &canvas) }
    drawThumbnails(area, on: &canvas)
    drawLabels(area, on: &canvas)
  }

  /// Names beside points, those left out that would cover an earlier one or leave the plot.
  private func drawLabels(_ area: PlotArea, on canvas: inout Canvas) {
    var drawn: [Rect] = []
    let height = TextStyle.legend.lineHeight
    for point in points where !point.label.isEmpty && drawn.count < ChartTuning.mostThumbnails {
      guard let at = area.place(point.x, point.y), area.frame.contains(at) else { continue }
      let text = shorten(point.label, style: .legend, maxWidth: ChartTuning.pointLabelWidth)
      let frame = Rect(Point(at.x + ChartTuning.pointSize + 2, at.y - height / 2), Size(text.width, height))
      guard frame.maxX <= area.frame.maxX, !drawn.contains(where: { $0.meets(frame, within: 1) }) else {
        continue
      }
      drawn.append(frame)
      canvas.text(
        point.label, .legend, at: Point(frame.minX, at.y + Canvas.drop(.legend)),
        maxWidth: ChartTuning.pointLabelWidth)
    }
  }

  /// Where the points of each class are that are drawn as markers.
  private func places(in area: PlotArea) -> [Int: [Point]] {
    var places: [Int: [Point]] = [:]
    for point in points where point.thumbnail == nil {
      guard let at = area.place(point.x, point.y), area.frame.contains(at) else { continue }
      places[point.group, default: []].append(at)
    }
    return places
  }

  private func draw(_ group: Int, _ all: [Point], on canvas: inout Canvas) {
    // Where a cloud is so dense that it is an area, its points may stand further apart.
    var grid = ChartTuning.scatterGrid
    var places = Self.distinct(all, grid: grid)
    while places.count > ChartTuning.mostPoints, grid < 1_000 {
      grid *= 2
      places = Self.distinct(places, grid: grid)
    }
    let size = places.count > ChartTuning.manyPoints ? ChartTuning.pointSize * 0.7 : ChartTuning.pointSize
    canvas.markers(places, Marker(class: group), size: max(size, grid * 0.6), .series(group))
  }

  /// The nearest places on a grid, each once, in the order of the first.
  private static func distinct(_ points: some Sequence<Point>, grid: Double) -> [Point] {
    var taken: Set<Point> = []
    return points.compactMap { at in
      let place = Point((at.x / grid).rounded() * grid, (at.y / grid).rounded() * grid)
      return taken.insert(place).inserted ? place : nil
    }
  }

  /// Images, those left out that would cover an earlier one.
  private func drawThumbnails(_ area: PlotArea, on canvas: inout Canvas) {
    var drawn: [Rect] = []
    for point in points {
      guard let thumbnail = point.thumbnail, drawn.count < ChartTuning.mostThumbnails,
        let at = area.place(point.x, point.y), area.frame.contains(at)
      else { continue }
      let size = thumbnail.naturalSize
      let frame = Rect(Point((at.x - size.width / 2).rounded(), (at.y - size.height / 2).rounded()), size)
      if drawn.contains(where: { $0.meets(frame, within: 1) }) { continue }
      drawn.append(frame)
      thumbnail.draw(in: frame, on: &canvas)
      canvas.polylines([frame.outline], .series(point.group), width: ChartTuning.axisWidth)
    }
  }
}

extension Axis {
  /// The same axis with a range that is settled.
  fileprivate func fixed(_ range: AxisRange, _ isFixed: Bool) -> Axis {
    var axis = self
    if isFixed, range.kind == .linear { axis.range = range.low...range.high }
    return axis
  }
}
