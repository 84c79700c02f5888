import GraphAlgorithms

/// The layers of one part as a problem for dot, which finds order and x at once.
struct OrderingProblem {
  /// The problem as dot takes it.
  var dot = DotProblem(goal: .positions)
  /// By node of ``dot``: the vertex, or nil for the node that stands for the fixed layer.
  var members: [Int?] = []
  private var nodeOfVertex: [Int: Int32] = [:]
  private var fixedPorts: [Int: Int32] = [:]

  /// The order in which vertices are passed to dot, which starts from it.
  enum Order: CaseIterable {
    case file
    case reversed
    case dummiesLast
    case dummiesFirst
  }

  init(_ layered: LayeredGraph, _ range: ClosedRange<Int>, isContinued: Bool, _ order: Order) {
    if isContinued { addFixedLayer(range.lowerBound, layered) }
    for layer in range.dropFirst(isContinued ? 1 : 0) {
      for vertex in order.arrange(layered.layers[layer], layered) { add(vertex, layered) }
    }
    for layer in range.dropLast() {
      let segments = layered.segments[layer]
      let known = segments.indices.filter {
        nodeOfVertex[segments[$0].upper] != nil && nodeOfVertex[segments[$0].lower] != nil
      }
      let ends = known.map {
        (nodeOfVertex[segments[$0].upper] ?? 0, nodeOfVertex[segments[$0].lower] ?? 0, $0)
      }
      for (_, _, index) in ends.sorted(by: <) { add(segments[index], layered) }
      for body in layered.bodies[layer] { addBody(body.upper, body.lower) }
    }
    tieComponents(layered, range.lowerBound)
  }

  /// Holds components that nothing joins in their layers: dot would start each at the top.
  private mutating func tieComponents(_ layered: LayeredGraph, _ top: Int) {
    var sets = DisjointSets(count: dot.nodes.count)
    for edge in dot.edges { sets.join(Int(edge.tail), Int(edge.head)) }
    // Nodes are numbered layer by layer, so a component's representative is in its first layer.
    for node in dot.nodes.indices.dropFirst() where sets.representative(of: node) == node {
      guard let vertex = members[node], layered.vertices[vertex].layer > top else { continue }
      dot.edges.append(
        DotProblem.Edge(tail: 0, head: Int32(node), minlen: Int32(layered.vertices[vertex].layer - top)))
    }
  }

  /// Adds the layer that the part above has placed: one node with a port for each value, so that both
  /// parts agree on where the values pass.
  private mutating func addFixedLayer(_ layer: Int, _ layered: LayeredGraph) {
    let vertices = layered.layers[layer].sorted { layered.vertices[$0].x < layered.vertices[$1].x }
    guard let first = vertices.first, let last = vertices.last else { return }
    let origin = layered.vertices[first].x - 2
    var ports: [Int32] = []
    for vertex in vertices {
      let x = whole(layered.vertices[vertex].x - origin)
      if x >= (ports.last ?? -2) + 2 { ports.append(max(x, 1)) }
      fixedPorts[vertex] = Int32(ports.count - 1)
      nodeOfVertex[vertex] = 0
    }
    let width = (whole(layered.vertices[last].x - origin) + 4) / 2 * 2
    dot.nodes.append(DotProblem.Node(width: width, ports: ports))
    members.append(nil)
  }

  private mutating func add(_ vertex: Int, _ layered: LayeredGraph) {
    let (left, right) = (layered.vertices[vertex].left, layered.vertices[vertex].right)
    let margin = layered.margin(vertex)
    var node = DotProblem.Node(width: 2 * whole(((left + right) / 2 + margin).rounded(.up)))
    if let box = layered.vertices[vertex].node {
      let offset = margin + left - layered.graph.nodes[box].width / 2
      if let fixed = layered.graph.fixedX(of: box) {
        for x in fixed {
          let port = whole(offset + x)
          if port >= (node.ports.last ?? -1) + 2 && port < node.width { node.ports.append(max(1, port)) }
        }
      } else if left != right {
        node.ports = [max(1, whole(margin + left))]
      }
    }
    nodeOfVertex[vertex] = Int32(members.count)
    members.append(vertex)
    dot.nodes.append(node)
  }

