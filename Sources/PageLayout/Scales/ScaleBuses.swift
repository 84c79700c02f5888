import DiagramModel

/// The lines from beside a U to boxes on all its levels: each value has one lane left of the falling arm, runs below
/// the U, and has one lane right of the rising arm. Lines of one value share these ways.
struct ScaleBuses {
  private let plan: ScalePlan
  private let arms: ScaleArms
  private let piece: ScalePiece
  /// By bus: the line of ``piece`` that leaves it.
  private let exits: [Int]
  /// By bus: its lane, from the inside out. What fewer boxes read is farther out: its branches cross the other lanes.
  private var lanes: [Int] = []
  /// By bus: the height at which it goes to its lane.
  private var turns: [Double] = []
  /// By line: its way.
  private(set) var routes: [Int: Route] = [:]

  init(_ plan: ScalePlan, _ arms: ScaleArms, _ piece: ScalePiece, _ exits: [Int]) {
    self.plan = plan
    self.arms = arms
    self.piece = piece
    self.exits = exits
  }

  /// Draws all; false where a box can't be reached.
  ///
  /// - Parameter labels: what is said of levels, which lines do not cross.
  ///
  /// Cost: linear in lines, times the boxes of a level.
  mutating func run(_ labels: [Rect]) -> Bool {
    guard exits.count == plan.buses.count else { return false }
    chooseLanes()
    chooseTurns(labels)
    for bus in plan.buses.indices {
      for link in plan.buses[bus].links {
        guard let route = route(link, of: bus) else { return false }
        routes[link] = route
      }
    }
    return true
  }

  private mutating func chooseLanes() {
    let order = plan.buses.indices.sorted {
      (-plan.buses[$0].links.count, $0) < (-plan.buses[$1].links.count, $1)
    }
    lanes = Array(repeating: 0, count: order.count)
    for (lane, bus) in order.enumerated() { lanes[bus] = lane }
  }

  /// Finds where lines go to their lanes: below what stands beside the U, those nearer to them first, and past the labels of
  /// levels.
  private mutating func chooseTurns(_ labels: [Rect]) {
    let ends = exits.map { piece.place.routes[$0].end }
    turns = ends.map(\.y)
    func distance(_ bus: Int) -> Double { abs(ends[bus].x - left(bus)) }
    var y = (piece.frames.map(\.maxY) + ends.map(\.y)).max() ?? 0
    for bus in ends.indices.sorted(by: { (distance($0), $0) < (distance($1), $1) }) {
      y += PageTuning.busRoom.lane
      for label in labels.sorted(by: { $0.minY < $1.minY })
      where label.minY - PageTuning.busRoom.label < y && y < label.maxY + PageTuning.busRoom.label {
        y = label.maxY + PageTuning.busRoom.label
      }
      turns[bus] = y.rounded()
    }
  }

  /// A lane left of the falling arm, below the U, or right of the rising arm.
  private func left(_ bus: Int) -> Double {
    arms.reach.left - PageTuning.busRoom.arm - Double(lanes[bus]) * PageTuning.busRoom.lane
  }

  private func below(_ bus: Int) -> Double {
    let low = (arms.bands.map(\.bottom) + turns).max() ?? 0
    return low + PageTuning.busBelow + Double(lanes[bus]) * PageTuning.busRoom.lane
  }

  private func right(_ bus: Int) -> Double {
    arms.reach.right + PageTuning.busRoom.arm + Double(lanes[bus]) * PageTuning.busRoom.lane
  }

  /// From beside the U to a box; nil where another box is in the way.
  private func route(_ link: Int, of bus: Int) -> Route? {
    let box = plan.target(link)
    guard let rect = arms.rect(box) else { return nil }
    let leaving = piece.place.routes[exits[bus]]
    var pen = CornerPen(leaving.start)
    for segment in leaving.segments { pen.add(segment) }
    let x = left(bus)
    pen.turn(at: Point(leaving.end.x, turns[bus]), to: Point(x, turns[bus]))
    let end: Point
    if box == plan.turn {
      end = Point((rect.minX + rect.maxX) / 2 + offset(link, rect.size.width), rect.maxY)
      let y = below(bus)
      pen.turn(at: Point(x, turns[bus]), to: Point(x, y))
      pen.turn(at: Point(x, y), to: Point(end.x, y))
      pen.turn(at: Point(end.x, y), to: end)
    } else {
      guard let station = plan.stationOf[box] else { return nil }
      let isRising = plan.stations[station].isRising
      let y = (rect.minY + rect.maxY) / 2 + offset(link, rect.size.height)
      guard arms.pieces[station].obstacles(arms.local(box), y: y, toRight: isRising) < 1_000 else {
        return nil
      }
      end = Point(isRising ? rect.maxX : rect.minX, y)
      var lane = x
      if isRising {
        let low = below(bus)
        lane = right(bus)
        pen.turn(at: Point(x, turns[bus]), to: Point(x, low))
        pen.turn(at: Point(x, low), to: Point(lane, low))
        pen.turn(at: Point(lane, low), to: Point(lane, y))
      } else if abs(turns[bus] - y) > 0.5 {
        pen.turn(at: Point(x, turns[bus]), to: Point(x, y))
      }
      pen.turn(at: Point(lane, y), to: end)
    }
    pen.line(to: end)
    return Route(start: leaving.start, segments: pen.segments)
  }

  /// How far from the middle of its box's side a line ends: the outer lane's first, so that it does not cross the others there.
  private func offset(_ link: Int, _ length: Double) -> Double {
    let box = plan.target(link)
    let all = plan.buses.indices.flatMap { bus in
      plan.buses[bus].links.filter { plan.target($0) == box }.map { (lane: lanes[bus], link: $0) }
    }.sorted { (-$0.lane, $0.link) < (-$1.lane, $1.link) }
    guard let place = all.firstIndex(where: { $0.link == link }) else { return 0 }
    let pitch = min(PageTuning.endPitch, length / Double(all.count + 1))
    return (Double(place) - Double(all.count - 1) / 2) * pitch
  }
}
