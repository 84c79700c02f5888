import DiagramModel

/// What a U is made of: stations along its way, each with the boxes of one arm on one level, and what every line is to it.
struct ScalePlan {
  /// The boxes of one arm on one level, which are laid out by themselves.
  struct Station {
    let level: Int
    let isRising: Bool
    var boxes: [Int]
  }

  /// Boxes in a row that leave an arm to the right, up to an output.
  struct Head {
    /// The box that feeds them.
    let root: Int
    var boxes: [Int]
    /// The lines to each of them.
    var links: [Int]
  }

  /// What a line is.
  enum Way: Equatable {
    /// Within a station.
    case inside(station: Int)
    /// From a station to the next one.
    case step(from: Int)
    /// From the falling arm to the rising one, on one level.
    case skip
    /// In a row that leaves an arm.
    case head
    /// To or from the box between the arms.
    case turn
    /// Between boxes beside the U.
    case beside
    /// From a box beside the U to one on it.
    case bus(Int)
  }

  /// A value from beside the U, which boxes on several levels read.
  struct Bus {
    let source: Link.End
    /// The lines of it.
    var links: [Int]
  }

  let panel: Panel
  let scales: Scales
  /// In the order of the flow: down the falling arm, then up the rising one.
  private(set) var stations: [Station] = []
  /// By box: its station; nil for those in a head and between the arms.
  private(set) var stationOf: [Int?]
  private(set) var heads: [Head] = []
  /// The last box of the lowest level, where it can stand between the arms.
  private(set) var turn: Int?
  /// The boxes beside the U, and the values they give to it.
  let beside: [Int]
  private(set) var buses: [Bus] = []
  /// By box: the lines to it from beside the U, each with its bus.
  let fromBuses: [[(bus: Int, link: Int)]]
  /// By line.
  private(set) var ways: [Way] = []
  /// By box: the lines to it and from it, without those from beside the U to it.
  let incoming: [[Int]]
  let outgoing: [[Int]]

  /// The number of the lowest level.
  var bottom: Int { scales.levels.count - 1 }

  /// Whether all is to be in the columns of the arms, as far as can be: rows that leave the top have one box, and what is
  /// beside the U stands above the falling arm.
  let isNarrow: Bool

  /// Finds the parts; nil where a panel says nothing of scales, has open boxes, or has a line that a U has no way for.
  ///
  /// Cost: linear in boxes and lines, and sorts the stations.
  init?(_ panel: Panel, isNarrow: Bool = false) {
    guard let scales = panel.scales, scales.places.count == panel.boxes.count, panel.header == nil,
      panel.inputs.isEmpty, panel.outputs.isEmpty, scales.levels.count > 1,
      scales.places.allSatisfy({ $0.map { scales.levels.indices.contains($0.level) } ?? true })
    else { return nil }
    self.panel = panel
    self.isNarrow = isNarrow
    self.scales = scales
    beside = panel.boxes.indices.filter { scales.places[$0] == nil }
    stationOf = Array(repeating: nil, count: panel.boxes.count)
    var incoming: [[Int]] = Array(repeating: [], count: panel.boxes.count)
    var outgoing = incoming
    var fromBuses: [[(bus: Int, link: Int)]] = Array(repeating: [], count: panel.boxes.count)
    for (index, link) in panel.links.enumerated() {
      guard case .box(let source, _) = link.source, case .box(let target, _) = link.target,
        panel.boxes.indices.contains(source), panel.boxes.indices.contains(target), source != target
      else { return nil }
      if scales.places[source] == nil, scales.places[target] != nil {
        let bus = buses.firstIndex { $0.source == link.source } ?? buses.count
        if bus == buses.count { buses.append(Bus(source: link.source, links: [])) }
        buses[bus].links.append(index)
        fromBuses[target].append((bus, index))
        continue
      }
      guard scales.places[target] != nil || scales.places[source] == nil else { return nil }
      outgoing[source].append(index)
      incoming[target].append(index)
    }
    (self.incoming, self.outgoing, self.fromBuses) = (incoming, outgoing, fromBuses)
    guard beside.count < panel.boxes.count,
      !panel.boxes.contains(where: { if case .panel = $0.content { true } else { false } })
    else {
      return nil
    }
    findTurn()
    findHeads()
    gather()
    guard classify() else { return nil }
  }

  /// The box at one end of a line.
  func source(_ link: Int) -> Int { Self.box(panel.links[link].source) }
  func target(_ link: Int) -> Int { Self.box(panel.links[link].target) }

  private static func box(_ end: Link.End) -> Int { if case .box(let box, _) = end { box } else { 0 } }

  /// A box's place on the way; -1 beside the U.
  private func cell(_ box: Int) -> Int {
    guard let place = scales.places[box] else { return -1 }
    return place.isRising && place.level < bottom ? 2 * bottom - place.level : place.level
  }

  // MARK: Parts

