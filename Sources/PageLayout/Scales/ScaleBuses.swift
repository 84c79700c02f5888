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

  /// A lane left of the falling arm, below the U, or right of the rising arm. A single one on the left stands under what it
  /// comes from where that is nearly there.
  private func left(_ bus: Int) -> Double {
    let x = arms.reach.left - PageTuning.busRoom.arm - Double(lanes[bus]) * PageTuning.busRoom.lane
    guard plan.buses.count == 1 else { return x }
    let above = piece.place.routes[exits[bus]].end.x
    return abs(above - x) < PageTuning.corner ? above : x
  }

  private func below(_ bus: Int) -> Double {
    let low = (arms.bands.map(\.bottom) + turns).max() ?? 0
    return low + PageTuning.busBelow + Double(lanes[bus]) * PageTuning.busRoom.lane
  }

  private func right(_ bus: Int) -> Double {
    arms.reach.right + PageTuning.busRoom.arm + Double(lanes[bus]) * PageTuning.busRoom.lane
  }

  /// Where a line ends, and by which height it comes there from its lane.
  private struct Entry {
    let end: Point
    let height: Double
  }

  /// From beside the U to a box; nil where other boxes are in the way.
  private func route(_ link: Int, of bus: Int) -> Route? {
    let box = plan.target(link)
    guard let rect = arms.rect(box) else { return nil }
    let (left, low) = (left(bus), below(bus))
    let entry: Entry
    var isRising = false
    if box == plan.turn {
      let x = (rect.minX + rect.maxX) / 2 + offset(link, rect.size.width)
      entry = Entry(end: Point(x, rect.maxY), height: low)
    } else {
      guard let station = plan.stationOf[box], let found = self.entry(link, rect, station) else { return nil }
      (entry, isRising) = (found, plan.stations[station].isRising)
    }
    let leaving = piece.place.routes[exits[bus]]
    var corners = [Point(leaving.end.x, turns[bus]), Point(left, turns[bus])]
    if isRising { corners += [Point(left, low), Point(right(bus), low)] }
    corners.append(Point(isRising ? right(bus) : left, entry.height))
    corners.append(Point(entry.end.x, entry.height))
    var pen = CornerPen(leaving.start)
    for segment in leaving.segments { pen.add(segment) }
    // A point that stands twice is passed once.
    for (corner, next) in zip(corners, corners.dropFirst() + [entry.end]) where corner != next {
      pen.turn(at: corner, to: next)
    }
    pen.line(to: entry.end)
    return Route(start: leaving.start, segments: pen.segments)
  }

  /// From the side where that is free, else from where its arm comes from; nil where neither is.
  private func entry(_ link: Int, _ rect: Rect, _ station: Int) -> Entry? {
    let isRising = plan.stations[station].isRising
    let box = arms.local(plan.target(link))
    let y = (rect.minY + rect.maxY) / 2 + offset(link, rect.size.height)
    let hasRow = isRising && plan.heads.contains { $0.root == plan.target(link) }
    if !hasRow, arms.pieces[station].obstacles(box, y: y, toRight: isRising) < ScalePiece.blocked {
      return Entry(end: Point(isRising ? rect.maxX : rect.minX, y), height: y)
    }
    let before = isRising ? rect.maxY + PageTuning.busRoom.above : rect.minY - PageTuning.busRoom.above
    guard arms.pieces[station].obstacles(box, y: before, toRight: isRising) < ScalePiece.blocked else {
      return nil
    }
    // What else comes there ends in the middle.
    let isShared = !plan.incoming[plan.target(link)].isEmpty
    let side = isShared ? rect.size.width / 4 * (isRising ? 1 : -1) : 0
    let x = (rect.minX + rect.maxX) / 2 + side + offset(link, rect.size.width / 2)
    return Entry(end: Point(x, isRising ? rect.maxY : rect.minY), height: before)
  }

  /// How far from the middle of its box's side a line ends: the outer lane's first, so that it does not cross the others there.
  private func offset(_ link: Int, _ length: Double) -> Double {
    let all = plan.fromBuses[plan.target(link)]
      .sorted { (-lanes[$0.bus], $0.link) < (-lanes[$1.bus], $1.link) }
    guard let place = all.firstIndex(where: { $0.link == link }) else { return 0 }
    let pitch = min(PageTuning.endPitch, length / Double(all.count + 1))
    return (Double(place) - Double(all.count - 1) / 2) * pitch
  }
}
