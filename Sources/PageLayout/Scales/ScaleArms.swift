import DiagramModel

/// Where the stations of a U stand: levels below each other, both arms of one level side by side so that skips are level.
struct ScaleArms {
  let plan: ScalePlan
  /// By station: its drawing, in the page's coordinates once it ``stand()``s.
  private(set) var pieces: [ScalePiece]
  /// By box: its number in its station's piece.
  private let localOf: [Int]
  /// By level: where it begins and ends, and the height of what its label stands beside.
  private(set) var bands: [(top: Double, bottom: Double, label: Double)] = []
  /// By skip: the height at which it leaves and arrives, as parts of the boxes' heights, and whether it is level.
  private(set) var skips: [Int: (leave: Double, arrive: Double)] = [:]
  /// What stands beside the U, at the left.
  private(set) var beside: ScalePiece?
  /// Where the labels of levels begin.
  private(set) var labelX = Metrics.panelPadding
  /// How far the arms reach to the outside.
  private(set) var reach: (left: Double, right: Double) = (0, 0)
  /// Between the arms.
  private(set) var gap: (left: Double, right: Double) = (0, 0)
  /// Where the arms' lines are.
  private(set) var axes: (left: Double, right: Double) = (0, 0)
  /// The box between the arms.
  private(set) var turn: Rect?

  init(_ plan: ScalePlan, _ pieces: [ScalePiece], _ beside: ScalePiece?) {
    self.plan = plan
    self.pieces = pieces
    self.beside = beside
    var numbers = Array(repeating: 0, count: plan.panel.boxes.count)
    for boxes in plan.stations.map(\.boxes) + [plan.beside] {
      for (number, box) in boxes.enumerated() { numbers[box] = number }
    }
    localOf = numbers
  }

  /// Where a box stands; nil for one in a head.
  func rect(_ box: Int) -> Rect? {
    if box == plan.turn { return turn }
    if plan.scales.places[box] == nil { return beside?.place.boxes[localOf[box]] }
    return plan.stationOf[box].map { pieces[$0].place.boxes[localOf[box]] }
  }

  /// A box's number in its station.
  func local(_ box: Int) -> Int { localOf[box] }

  /// Puts all in place; false where a skip can't leave or arrive.
  mutating func stand() -> Bool {
    spreadEnds()
    guard face() else { return false }
    let width = plan.scales.levels.joined().reduce(0) { max($0, $1.width) }
    let labels = width > 0 ? width + PageTuning.levelGap : 0
    standBeside()
    let (falling, rising) = (extent(ofRising: false), extent(ofRising: true))
    let lanes = plan.buses.isEmpty ? 0 : PageTuning.busRoom.arm + laneWidth
    axes.left = (labelX + labels + lanes + falling.left).rounded(.up)
    reach.left = axes.left - falling.left
    gap.left = axes.left + falling.right
    axes.right = gap.left + skipRoom + rising.left
    if let turn = plan.turn {
      axes.right = max(axes.right, axes.left + plan.panel.boxes[turn].size.width + 2 * PageTuning.turnRoom)
    }
    axes.right.round(.up)
    gap.right = axes.right - rising.left
    reach.right = axes.right + rising.right
    var y = 0.0
    for level in plan.scales.levels.indices {
      y = stand(level, top: y)
      y += PageTuning.bandGap
    }
    return true
  }

  /// Puts what is beside the U at the left edge, and the labels of levels behind it where it is not above the arm.
  private mutating func standBeside() {
    guard var piece = beside else { return }
    piece = piece.moved(Metrics.panelPadding - (piece.axis - piece.reach.left), 0)
    beside = piece
    guard !plan.isNarrow else { return }
    let width = Metrics.panelPadding + piece.reach.left + piece.reach.right + PageTuning.besideGap
    labelX = width.rounded(.up)
  }

