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
      let aim = net.items[isDirect ? net.itemOfNode[wire.target] : trunk.first].x
      aims[wire.value] = (aims[wire.value].sum + aim, aims[wire.value].count + 1)
    }
    for node in graph.nodes.indices where !leaving[node].isEmpty {
      placeStarts(net, node, leaving[node], aims.map(leaving[node]) { $0.sum / max(1, $0.count) })
    }
    for node in graph.nodes.indices where !entering[node].isEmpty { placeEnds(net, node, entering[node]) }
  }

  private mutating func placeStarts(_ net: Net, _ node: Int, _ values: [Int], _ aims: [Double]) {
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
    let xs = fit(wanted, gaps: gaps, left, box.width)
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
      main.flatMap { fit(wanted, around: $0, left, box.width) } ?? fit(wanted, gaps: gaps, left, box.width)
    for (rank, index) in order.enumerated() { end[free[index]] = xs[rank] }
  }

  private func clamp(_ x: Double, _ left: Double, _ width: Double) -> Double {
    let margin = LineEnds.margin(width)
    return min(max(x, left + margin), left + width - margin)
  }

  /// Keeps places apart and on the box, and one, where the main path comes in, where it is; nil if that
  /// leaves too little room for those at one side.
  private func fit(_ wanted: [Double], around main: Int, _ left: Double, _ width: Double) -> [Double]? {
    let margin = LineEnds.margin(width)
    let count = (before: Double(main), after: Double(wanted.count - 1 - main))
    let before = min(LineEnds.distance, (wanted[main] - left - margin) / max(1, count.before))
    let after = min(LineEnds.distance, (left + width - margin - wanted[main]) / max(1, count.after))
    if count.before > 0 && before < LineEnds.closest || count.after > 0 && after < LineEnds.closest {
      return nil
    }
    var result = wanted
    for index in (0..<main).reversed() { result[index] = min(result[index], result[index + 1] - before) }
    for index in 0..<main {
      result[index] = max(result[index], left + margin + Double(index) * before)
      if index > 0 { result[index] = max(result[index], result[index - 1] + before) }
    }
    for index in wanted.indices.dropFirst(main + 1) {
      result[index] = max(result[index], result[index - 1] + after)
    }
    for index in wanted.indices.dropFirst(main + 1).reversed() {
      let others = Double(wanted.count - 1 - index)
      result[index] = min(result[index], left + width - margin - others * after)
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