  private var longestHead: Int { isNarrow ? 1 : PageTuning.longestHead }

  /// The last box of the lowest level stands between the arms if one line goes to it and it alone leads up.
  private mutating func findTurn() {
    let lowest = panel.boxes.indices.filter { cell($0) == bottom }
    let up = lowest.filter { box in outgoing[box].contains { cell(target($0)) > bottom } }
    guard let box = up.first, up.count == 1, incoming[box].count == 1, panel.boxes[box].repeats == 1,
      outgoing[box].allSatisfy({ cell(target($0)) > bottom })
    else { return }
    turn = box
  }

  /// Rows that end at outputs. The one at the top is as long as it has to be, that the arms end about level; others
  /// leave the way whole.
  private mutating func findHeads() {
    let outputs = panel.boxes.indices.filter { box in
      guard case .terminal(let terminal) = panel.boxes[box].content else { return false }
      return !terminal.isInput && incoming[box].count == 1 && outgoing[box].isEmpty && cell(box) > bottom
    }
    let top = panel.boxes.indices.map(cell).max() ?? 0
    for output in outputs {
      let links = chain(to: output)
      let isMain = cell(output) == top && outputs.count { cell($0) == top } == 1
      let count = isMain ? min(links.count, max(1, mainLength)) : links.count
      guard count <= longestHead, count > 0 else { continue }
      let own = Array(links.suffix(count))
      guard let root = own.first.map(source), !heads.contains(where: { $0.root == root }) else { continue }
      heads.append(Head(root: root, boxes: own.map(target), links: own))
    }
  }

  /// The lines of the chain on one station that ends at a box, from a box that has other lines too.
  private func chain(to end: Int) -> [Int] {
    var links: [Int] = []
    var box = end
    while let link = incoming[box].first, incoming[box].count == 1, cell(source(link)) == cell(box),
      links.count < longestHead
    {
      links.append(link)
      box = source(link)
      guard outgoing[box].count == 1 else { break }
    }
    return links.reversed()
  }

  /// How many boxes the rising arm has more behind its last join than the falling one has before its first skip.
  private var mainLength: Int {
    let skips = panel.links.indices.filter { cell(source($0)) == 0 && cell(target($0)) == 2 * bottom }
    let top = panel.boxes.indices.map(cell).max() ?? 0
    let after = panel.boxes.indices.filter { cell($0) == top }
    guard let join = skips.map(target).max(), let start = skips.map(source).min() else {
      return after.count - 1
    }
    return after.count { $0 > join } - panel.boxes.indices.count { cell($0) == 0 && $0 < start }
  }

  private mutating func gather() {
    var taken = Set(heads.flatMap(\.boxes)).union(beside)
    if let turn { taken.insert(turn) }
    var boxes: [Int: [Int]] = [:]
    for box in panel.boxes.indices where !taken.contains(box) { boxes[cell(box), default: []].append(box) }
    for cell in boxes.keys.sorted() {
      for box in boxes[cell] ?? [] { stationOf[box] = stations.count }
      stations.append(
        Station(
          level: cell > bottom ? 2 * bottom - cell : cell, isRising: cell > bottom, boxes: boxes[cell] ?? []))
    }
  }

  // MARK: Lines

  /// Finds what each line is; false where one is nothing that a U has, or where several values go on to the next station.
  private mutating func classify() -> Bool {
    let inHeads = Set(heads.flatMap(\.links))
    var steps: [Int: Link.End] = [:]
    var busOf: [Int: Int] = [:]
    for (number, bus) in buses.enumerated() { for link in bus.links { busOf[link] = number } }
    for (index, link) in panel.links.enumerated() {
      if inHeads.contains(index) {
        ways.append(.head)
        continue
      }
      if scales.places[source(index)] == nil {
        ways.append(busOf[index].map(Way.bus) ?? .beside)
        continue
      }
      guard let from = stationOf[source(index)], let to = stationOf[target(index)] else {
        guard source(index) == turn || target(index) == turn else { return false }
        ways.append(.turn)
        continue
      }
      if from == to {
        ways.append(.inside(station: from))
      } else if stations[from].level == stations[to].level, !stations[from].isRising, stations[to].isRising {
        ways.append(.skip)
      } else if to == from + 1 {
        guard steps[from] ?? link.source == link.source else { return false }
        steps[from] = link.source
        ways.append(.step(from: from))
      } else {
        return false
      }
    }
    return turnFits
  }

  /// Whether the box between the arms stands where the falling arm ends and the rising one begins.
  private var turnFits: Bool {
    guard let turn else { return true }
    let last = stations.lastIndex { !$0.isRising }
    let first = stations.firstIndex { $0.isRising }
    return incoming[turn].allSatisfy { stationOf[source($0)] == last }
      && outgoing[turn].allSatisfy { stationOf[target($0)] == first } && last != nil && first != nil
      && Set(outgoing[turn].map { panel.links[$0].source }).count == 1
  }
}