  /// How far the stations of one arm reach to both sides of its axis.
  private func extent(ofRising isRising: Bool) -> (left: Double, right: Double) {
    plan.stations.indices.filter { plan.stations[$0].isRising == isRising }.reduce((0.0, 0.0)) {
      (max($0.0, pieces[$1].reach.left), max($0.1, pieces[$1].reach.right))
    }
  }

  /// From the first lane of the buses on one side of the U to the last.
  private var laneWidth: Double { Double(max(0, plan.buses.count - 1)) * PageTuning.busRoom.lane }

  /// The room between the arms: for the widest label of a skip, and for its arrow.
  private var skipRoom: Double {
    plan.ways.indices.filter { plan.ways[$0] == .skip }.reduce(PageTuning.skipRoom.least) { room, link in
      max(room, (label(link)?.width ?? 0) + 2 * PageTuning.skipRoom.beside)
    }
  }

  /// What stands on a skip.
  func label(_ link: Int) -> TextLine? {
    guard case .box(let box, let port) = plan.panel.links[link].source,
      plan.panel.boxes[box].outputs.indices.contains(port)
    else { return nil }
    return plan.panel.boxes[box].outputs[port].label
  }

  // MARK: Skips

  /// Finds at which height skips leave and arrive: those of one value together, others apart.
  private mutating func spreadEnds() {
    var leaving: [Int: [Link.End]] = [:]
    var arriving: [Int: [Int]] = [:]
    let all = plan.ways.indices.filter { plan.ways[$0] == .skip }
    for link in all {
      let end = plan.panel.links[link].source
      if !(leaving[plan.source(link)] ?? []).contains(end) {
        leaving[plan.source(link), default: []].append(end)
      }
      arriving[plan.target(link), default: []].append(link)
    }
    for link in all {
      let (source, target) = (plan.source(link), plan.target(link))
      let from = leaving[source]?.firstIndex(of: plan.panel.links[link].source) ?? 0
      let to = arriving[target]?.firstIndex(of: link) ?? 0
      skips[link] = (
        offset(from, of: leaving[source]?.count ?? 1, source),
        offset(to, of: arriving[target]?.count ?? 1, target)
      )
    }
  }

  /// How far from its box's middle one of several ends is.
  private func offset(_ index: Int, of count: Int, _ box: Int) -> Double {
    let pitch = min(PageTuning.endPitch, plan.panel.boxes[box].size.height / Double(count + 1))
    return (Double(index) - Double(count - 1) / 2) * pitch
  }

  /// A line that leaves or enters a box of a piece level.
  private struct SideEnd {
    let box: Int
    let offset: Double
    let toRight: Bool
  }

  /// Exchanges the sides of pieces where lines from the side reach their boxes better then; false where a box is in the way of a
  /// skip on both. Lines from beside the U can also come from above.
  private mutating func face() -> Bool {
    for station in plan.stations.indices {
      let isRising = plan.stations[station].isRising
      var ends: [SideEnd] = plan.ways.indices.compactMap { link in
        guard plan.ways[link] == .skip, let skip = skips[link] else { return nil }
        let box = isRising ? plan.target(link) : plan.source(link)
        guard plan.stationOf[box] == station else { return nil }
        return SideEnd(box: localOf[box], offset: isRising ? skip.arrive : skip.leave, toRight: !isRising)
      }
      for head in plan.heads where plan.stationOf[head.root] == station {
        ends.append(SideEnd(box: localOf[head.root], offset: 0, toRight: true))
      }
      let others = plan.stations[station].boxes.filter { !plan.fromBuses[$0].isEmpty }.map {
        SideEnd(box: localOf[$0], offset: 0, toRight: isRising)
      }
      let both = [pieces[station], pieces[station].mirrored]
      let needed = both.map { obstacles($0, ends) }
      let all = zip(both, needed).map { obstacles($0, others) + $1 }
      guard let least = needed.min(), least < ScalePiece.blocked else { return false }
      if needed[0] >= ScalePiece.blocked || needed[1] < ScalePiece.blocked && all[1] < all[0] {
        pieces[station] = both[1]
      }
    }
    return true
  }

