/// A component as rows of items, with every wire split into arcs from one row to the next.
///
/// Wires from one port share their way down: a value has one dummy in each row it passes, its trunk, and
/// each consumer branches off in the row above it. That draws a skip connection with three consumers as
/// one line with three branches.
struct Net {
  /// A box, a border port, or a dummy: the place where a value passes a row.
  struct Item {
    /// The node; nil for a dummy.
    var node: Int?
    /// Whether it only goes on with a node that starts in a row above.
    var isBody = false
    var row: Int
    /// Room to the left and right of ``x`` that no neighbour may enter.
    var left: Double
    var right: Double
    /// The centre of the box's front rectangle, or where the line passes.
    var x = 0.0
  }

  /// A piece of one or more wires between neighbouring rows.
  struct Arc {
    var upper: Int
    var lower: Int
    var value: Int
    /// The wire that ends here, or nil if the arc leads to a dummy.
    var wire: Int?
  }

  let graph: FlowGraph
  let ranking: Ranking
  var items: [Item] = []
  /// By row: items from left to right (in order of creation until placed).
  var rows: [[Int]]
  /// By node: its item in its first row, and in its last.
  var itemOfNode: [Int]
  var lastItemOfNode: [Int]
  /// By value: the first item of its trunk, and how long it is. The trunk starts in the row below the source.
  var trunks: [(first: Int, count: Int)]
  /// By row: arcs from it to the row below.
  var arcs: [[Arc]]
  /// By row: nodes that go on from it into the row below.
  var bodies: [[(upper: Int, lower: Int)]]
  /// By wire: whether it takes the way round the side, see ``Net/budget``.
  var isBus: [Bool]
  /// By value: the output port that it leaves; nil for one that goes up.
  var portOfValue: [Int?]
  /// By value: whether a single wire carries it.
  var isOnlyConsumer: [Bool]
  /// By value: whether the main path follows its trunk.
  var isMainTrunk: [Bool] = []
  /// By wire: whether it's on the main path, which is to be drawn straight.
  var isMain: [Bool] = []
}

extension Net {
  init(_ graph: FlowGraph, _ ranking: Ranking) {
    self.graph = graph
    self.ranking = ranking
    let rowCount = (graph.nodes.indices.map(ranking.lastRow).max() ?? 0) + 1
    rows = Array(repeating: [], count: rowCount)
    arcs = Array(repeating: [], count: rowCount)
    bodies = Array(repeating: [], count: rowCount)
    itemOfNode = Array(repeating: 0, count: graph.nodes.count)
    lastItemOfNode = itemOfNode
    trunks = Array(repeating: (0, 0), count: graph.valueCount)
    isBus = Array(repeating: false, count: graph.wires.count)
    portOfValue = Array(repeating: nil, count: graph.valueCount)
    var consumers = [Int](repeating: 0, count: graph.valueCount)
    for wire in graph.wires { consumers[wire.value] += 1 }
    isOnlyConsumer = consumers.map { $0 == 1 }
    for wire in graph.wires where !wire.isReversed { portOfValue[wire.value] = wire.sourcePort }
    for node in graph.nodes.indices {
      let room = graph.room(of: node)
      itemOfNode[node] = add(
        Item(node: node, row: ranking.rank[node], left: room.left, right: room.right))
      lastItemOfNode[node] = itemOfNode[node]
      for row in ranking.rank[node]..<ranking.lastRow(node) {
        let lower = add(Item(node: node, isBody: true, row: row + 1, left: room.left, right: room.right))
        bodies[row].append((lastItemOfNode[node], lower))
        lastItemOfNode[node] = lower
      }
    }
    addTrunks()
    sortRows()
    addArcs()
    isMain = mainPath()
    isMainTrunk = Array(repeating: false, count: graph.valueCount)
    for index in isMain.indices where isMain[index] && ranking.span(graph.wires[index]) > 1 {
      isMainTrunk[graph.wires[index].value] = true
    }
  }

  private mutating func add(_ item: Item) -> Int {
    rows[item.row].append(items.count)
    items.append(item)
    return items.count - 1
  }

  /// How many dummies a component may have. What real models need is a few per box; a file made to hurt
  /// can ask for the square of its size. Wires beyond the budget go round all boxes at the right side.
  private var budget: Int { 100_000 + 20 * graph.nodes.count }

