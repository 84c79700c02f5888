import DiagramModel

/// A station as it was laid out, turned the way its arm flows.
struct ScalePiece {
  private(set) var place: PanelPlacement
  private let panel: Panel

  /// Takes a station's placement. That of the rising arm is turned upside down, so that it flows up.
  init(_ panel: Panel, _ place: PanelPlacement, isRising: Bool) {
    self.panel = panel
    self.place = place
    guard isRising else { return }
    let height = place.size.height
    change { Point($0.x, height - $0.y) }
  }

  /// Where lines come in and go out; nil where none do.
  var entry: Point? { place.inputs.first }
  var exit: Point? { place.outputs.first }

  /// The line of the arm, in the piece's coordinates: everything is placed by it.
  var axis: Double { entry?.x ?? exit?.x ?? place.boxes.first.map { ($0.minX + $0.maxX) / 2 } ?? 0 }

  /// The boxes with the sheets of stacks.
  var frames: [Rect] { zip(panel.boxes, place.boxes).map(Rows.frame) }

  /// How far it reaches to both sides of its axis.
  var reach: (left: Double, right: Double) {
    var (left, right) = (axis, axis)
    for frame in frames + place.labels.map(\.rect) {
      (left, right) = (min(left, frame.minX), max(right, frame.maxX))
    }
    for point in place.routes.flatMap(\.hull) { (left, right) = (min(left, point.x), max(right, point.x)) }
    return (axis - left, right - axis)
  }

  /// The same with its sides exchanged.
  var mirrored: ScalePiece {
    var other = self
    let width = place.size.width
    other.change { Point(width - $0.x, $0.y) }
    return other
  }

  /// The same elsewhere.
  func moved(_ x: Double, _ y: Double) -> ScalePiece {
    var other = self
    other.change { $0 + Point(x, y) }
    return other
  }

  /// What a box or a text in the way of a line weighs: more than all lines.
  static let blocked = 1_000

  /// What stands in the way of a level line from a box to one side: boxes weigh most.
  func obstacles(_ box: Int, y: Double, toRight: Bool) -> Int {
    let edge = toRight ? place.boxes[box].maxX : place.boxes[box].minX
    func isBeyond(_ low: Double, _ high: Double) -> Bool { toRight ? high > edge + 0.5 : low < edge - 0.5 }
    var found = 0
    for (other, frame) in frames.enumerated() where other != box {
      if isBeyond(frame.minX, frame.maxX), frame.minY < y + 3, frame.maxY > y - 3 { found += Self.blocked }
    }
    for hull in place.routes.flatMap(\.hulls) where hull.minY < y && hull.maxY > y {
      if isBeyond(hull.minX, hull.maxX) { found += 1 }
    }
    for label in place.labels where label.rect.minY < y + 2 && label.rect.maxY > y - 2 {
      if isBeyond(label.rect.minX, label.rect.maxX) { found += Self.blocked }
    }
    return found
  }

  /// Makes room above a box: everything from there on goes down. False, and nothing is changed, where another box or a
  /// label stands across.
  mutating func stretch(above box: Int, by room: Double) -> Bool {
    let cut = frames[box].minY - PageTuning.stretchRoom
    let others = frames.enumerated().filter { $0.offset != box }.map(\.element) + place.labels.map(\.rect)
    guard room > 0, !others.contains(where: { $0.minY < cut && $0.maxY > cut }) else { return false }
    change { $0.y > cut ? $0 + Point(0, room) : $0 }
    place.size.height += room
    return true
  }

  private mutating func change(_ map: (Point) -> Point) {
    func changed(_ rect: Rect) -> Rect {
      let (a, b) = (map(rect.origin), map(Point(rect.maxX, rect.maxY)))
      return Rect(Point(min(a.x, b.x), min(a.y, b.y)), rect.size)
    }
    place.boxes = place.boxes.map(changed)
    place.routes = place.routes.map { $0.map(map) }
    place.inputs = place.inputs.map(map)
    place.outputs = place.outputs.map(map)
    for index in place.labels.indices { place.labels[index].rect = changed(place.labels[index].rect) }
  }
}
