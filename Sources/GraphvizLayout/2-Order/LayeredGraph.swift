/// Phase 2: a component as layers of vertices, with every edge split into segments from one layer to the next.
///
/// Edges from one port share their way down: a value has one dummy in each layer it passes, its trunk, and
/// each consumer branches off in the layer above it. That draws a skip connection with three consumers as
/// one line with three branches.
struct LayeredGraph {
  /// A node, or a dummy node: the place where a value passes a layer.
  struct Vertex {
    /// The node; nil for a dummy.
    var node: Int?
    /// Whether it only goes on with a node that starts in a layer above.
    var isBody = false
    var layer: Int
    /// Room to the left and right of ``x`` that no neighbour may enter.
    var left: Double
    var right: Double
    /// The centre of the box's front rectangle, or where the line passes.
    var x = 0.0
  }

  /// The part of one or more edges between neighbouring layers.
  struct Segment {
    var upper: Int
    var lower: Int
    var value: Int
    /// The edge that ends here, or nil if the segment leads to a dummy.
    var edge: Int?
  }

  let graph: FlowGraph
  let layering: Layering
  var vertices: [Vertex] = []
  /// By layer: vertices from left to right (in order of creation until placed).
  var layers: [[Int]]
  /// By node: its vertex in its first layer, and in its last.
  var vertexOfNode: [Int]
  var lastVertexOfNode: [Int]
  /// By value: the first vertex of its trunk, and how long it is. The trunk starts in the layer below the source.
  var trunks: [(first: Int, count: Int)]
  /// By layer: segments from it to the layer below.
  var segments: [[Segment]]
  /// By layer: nodes that go on from it into the layer below.
  var bodies: [[(upper: Int, lower: Int)]]
  /// By edge: whether it takes the way round the side, see ``LayoutTuning/dummyBudget``.
  var isBus: [Bool]
  /// By value: the output port that it leaves; nil for one that goes up.
  var portOfValue: [Int?]
  /// By value: whether a single edge carries it.
  var isOnlyConsumer: [Bool]
  /// By value: whether the main path follows its trunk.
  var isMainTrunk: [Bool] = []
  /// By edge: whether it's on the main path, which is to be drawn straight.
  var isMain: [Bool] = []
}

extension LayeredGraph {
  /// Whether all nodes that fill several layers stand upright and no line runs through them.
  var bodiesAreClear: Bool {
    for layer in bodies.indices {
      // The way round the side crosses all that stands between.
      if !bodies[layer].isEmpty && isBus.contains(true) { return false }
      for body in bodies[layer] {
        let x = vertices[body.upper].x
        guard vertices[body.lower].x == x else { return false }
        let isClear = segments[layer].allSatisfy { (vertices[$0.upper].x < x) == (vertices[$0.lower].x < x) }
        guard isClear else { return false }
      }
    }
    return true
  }

  /// The vertex from which an edge makes its last step.
  func lastVertex(before edge: Int) -> Int {
    let edge = graph.edges[edge]
    let span = layering.span(edge)
    return span == 1 ? lastVertexOfNode[edge.source] : trunks[edge.value].first + span - 2
  }

  /// The role of a vertex's node; nil for a dummy.
  func role(_ vertex: Int) -> FlowGraph.Node.Role? { vertices[vertex].node.map { graph.nodes[$0].role } }

  /// Whether a vertex's node ends in its layer.
  func isEnd(_ vertex: Int) -> Bool { vertices[vertex].node.map { lastVertexOfNode[$0] == vertex } ?? true }

  /// How deep a vertex's node is, sheets included.
  func depth(_ vertex: Int) -> Double {
    guard let node = vertices[vertex].node else { return 0 }
    let box = graph.nodes[node]
    return box.padding.top + box.height + box.padding.bottom
  }

  /// Room at both sides of a box, besides dot's separation.
  func margin(_ vertex: Int) -> Double {
    guard let node = vertices[vertex].node, graph.nodes[node].role == .box else { return 0 }
    return LayoutTuning.boxMargin
  }

  /// Where along a node a vertex's line meets it, if that's fixed.
  func startX(_ segment: Segment) -> Double? {
    guard let node = vertices[segment.upper].node, let x = graph.nodes[node].outputX,
      let port = portOfValue[segment.value], port < x.count
    else { return nil }
    return x[port]
  }
}
