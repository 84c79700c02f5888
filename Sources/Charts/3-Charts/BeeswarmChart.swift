import DiagramModel
import Rendering
import TextMetrics
import TextOutput

/// What each feature contributes in many rows of data: a row of points a feature, the most important first, spread where they
/// are dense and coloured by the feature's own value.
public struct BeeswarmChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  /// The features, in any order.
  public var features: [Feature]
  /// The most rows; the sums of the other features are one row together.
  public var most: Int
  /// What the contributions are; below the axis.
  public var unit: String

  /// One feature.
  public struct Feature: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// What it contributes, by row of the data.
    public var contributions: [Double]
    /// Its own value, by row of the data; a missing one makes the point grey.
    public var values: [Double]

    /// Makes a feature.
    public init(_ name: String, contributions: [Double], values: [Double] = []) {
      (self.name, self.contributions, self.values) = (name, contributions, values)
    }
  }

  /// Makes a swarm.
  ///
  /// - Parameters:
  ///   - title: what it is about.
  ///   - features: the features, in any order, all with the same rows.
  ///   - most: the most rows; the sums of the other features are one row together.
  ///   - unit: what the contributions are.
  public init(
    title: String = "", _ features: [Feature], most: Int = 12, unit: String = "SHAP value"
  ) {
    (self.title, self.features, self.most, self.unit) = (title, features, max(1, most), unit)
  }

  /// See ``Chart/kind``.
  public var kind: String { "beeswarm" }

  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    let swarm = SwarmRows(self)
    return Size(
      520,
      PlotFrame.above(title, Axis()) + Double(max(swarm.rows.count, 1)) * Self.rowHeight
        + PlotArea.below(Axis(unit)) + (swarm.note.isEmpty ? 0 : Self.noteHeight))
  }

  /// See ``Chart/summary``.
  public var summary: String {
    let swarm = SwarmRows(self)
    guard !swarm.rows.isEmpty, swarm.count > 0 else { return "No values." }
    let parts = swarm.rows.map { "\($0.name) \(NumberText.significant($0.importance))" }
    let text =
      "\(NumberText.grouped(Int64(swarm.count))) rows of data; mean size by feature: "
      + parts.joined(separator: ", ") + "."
    return swarm.note.isEmpty ? text : text + " " + swarm.note
  }

  private static let rowHeight = 25.0
  private static let noteHeight = 15.0
  private static let radius = 1.9

  /// Draws into a frame. Cost: that of sorting each feature's values.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    let swarm = SwarmRows(self)
    let note = swarm.note.isEmpty ? 0 : Self.noteHeight
    let names = swarm.rows.map {
      shorten($0.name, style: .cell, maxWidth: frame.size.width * ChartTuning.rowLabelShare)
    }
    let left = names.reduce(0) { max($0, $1.width) } + 10
    let key = swarm.hasColors ? Self.keyRoom : 0
    let inner = Rect(
      Point(frame.minX + left, frame.minY), Size(frame.size.width - left, frame.size.height - note))
    var axis = Axis(unit, hasZero: true)
    axis.endsRound = false
    var range = AxisRange(axis, over: swarm.rows.lazy.flatMap { $0.points.lazy.map(\.x) })
    range.pad()
    canvas.chartTitle(title, in: frame)
    guard inner.size.width > 0, !swarm.rows.isEmpty,
      let area = PlotFrame(
        inner, title: title, x: axis, range, y: Axis(), AxisRange(Axis(), low: 0, high: 1), right: key,
        hasUpright: false
      ).area
    else { return }
    let height = area.frame.size.height / Double(swarm.rows.count)
    drawLines(swarm, names, area, height, left: frame.minX + left - 10, on: &canvas)
    drawPoints(swarm, area, height, on: &canvas)
    area.drawLevel(on: &canvas)
    if swarm.hasColors { drawKey(rightOf: area.frame, on: &canvas) }
    canvas.text(
      swarm.note, .legend, at: Point(frame.minX, frame.maxY - 3), maxWidth: frame.size.width)
  }

  private func drawLines(
    _ swarm: SwarmRows, _ names: [TextLine], _ area: PlotArea, _ height: Double, left: Double,
    on canvas: inout Canvas
  ) {
    let plot = area.frame
    func middle(_ number: Int) -> Double { plot.minY + (Double(number) + 0.5) * height }
    canvas.lines(
      names.indices.map { (Point(plot.minX, middle($0)), Point(plot.maxX, middle($0))) }, .grid,
      width: ChartTuning.gridWidth)
    if let zero = area.x.place(0), area.x.contains(0) {
      canvas.line(Point(zero, plot.minY), Point(zero, plot.maxY), .chartAxis, width: ChartTuning.axisWidth)
    }
    for number in stride(
      from: 0, to: names.count, by: GridLabels.every(height, least: ChartTuning.labelledRow))
    {
      canvas.text(
        names[number].text, .cell, at: Point(left, middle(number) + Canvas.drop(.cell)), .end,
        fill: swarm.rows[number].isSum ? .text(.small) : nil)
    }
  }

  /// The points, a path for each colour: those in the middle of the scale below those at its ends.
  private func drawPoints(
    _ swarm: SwarmRows, _ area: PlotArea, _ height: Double, on canvas: inout Canvas
  ) {
    let radius = min(Self.radius, height * 0.2)
    var places = [[Point]](repeating: [], count: ChartTuning.colorSteps + 1)
    for (number, row) in swarm.rows.enumerated() {
      let middle = area.frame.minY + (Double(number) + 0.5) * height
      let packed = SwarmPacking(
        row.points.map { area.x.clampedPlace($0.x) ?? area.frame.minX }, size: 2 * radius, room: height * 0.86
      )
      for (point, place) in zip(row.points, packed.places) {
        places[point.step].append(
          Point((place.x * 2).rounded() / 2, ((middle + place.y) * 4).rounded() / 4))
      }
    }
    let steps = ChartTuning.colorSteps
    let order = [steps] + (0..<steps).sorted { (abs(2 * $0 - steps + 1), $0) < (abs(2 * $1 - steps + 1), $1) }
    for step in order {
      canvas.dots(
        places[step], radius: radius,
        step == steps ? .chartAxis : .level(.points, StepBar.level(step)))
    }
  }

  private static let keyRoom = 46.0

  private func drawKey(rightOf plot: Rect, on canvas: inout Canvas) {
    let height = min(plot.size.height, 140)
    guard height >= 24 else { return }
    let bar = Rect(Point(plot.maxX + 14, plot.midY - height / 2 + 6), Size(7, height - 12))
    StepBar(.points).draw(in: bar, isLevel: false, on: &canvas)
    canvas.text("high", .tick, at: Point(bar.maxX + 4, bar.minY + 6))
    canvas.text("low", .tick, at: Point(bar.maxX + 4, bar.maxY))
    let title = "feature value"
    if measure(title, style: .tick).width < height - 44 {
      canvas.text(title, .tick, at: Point(bar.maxX + 12, bar.midY), .middle, isTurned: true)
    }
  }
}

extension Canvas {
  /// Discs of one colour as one path, each a piece without length whose ends are round: a disc of arcs would be five times as long.
  mutating func dots(_ points: [Point], radius: Double, _ paint: Paint) {
    guard let first = points.first else { return }
    var path = Scene.Path(start: first, steps: [.close], stroke: paint, width: 2 * radius)
    for point in points.dropFirst() { path.steps += [.move(point), .close] }
    path.hasRoundEnds = true
    self.path(path)
  }
}
