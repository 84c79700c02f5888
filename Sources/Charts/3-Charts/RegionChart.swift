import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// Which class a model gives to each point of a plane of two features: an area a class, stronger where the model is surer, with
/// the lines between them, and points of data over it.
public struct RegionChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The level axis: the first feature.
  public var x: Axis
  /// The upright axis: the second feature.
  public var y: Axis
  /// What the model says.
  public var plane: Plane
  /// Points of data.
  public var points: [Datum]
  /// Names of the classes by number.
  public var classes: [String]

  /// A grid of answers.
  public struct Plane: Sendable, Equatable {
    /// The first feature by column, ascending.
    public var x: [Double]
    /// The second feature by row, ascending.
    public var y: [Double]
    /// By row, then by column: the number of the class.
    public var classes: [[Int]]
    /// By row, then by column: the share of that class; missing ones count as unsure.
    public var confidence: [[Double]]
    /// By row, then by column: the share of the next best class, which makes lines between classes exact; may be empty.
    public var second: [[Double]]

    /// Makes a grid of answers.
    public init(
      x: [Double], y: [Double], classes: [[Int]], confidence: [[Double]], second: [[Double]] = []
    ) {
      (self.x, self.y, self.classes) = (x, y, classes)
      (self.confidence, self.second) = (confidence, second)
    }
  }

  /// A point of data.
  public struct Datum: Sendable, Equatable {
    /// Its first feature.
    public var x: Double
    /// Its second feature.
    public var y: Double
    /// The number of its true class.
    public var group: Int
    /// Whether the model says another class.
    public var isWrong: Bool

    /// Makes a point.
    public init(_ x: Double, _ y: Double, group: Int, isWrong: Bool = false) {
      (self.x, self.y, self.group, self.isWrong) = (x, y, group, isWrong)
    }
  }

  /// Makes a plane of classes.
  ///
  /// - Parameters:
  ///   - title: what it is about.
  ///   - plane: what the model says.
  ///   - points: points of data; those outside are left out.
  ///   - classes: names of the classes by number; one without a name is `class 3`.
  ///   - x: what the first feature is.
  ///   - y: what the second feature is.
  public init(
    title: String = "", _ plane: Plane, points: [Datum] = [], classes: [String] = [], x: Axis = Axis(),
    y: Axis = Axis()
  ) {
    (self.title, self.plane, self.points, self.classes, self.x, self.y) = (
      title, plane, points, classes, x, y
    )
  }

  /// See ``Chart/kind``.
  public var kind: String { "regions" }
  /// See ``Chart/naturalSize``.
  public var naturalSize: Size { Size(420, 360) }

  /// See ``Chart/summary``.
  public var summary: String {
    let field = RegionField(plane)
    guard field.cells > 0 else { return "No classes." }
    var text = field.groups.map { group in
      "\(name(group.number)) \(NumberText.percent(Double(group.cells) / Double(field.cells))) of the plane"
    }.joined(separator: ", ")
    let wrong = points.count(where: \.isWrong)
    if !points.isEmpty {
      text +=
        "; \(NumberText.grouped(Int64(points.count))) points, \(NumberText.grouped(Int64(wrong))) of them of another class"
    }
    return text + "."
  }

  private func name(_ group: Int) -> String {
    classes.indices.contains(group) && !classes[group].isEmpty ? classes[group] : "class \(group)"
  }

  /// Draws into a frame. Cost: linear in cells and points, for each class.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    let field = RegionField(plane)
    canvas.chartTitle(title, in: frame)
    guard let left = field.x.first, let right = field.x.last, let low = field.y.first, let high = field.y.last
    else { return }
    var (level, upright) = (x, y)
    (level.range, upright.range) = (left...right, low...high)
    (level.endsRound, upright.endsRound) = (false, false)
    let key = legend(field, width: frame.size.width)
    let plot = PlotFrame(
      frame, title: title, x: level, AxisRange(level, low: left, high: right), y: upright,
      AxisRange(upright, low: low, high: high), right: ConfidenceKey.room(field),
      above: key.height + Self.keyGap)
    let above = frame.minY + PlotFrame.above(title, Axis())
    key.draw(at: Point(frame.minX, above - 5), on: &canvas)
    guard let area = plot.area else { return }
    let titleTop = above + key.height + Self.keyGap - (title.isEmpty ? 6 : 2)
    canvas.text(
      y.title, .legend, at: Point(frame.minX, titleTop + 8), maxWidth: frame.size.width)
    RegionPainter(field: field, area: area).draw(on: &canvas)
    let places = RegionPoints(points, in: area)
    drawNames(field, area, places, on: &canvas)
    places.draw(on: &canvas)
    canvas.frames([area.frame])
    area.drawAxes(on: &canvas)
    ConfidenceKey.draw(field, rightOf: area.frame, on: &canvas)
  }

  /// Between the legend and the title of the upright axis.
  private static let keyGap = 3.0

  /// The classes that have an area or points, and what a border means.
  private func legend(_ field: RegionField, width: Double) -> SeriesKey {
    let present = Set(points.map(\.group)).union(field.groups.map(\.number))
    var entries: [(SeriesKey.Sample, String)] = present.sorted().map {
      (.marker(Marker(class: $0), .series($0)), name($0))
    }
    if points.contains(where: \.isWrong) {
      entries.append((.marker(.ring, .text(.title)), "hollow: the model says another class"))
    }
    return SeriesKey(entries, width: width)
  }

  /// Names in the middle of areas where they cover no point: classes of one colour are told apart by them.
  private func drawNames(
    _ field: RegionField, _ area: PlotArea, _ places: RegionPoints, on canvas: inout Canvas
  ) {
    for group in field.groups {
      let line = shorten(name(group.number), style: .head, maxWidth: area.frame.size.width / 3)
      let size = Size(line.width + 10, TextStyle.head.lineHeight + 6)
      guard let middle = RegionRoom(field, group.number, area, places.all).middle(of: size) else { continue }
      canvas.text(line.text, .head, at: Point(middle.x, middle.y + Canvas.drop(.head)), .middle)
    }
  }
}
