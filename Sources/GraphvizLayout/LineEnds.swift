/// Where along the boxes' top and bottom edges lines end, in the component's x.
struct LineEnds {
  /// By value: where its lines start.
  var start: [Double]
  /// By wire: where it ends.
  var end: [Double]

  /// The least distance from a line's end to a box's corner: less on a narrow side, as cards' sides are
  /// where the flow goes right.
  static func margin(_ width: Double) -> Double { min(10, width * 0.2) }
  /// The least distance between two lines' ends on one side of a box.
  static let distance = 10.0
  /// Ends this close to each other still read as two.
  private static let closest = 4.0
}

extension LineEnds {
  /// Finds all ends. A line comes straight down where it can, so that only those that must bend do.
  init(_ net: Net) {
    let graph = net.graph
    start = Array(repeating: 0, count: graph.valueCount)
    end = Array(repeating: 0, count: graph.wires.count)
    var leaving: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var entering: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var aims: [(sum: Double, count: Double)] = Array(repeating: (0, 0), count: graph.valueCount)
    var isKnown = [Bool](repeating: false, count: graph.valueCount)
    for index in graph.wires.indices {
      let wire = graph.wires[index]
      entering[wire.target].append(index)
      if !isKnown[wire.value] { leaving[wire.source].append(wire.value) }
      isKnown[wire.value] = true
      let trunk = net.trunks[wire.value]
      let isDirect = trunk.count == 0
      let aim = isDirect ? LineEnds.place(net, index) : net.items[trunk.first].x
      aims[wire.value] = (aims[wire.value].sum + aim, aims[wire.value].count + 1)
    }
    var isMain = [Bool](repeating: false, count: graph.valueCount)
    for index in graph.wires.indices where net.isMain[index] {
      let value = graph.wires[index].value
      isMain[value] = true
      // Its other lines may go where they like.
      let next = net.trunks[value].count > 0 && net.isMainTrunk[value]
      aims[value] = (next ? net.items[net.trunks[value].first].x : LineEnds.place(net, index), 1)
    }
    for node in graph.nodes.indices where !leaving[node].isEmpty {
      placeStarts(net, node, leaving[node], isMain, aims.map(leaving[node]) { $0.sum / max(1, $0.count) })
    }
    for node in graph.nodes.indices where !entering[node].isEmpty { placeEnds(net, node, entering[node]) }
  }

  /// Where a wire ends, as far as it's known before ends are spread: at its port, or about the box's centre.
  static func place(_ net: Net, _ wire: Int) -> Double {
    let target = net.graph.wires[wire].target
    let centre = net.items[net.itemOfNode[target]].x
    guard let x = net.graph.endX(of: wire) else { return centre }
    return centre - net.graph.nodes[target].width / 2 + x
  }

  private mutating func placeStarts(
    _ net: Net, _ node: Int, _ values: [Int], _ isMain: [Bool], _ aims: [Double]
  ) {
    let box = net.graph.nodes[node]
    let centre = net.items[net.itemOfNode[node]].x
    let left = centre - box.width / 2
    if let fixed = box.outputX, values.allSatisfy({ net.portOfValue[$0].map { $0 < fixed.count } ?? false }) {
      for value in values { start[value] = left + fixed[net.portOfValue[value] ?? 0] }
      return
    }
    guard values.count > 1 else {
      start[values[0]] = centre
      return
    }
    let order = values.indices.sorted { (aims[$0], values[$0]) < (aims[$1], values[$1]) }
    let wanted = order.map { clamp(aims[$0], left, box.width) }
    var gaps: [Double] = []
    for (a, b) in zip(order, order.dropFirst()) {
      // A label stands at the right of its line, or where the flow goes right, at its left.
      let labelled = net.graph.direction == .down ? a : b
      let label = net.portOfValue[values[labelled]].flatMap { $0 < box.labels.count ? box.labels[$0] : nil }
      gaps.append(max(LineEnds.distance, label.map { net.graph.labelGap + $0.across + 8 } ?? 0))
    }
    let main = order.firstIndex { isMain[values[$0]] }
    let xs =
      main.flatMap { fit(wanted, around: $0, gaps: gaps, left, box.width) }
      ?? fit(wanted, gaps: gaps, left, box.width)
    for (rank, index) in order.enumerated() { start[values[index]] = xs[rank] }
  }