  private mutating func addTrunks() {
    var lengths = [Int](repeating: 0, count: graph.valueCount)
    for wire in graph.wires {
      let span = ranking.span(wire)
      lengths[wire.value] = max(lengths[wire.value], span - 1)
    }
    var total = lengths.reduce(0, +)
    var dropped = [Bool](repeating: false, count: lengths.count)
    if total > budget {
      for value in lengths.indices.sorted(by: { (-lengths[$0], $0) < (-lengths[$1], $1) }) {
        guard total > budget else { break }
        total -= lengths[value]
        dropped[value] = true
      }
    }
    for index in graph.wires.indices {
      let wire = graph.wires[index]
      let span = ranking.span(wire)
      isBus[index] = dropped[wire.value] && span > 1
    }
    var isDone = [Bool](repeating: false, count: lengths.count)
    for wire in graph.wires where !isDone[wire.value] {
      isDone[wire.value] = true
      guard !dropped[wire.value] else { continue }
      let row = ranking.lastRow(wire.source) + 1
      trunks[wire.value] = (items.count, lengths[wire.value])
      for offset in 0..<lengths[wire.value] {
        _ = add(Item(node: nil, row: row + offset, left: 2, right: 2))
      }
    }
  }

  /// Puts rows in file order, what passes by its source's place in the file: dot keeps the order it's given
  /// where lines don't cross, so branches stand in the order of the file.
  private mutating func sortRows() {
    var keys = items.map { $0.node ?? 0 }
    for wire in graph.wires {
      let trunk = trunks[wire.value]
      for item in trunk.first..<trunk.first + trunk.count { keys[item] = wire.source }
    }
    for row in rows.indices { rows[row].sort { (keys[$0], $0) < (keys[$1], $1) } }
  }

  private mutating func addArcs() {
    var hasTrunkArcs = [Bool](repeating: false, count: graph.valueCount)
    for index in graph.wires.indices where !isBus[index] {
      let wire = graph.wires[index]
      if !hasTrunkArcs[wire.value] {
        hasTrunkArcs[wire.value] = true
        let trunk = trunks[wire.value]
        var upper = lastItemOfNode[wire.source]
        for lower in trunk.first..<trunk.first + trunk.count {
          arcs[items[upper].row].append(Arc(upper: upper, lower: lower, value: wire.value))
          upper = lower
        }
      }
      let upper = lastItem(before: index)
      arcs[items[upper].row].append(
        Arc(upper: upper, lower: itemOfNode[wire.target], value: wire.value, wire: index))
    }
  }

  /// Whether all nodes that fill several rows stand upright and no line runs through them.
  var bodiesAreClear: Bool {
    for row in bodies.indices {
      // The way round the side crosses all that stands between.
      if !bodies[row].isEmpty && isBus.contains(true) { return false }
      for body in bodies[row] {
        let x = items[body.upper].x
        guard items[body.lower].x == x else { return false }
        let isClear = arcs[row].allSatisfy { (items[$0.upper].x < x) == (items[$0.lower].x < x) }
        guard isClear else { return false }
      }
    }
    return true
  }

  /// The item from which a wire makes its last step.
  func lastItem(before wire: Int) -> Int {
    let wire = graph.wires[wire]
    let span = ranking.span(wire)
    return span == 1 ? lastItemOfNode[wire.source] : trunks[wire.value].first + span - 2
  }
}

extension FlowGraph {
  /// From a line to its label, across the flow.
  var labelGap: Double { direction == .down ? 5 : 3 }

  /// How far a node reaches to both sides of its front rectangle's centre, labels included.
  func room(of index: Int) -> (left: Double, right: Double) {
    let node = nodes[index]
    // Lines that cross a border side by side shall be told apart.
    guard node.role == .box else { return (7, 7) }
    // Whole numbers, so that every centre that dot finds is a whole number and equal ones are equal.
    var left = node.width / 2 + node.padding.left
    var right = node.width / 2 + node.padding.right
    for port in node.labels.indices {
      guard let label = node.labels[port] else { continue }
      let reach = labelGap + label.across + 4
      let x = portX(node, port) - node.width / 2
      if direction == .down { right = max(right, x + reach) } else { left = max(left, reach - x) }
    }
    // Nearly symmetric is made symmetric: dot then needs no port to tell it where the centre is.
    if abs(right - left) <= 4 { (left, right) = (max(left, right), max(left, right)) }
    return (left.rounded(.up), right.rounded(.up))
  }

  /// Where an output port is along a box, as far as it's known before lines are drawn: the last of several
  /// may come to stand at the right end.
  private func portX(_ node: Node, _ port: Int) -> Double {
    if let x = node.outputX, port < x.count { return x[port] }
    if node.labels.count < 2 { return node.width / 2 }
    return direction == .down ? node.width - LineEnds.margin(node.width) : LineEnds.margin(node.width)
  }
}