  private mutating func add(_ segment: LayeredGraph.Segment, _ layered: LayeredGraph) {
    guard let tail = nodeOfVertex[segment.upper], let head = nodeOfVertex[segment.lower] else { return }
    var edge = DotProblem.Edge(tail: tail, head: head)
    edge.tailPort = port(segment.upper, tail, layered.startX(segment), layered)
    edge.headPort = port(segment.lower, head, segment.edge.flatMap { layered.graph.endX(of: $0) }, layered)
    edge.weight = weight(segment, layered)
    dot.edges.append(edge)
  }

  /// Joins two layers of one deep node, so firmly that it stays upright.
  private mutating func addBody(_ upper: Int, _ lower: Int) {
    guard let tail = nodeOfVertex[upper], let head = nodeOfVertex[lower] else { return }
    let port: Int32 = dot.nodes[Int(tail)].ports.isEmpty ? -1 : 0
    dot.edges.append(
      DotProblem.Edge(
        tail: tail, head: head, tailPort: port, headPort: port, weight: LayoutTuning.straightness.body))
  }

  /// The port of a node that is nearest to a place along the box; -1 for a node without ports.
  private func port(_ vertex: Int, _ node: Int32, _ x: Double?, _ layered: LayeredGraph) -> Int32 {
    if let fixed = fixedPorts[vertex] { return fixed }
    let ports = dot.nodes[Int(node)].ports
    guard !ports.isEmpty else { return -1 }
    guard let x, let box = layered.vertices[vertex].node else { return 0 }
    let place =
      layered.margin(vertex) + layered.vertices[vertex].left - layered.graph.nodes[box].width / 2 + x
    let best = ports.indices.min { abs(Double(ports[$0]) - place) < abs(Double(ports[$1]) - place) }
    return Int32(best ?? 0)
  }

  /// The weight of a straight line: most for the main path, then for trunks.
  private func weight(_ segment: LayeredGraph.Segment, _ layered: LayeredGraph) -> Int32 {
    if let edge = segment.edge, layered.isMain[edge] { return LayoutTuning.straightness.mainPath }
    let isUpperDummy = layered.vertices[segment.upper].node == nil
    let isLowerDummy = layered.vertices[segment.lower].node == nil
    if segment.edge == nil && layered.isMainTrunk[segment.value] { return LayoutTuning.straightness.mainPath }
    if isUpperDummy && isLowerDummy { return LayoutTuning.straightness.trunk }
    // A line that is alone in leaving its box goes straight down first and bends where it arrives.
    if isLowerDummy && !isUpperDummy && layered.isOnlyConsumer[segment.value] {
      return LayoutTuning.straightness.trunk
    }
    return isUpperDummy || isLowerDummy ? LayoutTuning.straightness.joint : LayoutTuning.straightness.direct
  }
}

extension OrderingProblem.Order {
  /// Puts a layer, which is in file order, into this order.
  func arrange(_ layer: [Int], _ layered: LayeredGraph) -> [Int] {
    let isDummy = { (vertex: Int) in layered.vertices[vertex].node == nil }
    return switch self {
    case .file: layer
    case .reversed: layer.reversed()
    case .dummiesLast: layer.filter { !isDummy($0) } + layer.filter(isDummy)
    case .dummiesFirst: layer.filter(isDummy) + layer.filter { !isDummy($0) }
    }
  }
}

/// A length as dot takes it. Nothing that can be looked at is near the limit, and sums stay within it.
private func whole(_ length: Double) -> Int32 { Int32(min(max(length.rounded(), -1e8), 1e8)) }