  private mutating func placeEnds(_ net: Net, _ node: Int, _ wires: [Int]) {
    let box = net.graph.nodes[node]
    let centre = net.items[net.itemOfNode[node]].x
    let left = centre - box.width / 2
    if box.role != .box {
      for wire in wires { end[wire] = centre }
      return
    }
    var free: [Int] = []
    for wire in wires {
      if let x = net.graph.endX(of: wire) { end[wire] = left + x } else { free.append(wire) }
    }
    let from = free.map { wire in
      let item = net.isBus[wire] ? net.itemOfNode[net.graph.wires[wire].source] : net.lastItem(before: wire)
      return net.items[item].node == nil ? net.items[item].x : start[net.graph.wires[wire].value]
    }
    let order = free.indices.sorted { (from[$0], free[$0]) < (from[$1], free[$1]) }
    let wanted = order.map { clamp(from[$0], left, box.width) }
    let main = order.firstIndex { net.isMain[free[$0]] }
    let gaps = [Double](repeating: LineEnds.distance, count: max(0, order.count - 1))
    let xs =
      main.flatMap { fit(wanted, around: $0, gaps: gaps, left, box.width) }
      ?? fit(wanted, gaps: gaps, left, box.width)
    for (rank, index) in order.enumerated() { end[free[index]] = xs[rank] }
  }

  private func clamp(_ x: Double, _ left: Double, _ width: Double) -> Double {
    let margin = LineEnds.margin(width)
    return min(max(x, left + margin), left + width - margin)
  }

  /// Keeps places apart and on the box, and one, where the main path passes, where it is; nil if that leaves
  /// too little room for those at one side.
  private func fit(
    _ wanted: [Double], around main: Int, gaps: [Double], _ left: Double, _ width: Double
  ) -> [Double]? {
    let margin = LineEnds.margin(width)
    var result = wanted
    // Mirrored, those before the main path are like those after it.
    for side in [-1.0, 1.0] {
      let members = side < 0 ? Array((0..<main).reversed()) : Array(wanted.indices.dropFirst(main + 1))
      guard !members.isEmpty else { continue }
      let border = side < 0 ? left + margin : left + width - margin
      let room = (border - wanted[main]) * side
      var steps = members.map { side < 0 ? gaps[$0] : gaps[$0 - 1] }
      if steps.reduce(0, +) > room {
        // No room for the labels then; the lines shall not pay for it with a jog.
        let step = min(LineEnds.distance, room / Double(steps.count))
        guard step >= LineEnds.closest else { return nil }
        steps = steps.map { _ in step }
      }
      var limit = room - steps.reduce(0, +)
      var reach = 0.0
      for (member, step) in zip(members, steps) {
        limit += step
        reach = min(max((wanted[member] - wanted[main]) * side, reach + step), limit)
        result[member] = wanted[main] + reach * side
      }
    }
    return result
  }

  /// Keeps places apart and on the box; where they don't fit, evenly closer.
  private func fit(_ wanted: [Double], gaps: [Double], _ left: Double, _ width: Double) -> [Double] {
    let margin = LineEnds.margin(width)
    let room = max(0, width - 2 * margin)
    let needed = gaps.reduce(0, +)
    let scale = needed > room ? room / needed : 1
    let gaps = gaps.map { $0 * scale }
    let xs = spread(wanted, gaps: gaps)
    guard let first = xs.first, let last = xs.last else { return xs }
    let low = left + margin
    let high = left + width - margin
    if first >= low && last <= high { return xs }
    // Push in from the left, then from the right: both fit, since the gaps do.
    var result = xs
    result[0] = max(first, low)
    for index in result.indices.dropFirst() {
      result[index] = max(xs[index], result[index - 1] + gaps[index - 1])
    }
    if let end = result.last, end > high { result[result.count - 1] = high }
    for index in result.indices.dropLast().reversed() {
      result[index] = min(result[index], result[index + 1] - gaps[index])
    }
    return result
  }
}

extension Array {
  /// The transformed elements at some places.
  fileprivate func map<T>(_ places: [Int], _ transform: (Element) -> T) -> [T] {
    places.map { transform(self[$0]) }
  }
}