  private func obstacles(_ piece: ScalePiece, _ ends: [SideEnd]) -> Int {
    ends.reduce(0) { sum, end in
      let box = piece.place.boxes[end.box]
      return sum + piece.obstacles(end.box, y: (box.minY + box.maxY) / 2 + end.offset, toRight: end.toRight)
    }
  }

  // MARK: Levels

  /// Puts the stations of one level in place, so that as many of its skips are level as can be; returns where it ends.
  private mutating func stand(_ level: Int, top: Double) -> Double {
    let left = plan.stations.firstIndex { $0.level == level && !$0.isRising }
    let right = plan.stations.firstIndex { $0.level == level && $0.isRising }
    var shift = (left: 0.0, right: 0.0)
    var isFirst = true
    var last = (left: -Double.infinity, right: -Double.infinity)
    var middle: Double?
    for link in plan.ways.indices.sorted(by: { heights($0) < heights($1) }) where plan.ways[link] == .skip {
      guard let left, let right, plan.stationOf[plan.source(link)] == left else { continue }
      let (a, b) = heights(link)
      guard a > last.left, b > last.right else { continue }
      let distance = (b + shift.right) - (a + shift.left)
      if isFirst {
        if distance > 0 { shift.left = distance } else { shift.right = -distance }
        middle = top + a + shift.left
      } else if abs(distance) > 0.01 {
        let (station, box) = distance > 0 ? (left, plan.source(link)) : (right, plan.target(link))
        guard pieces[station].stretch(above: localOf[box], by: abs(distance)) else { continue }
      }
      isFirst = false
      last = heights(link)
    }
    let room = level == 0 ? max(0, roomAbove - shift.left) : 0
    shift = (shift.left + room, shift.right + room)
    middle = middle.map { $0 + room }
    let height = [left, right].map { $0.map { pieces[$0].place.size.height } ?? 0 }
    var bottom = top + max(height[0] + shift.left, height[1] + shift.right)
    if isFirst { shift.right = bottom - top - height[1] }
    if let left { pieces[left] = pieces[left].moved(axes.left - pieces[left].axis, top + shift.left) }
    if let right { pieces[right] = pieces[right].moved(axes.right - pieces[right].axis, top + shift.right) }
    if level == plan.bottom { bottom = standTurn(top: top, bottom: bottom, left) }
    if middle == nil, level == plan.bottom, let turn { middle = (turn.minY + turn.maxY) / 2 }
    bands.append((top, bottom, middle ?? (top + bottom) / 2))
    return bottom
  }

  /// What stands above the falling arm.
  private var roomAbove: Double {
    guard plan.isNarrow, let beside else { return 0 }
    let low = beside.frames.map(\.maxY).max() ?? 0
    return low + Double(plan.buses.count + 1) * PageTuning.busRoom.lane + PageTuning.busBelow
  }

  /// The heights of a skip's ends in their pieces.
  private func heights(_ link: Int) -> (Double, Double) {
    guard let skip = skips[link], let from = rect(plan.source(link)), let to = rect(plan.target(link)) else {
      return (.infinity, .infinity)
    }
    return ((from.minY + from.maxY) / 2 + skip.leave, (to.minY + to.maxY) / 2 + skip.arrive)
  }

  /// Puts the last box between the arms, below what stands on its level.
  private mutating func standTurn(top: Double, bottom: Double, _ left: Int?) -> Double {
    guard let number = plan.turn else { return bottom + (left == nil ? 0 : PageTuning.turn.below) }
    let size = plan.panel.boxes[number].size
    let x = ((axes.left + axes.right - size.width) / 2).rounded()
    let content = left.map { pieces[$0].frames.map(\.maxY).max() ?? top } ?? top
    let y =
      left == nil
      ? top + Metrics.panelPadding : max(content + PageTuning.turn.above, bottom - size.height / 2)
    turn = Rect(Point(x, y), size)
    return max(bottom, y + size.height + PageTuning.bottom)
  }
}
