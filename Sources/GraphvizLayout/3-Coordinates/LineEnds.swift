/// Phase 3: where lines end along the top and bottom sides of boxes, in the component's x.
struct LineEnds {
  /// By value: where its lines start.
  var start: [Double]
  /// By edge: where it ends.
  var end: [Double]
}

extension LineEnds {
  /// Finds all ends. A line comes straight down where it can, so that only those that must bend do.
  init(_ layered: LayeredGraph) {
    let graph = layered.graph
    start = Array(repeating: 0, count: graph.valueCount)
    end = Array(repeating: 0, count: graph.edges.count)
    var leaving: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var entering: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var aims: [(sum: Double, count: Double)] = Array(repeating: (0, 0), count: graph.valueCount)
    var isKnown = [Bool](repeating: false, count: graph.valueCount)
    for index in graph.edges.indices {
      let edge = graph.edges[index]
      entering[edge.target].append(index)
      if !isKnown[edge.value] { leaving[edge.source].append(edge.value) }
      isKnown[edge.value] = true
      let trunk = layered.trunks[edge.value]
      let isDirect = trunk.count == 0
      let aim = isDirect ? LineEnds.place(layered, index) : layered.vertices[trunk.first].x
      aims[edge.value] = (aims[edge.value].sum + aim, aims[edge.value].count + 1)
    }
    var isMain = [Bool](repeating: false, count: graph.valueCount)
    for index in graph.edges.indices where layered.isMain[index] {
      let value = graph.edges[index].value
      isMain[value] = true
      // Its other lines may go where they like.
      let next = layered.trunks[value].count > 0 && layered.isMainTrunk[value]
      aims[value] = (
        next ? layered.vertices[layered.trunks[value].first].x : LineEnds.place(layered, index), 1
      )
    }
    for node in graph.nodes.indices where !leaving[node].isEmpty {
      placeStarts(layered, node, leaving[node], isMain, aims.map(leaving[node]) { $0.sum / max(1, $0.count) })
    }
    for node in graph.nodes.indices where !entering[node].isEmpty { placeEnds(layered, node, entering[node]) }
  }

  /// Where an edge ends, as far as it's known before ends are spread: at its port, or about the box's centre.
  static func place(_ layered: LayeredGraph, _ edge: Int) -> Double {
    let target = layered.graph.edges[edge].target
    let centre = layered.vertices[layered.vertexOfNode[target]].x
    guard let x = layered.graph.endX(of: edge) else { return centre }
    return centre - layered.graph.nodes[target].width / 2 + x
  }

  /// Where a segment leaves its upper vertex.
  func upper(of segment: LayeredGraph.Segment, _ layered: LayeredGraph) -> Double {
    let vertex = layered.vertices[segment.upper]
    return vertex.node == nil ? vertex.x : start[segment.value]
  }

  /// Where a segment meets its lower vertex.
  func lower(of segment: LayeredGraph.Segment, _ layered: LayeredGraph) -> Double {
    segment.edge.map { end[$0] } ?? layered.vertices[segment.lower].x
  }

  private mutating func placeStarts(
    _ layered: LayeredGraph, _ node: Int, _ values: [Int], _ isMain: [Bool], _ aims: [Double]
  ) {
    let box = layered.graph.nodes[node]
    let centre = layered.vertices[layered.vertexOfNode[node]].x
    let left = centre - box.width / 2
    if let fixed = box.outputX,
      values.allSatisfy({ layered.portOfValue[$0].map { $0 < fixed.count } ?? false })
    {
      for value in values { start[value] = left + fixed[layered.portOfValue[value] ?? 0] }
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
      let labelled = layered.graph.direction == .down ? a : b
      let label = layered.portOfValue[values[labelled]].flatMap {
        $0 < box.labels.count ? box.labels[$0] : nil
      }
      gaps.append(max(LayoutTuning.endGap, label.map { layered.graph.labelGap + $0.across + 8 } ?? 0))
    }
    let main = order.firstIndex { isMain[values[$0]] }
    let xs = spread(wanted, around: main, gaps: gaps, left, box.width)
    for (rank, index) in order.enumerated() { start[values[index]] = xs[rank] }
  }

  private mutating func placeEnds(_ layered: LayeredGraph, _ node: Int, _ edges: [Int]) {
    let box = layered.graph.nodes[node]
    let centre = layered.vertices[layered.vertexOfNode[node]].x
    let left = centre - box.width / 2
    if box.role != .box {
      for edge in edges { end[edge] = centre }
      return
    }
    var free: [Int] = []
    for edge in edges {
      if let x = layered.graph.endX(of: edge) { end[edge] = left + x } else { free.append(edge) }
    }
    let from = free.map { edge in
      let vertex =
        layered.isBus[edge]
        ? layered.vertexOfNode[layered.graph.edges[edge].source] : layered.lastVertex(before: edge)
      return layered.vertices[vertex].node == nil
        ? layered.vertices[vertex].x : start[layered.graph.edges[edge].value]
    }
    let order = free.indices.sorted { (from[$0], free[$0]) < (from[$1], free[$1]) }
    let wanted = order.map { clamp(from[$0], left, box.width) }
    let main = order.firstIndex { layered.isMain[free[$0]] }
    let gaps = [Double](repeating: LayoutTuning.endGap, count: max(0, order.count - 1))
    let xs = spread(wanted, around: main, gaps: gaps, left, box.width)
    for (rank, index) in order.enumerated() { end[free[index]] = xs[rank] }
  }

  private func clamp(_ x: Double, _ left: Double, _ width: Double) -> Double {
    let margin = FlowGraph.cornerMargin(width)
    return min(max(x, left + margin), left + width - margin)
  }

  /// Keeps places apart and on the box; the one of the main path, if any, where it is as far as there is room.
  private func spread(
    _ wanted: [Double], around main: Int?, gaps: [Double], _ left: Double, _ width: Double
  ) -> [Double] {
    main.flatMap { fit(wanted, around: $0, gaps: gaps, left, width) }
      ?? fit(wanted, gaps: gaps, left, width)
  }

  /// Keeps places apart and on the box, and one, where the main path passes, where it is; nil if that leaves
  /// too little room for those at one side.
  private func fit(
    _ wanted: [Double], around main: Int, gaps: [Double], _ left: Double, _ width: Double
  ) -> [Double]? {
    let margin = FlowGraph.cornerMargin(width)
    var result = wanted
    // Mirrored, those before the main path are like those after it.
    for side in [-1.0, 1.0] {
      let members = side < 0 ? Array((0..<main).reversed()) : Array(wanted.indices.dropFirst(main + 1))
      guard !members.isEmpty else { continue }
      let border = side < 0 ? left + margin : left + width - margin
      let room = (border - wanted[main]) * side
      var steps = members.map { side < 0 ? gaps[$0] : gaps[$0 - 1] }
      if steps.reduce(0, +) > room {
        // No room for the labels then; a jog in the lines would be worse.
        let step = min(LayoutTuning.endGap, room / Double(steps.count))
        guard step >= LayoutTuning.leastEndGap else { return nil }
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
    let margin = FlowGraph.cornerMargin(width)
    let room = max(0, width - 2 * margin)
    let needed = gaps.reduce(0, +)
    let scale = needed > room ? room / needed : 1
    let gaps = gaps.map { $0 * scale }
    let xs = isotonicSpread(wanted, gaps: gaps)
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
