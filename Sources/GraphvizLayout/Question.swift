import GraphAlgorithms

/// Collects the rows of one piece as a question to dot.
struct Question {
  var problem = DotProblem(goal: .positions)
  /// By node of the problem: the item, or nil for the node that stands for the fixed row.
  var members: [Int?] = []
  private var nodeOfItem: [Int: Int32] = [:]
  private var fixedPorts: [Int: Int32] = [:]

  /// In which order items are told to dot, and so from which order it starts.
  enum Order: CaseIterable {
    case file
    case reversed
    case dummiesLast
    case dummiesFirst
  }

  init(_ net: Net, _ range: ClosedRange<Int>, isContinued: Bool, _ order: Order) {
    if isContinued { addFixedRow(range.lowerBound, net) }
    for row in range.dropFirst(isContinued ? 1 : 0) {
      for item in order.arrange(net.rows[row], net) { add(item, net) }
    }
    for row in range.dropLast() {
      let arcs = net.arcs[row]
      let known = arcs.indices.filter {
        nodeOfItem[arcs[$0].upper] != nil && nodeOfItem[arcs[$0].lower] != nil
      }
      let ends = known.map { (nodeOfItem[arcs[$0].upper] ?? 0, nodeOfItem[arcs[$0].lower] ?? 0, $0) }
      for (_, _, index) in ends.sorted(by: <) { add(arcs[index], net) }
      for body in net.bodies[row] { addBody(body.upper, body.lower) }
    }
    tieParts(net, range.lowerBound)
  }

  /// Holds parts that nothing joins in their rows: dot would start each at the top.
  private mutating func tieParts(_ net: Net, _ top: Int) {
    var parts = DisjointSets(count: problem.nodes.count)
    for edge in problem.edges { parts.join(Int(edge.tail), Int(edge.head)) }
    // Nodes are numbered row by row, so a part's representative is in its first row.
    for node in problem.nodes.indices.dropFirst() where parts.representative(of: node) == node {
      guard let item = members[node], net.items[item].row > top else { continue }
      problem.edges.append(
        DotProblem.Edge(tail: 0, head: Int32(node), minlen: Int32(net.items[item].row - top)))
    }
  }

  /// Adds the row that the piece above has placed: one node with a port for each value, so that both pieces
  /// agree on where the values pass.
  private mutating func addFixedRow(_ row: Int, _ net: Net) {
    let items = net.rows[row].sorted { net.items[$0].x < net.items[$1].x }
    guard let first = items.first, let last = items.last else { return }
    let origin = net.items[first].x - 2
    var ports: [Int32] = []
    for item in items {
      let x = whole(net.items[item].x - origin)
      if x >= (ports.last ?? -2) + 2 { ports.append(max(x, 1)) }
      fixedPorts[item] = Int32(ports.count - 1)
      nodeOfItem[item] = 0
    }
    let width = (whole(net.items[last].x - origin) + 4) / 2 * 2
    problem.nodes.append(DotProblem.Node(width: width, ports: ports))
    members.append(nil)
  }

  private mutating func add(_ item: Int, _ net: Net) {
    let (left, right) = (net.items[item].left, net.items[item].right)
    let margin = net.margin(item)
    var node = DotProblem.Node(width: 2 * whole(((left + right) / 2 + margin).rounded(.up)))
    if let box = net.items[item].node {
      let offset = margin + left - net.graph.nodes[box].width / 2
      if let fixed = net.graph.fixedX(of: box) {
        for x in fixed {
          let port = whole(offset + x)
          if port >= (node.ports.last ?? -1) + 2 && port < node.width { node.ports.append(max(1, port)) }
        }
      } else if left != right {
        node.ports = [max(1, whole(margin + left))]
      }
    }
    nodeOfItem[item] = Int32(members.count)
    members.append(item)
    problem.nodes.append(node)
  }

  private mutating func add(_ arc: Net.Arc, _ net: Net) {
    guard let tail = nodeOfItem[arc.upper], let head = nodeOfItem[arc.lower] else { return }
    var edge = DotProblem.Edge(tail: tail, head: head)
    edge.tailPort = port(arc.upper, tail, net.startX(arc), net)
    edge.headPort = port(arc.lower, head, arc.wire.flatMap { net.graph.endX(of: $0) }, net)
    edge.weight = weight(arc, net)
    problem.edges.append(edge)
  }

  /// Joins two rows of one deep node, so firmly that it stays upright.
  private mutating func addBody(_ upper: Int, _ lower: Int) {
    guard let tail = nodeOfItem[upper], let head = nodeOfItem[lower] else { return }
    let port: Int32 = problem.nodes[Int(tail)].ports.isEmpty ? -1 : 0
    problem.edges.append(
      DotProblem.Edge(tail: tail, head: head, tailPort: port, headPort: port, weight: 1000))
  }

  /// The port of a node that is nearest to a place along the box; -1 for a node without ports.
  private func port(_ item: Int, _ node: Int32, _ x: Double?, _ net: Net) -> Int32 {
    if let fixed = fixedPorts[item] { return fixed }
    let ports = problem.nodes[Int(node)].ports
    guard !ports.isEmpty else { return -1 }
    guard let x, let box = net.items[item].node else { return 0 }
    let place = net.margin(item) + net.items[item].left - net.graph.nodes[box].width / 2 + x
    let best = ports.indices.min { abs(Double(ports[$0]) - place) < abs(Double(ports[$1]) - place) }
    return Int32(best ?? 0)
  }

  /// How much dot shall care for a straight line: most for the main path, then for trunks.
  private func weight(_ arc: Net.Arc, _ net: Net) -> Int32 {
    if let wire = arc.wire, net.isMain[wire] { return 32 }
    let isUpperDummy = net.items[arc.upper].node == nil
    let isLowerDummy = net.items[arc.lower].node == nil
    if arc.wire == nil && net.isMainTrunk[arc.value] { return 32 }
    if isUpperDummy && isLowerDummy { return 8 }
    // A line that is alone in leaving its box goes straight down first and bends where it arrives.
    if isLowerDummy && !isUpperDummy && net.isOnlyConsumer[arc.value] { return 8 }
    return isUpperDummy || isLowerDummy ? 2 : 4
  }
}

extension FlowGraph {
  /// All places where an inner panel's ports are, ascending; nil for a box that has none.
  func fixedX(of node: Int) -> [Double]? {
    guard let inputs = nodes[node].inputX, let outputs = nodes[node].outputX else { return nil }
    let all = (inputs + outputs).sorted()
    return all.isEmpty ? nil : all
  }

  /// Where along its target a wire must end, if that's fixed.
  func endX(of wire: Int) -> Double? {
    let wire = wires[wire]
    guard !wire.isReversed, let x = nodes[wire.target].inputX, wire.targetPort < x.count else { return nil }
    return x[wire.targetPort]
  }
}

/// A length as dot takes it. Nothing that can be looked at is near the limit, and sums stay within it.
private func whole(_ length: Double) -> Int32 { Int32(min(max(length.rounded(), -1e8), 1e8)) }
