/// Splits edges over several layers with dummy nodes (Sugiyama, Tagawa and Toda 1981).
extension LayeredGraph {
  /// Splits a component's edges. Cost: linear in nodes, edges and dummies, which are bounded.
  init(_ graph: FlowGraph, _ layering: Layering) {
    self.graph = graph
    self.layering = layering
    let layerCount = (graph.nodes.indices.map(layering.lastLayer).max() ?? 0) + 1
    layers = Array(repeating: [], count: layerCount)
    segments = Array(repeating: [], count: layerCount)
    bodies = Array(repeating: [], count: layerCount)
    vertexOfNode = Array(repeating: 0, count: graph.nodes.count)
    lastVertexOfNode = vertexOfNode
    trunks = Array(repeating: (0, 0), count: graph.valueCount)
    isBus = Array(repeating: false, count: graph.edges.count)
    portOfValue = Array(repeating: nil, count: graph.valueCount)
    var consumers = [Int](repeating: 0, count: graph.valueCount)
    for edge in graph.edges { consumers[edge.value] += 1 }
    isOnlyConsumer = consumers.map { $0 == 1 }
    for edge in graph.edges where !edge.isReversed { portOfValue[edge.value] = edge.sourcePort }
    for node in graph.nodes.indices {
      let room = graph.room(of: node)
      vertexOfNode[node] = add(
        Vertex(node: node, layer: layering.firstLayer[node], left: room.left, right: room.right))
      lastVertexOfNode[node] = vertexOfNode[node]
      for layer in layering.firstLayer[node]..<layering.lastLayer(node) {
        let lower = add(
          Vertex(node: node, isBody: true, layer: layer + 1, left: room.left, right: room.right))
        bodies[layer].append((lastVertexOfNode[node], lower))
        lastVertexOfNode[node] = lower
      }
    }
    addTrunks()
    sortLayers()
    addSegments()
    isMain = mainPath()
    isMainTrunk = Array(repeating: false, count: graph.valueCount)
    for index in isMain.indices where isMain[index] && layering.span(graph.edges[index]) > 1 {
      isMainTrunk[graph.edges[index].value] = true
    }
  }

  private mutating func add(_ vertex: Vertex) -> Int {
    layers[vertex.layer].append(vertices.count)
    vertices.append(vertex)
    return vertices.count - 1
  }

  /// The number of dummies this component may have. Edges beyond go round all boxes at the right side.
  private var budget: Int {
    LayoutTuning.dummyBudget.base + LayoutTuning.dummyBudget.perNode * graph.nodes.count
  }

  private mutating func addTrunks() {
    var lengths = [Int](repeating: 0, count: graph.valueCount)
    for edge in graph.edges {
      let span = layering.span(edge)
      lengths[edge.value] = max(lengths[edge.value], span - 1)
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
    for index in graph.edges.indices {
      let edge = graph.edges[index]
      let span = layering.span(edge)
      isBus[index] = dropped[edge.value] && span > 1
    }
    var isDone = [Bool](repeating: false, count: lengths.count)
    for edge in graph.edges where !isDone[edge.value] {
      isDone[edge.value] = true
      guard !dropped[edge.value] else { continue }
      let layer = layering.lastLayer(edge.source) + 1
      trunks[edge.value] = (vertices.count, lengths[edge.value])
      let room = LayoutTuning.dummyRoom
      for offset in 0..<lengths[edge.value] {
        _ = add(Vertex(node: nil, layer: layer + offset, left: room, right: room))
      }
    }
  }

  /// Puts layers in file order, dummies by the places of their sources in the file: dot keeps the order it's given
  /// where lines don't cross, so branches stand in the order of the file.
  private mutating func sortLayers() {
    var keys = vertices.map { $0.node ?? 0 }
    for edge in graph.edges {
      let trunk = trunks[edge.value]
      for vertex in trunk.first..<trunk.first + trunk.count { keys[vertex] = edge.source }
    }
    for layer in layers.indices { layers[layer].sort { (keys[$0], $0) < (keys[$1], $1) } }
  }

  private mutating func addSegments() {
    var hasTrunkSegments = [Bool](repeating: false, count: graph.valueCount)
    for index in graph.edges.indices where !isBus[index] {
      let edge = graph.edges[index]
      if !hasTrunkSegments[edge.value] {
        hasTrunkSegments[edge.value] = true
        let trunk = trunks[edge.value]
        var upper = lastVertexOfNode[edge.source]
        for lower in trunk.first..<trunk.first + trunk.count {
          segments[vertices[upper].layer].append(Segment(upper: upper, lower: lower, value: edge.value))
          upper = lower
        }
      }
      let upper = lastVertex(before: index)
      segments[vertices[upper].layer].append(
        Segment(upper: upper, lower: vertexOfNode[edge.target], value: edge.value, edge: index))
    }
  }
}
