import Diagnostics
import DiagramModel

/// A component with all its positions, in local coordinates: x from its left end, y from the panel's top.
struct ComponentLayout {
  let component: Component
  let layered: LayeredGraph
  let ends: LineEnds
  let bands: LayerBands
  let left: Double
  /// How wide it is.
  let width: Double
  /// How far down it reaches, without padding.
  let bottom: Double

  /// Lays out a component. Cost: bounded per part by dot's limits, linear in parts.
  init(_ component: Component, header: Double, _ solver: inout DotSolver) throws(FoldoutError) {
    self.component = component
    let graph = component.graph
    let partition = Partition(graph)
    let isChain = graph.isChain
    var layered = try Self.ordered(graph, partition, deep: !isChain, &solver)
    if !layered.bodiesAreClear { layered = try Self.ordered(graph, partition, deep: false, &solver) }
    let ends = LineEnds(layered)
    layered.straightenTrunks(ends)
    bands = LayerBands(layered, ends, header: header)
    var low = Double.infinity
    var high = -Double.infinity
    for vertex in layered.vertices {
      low = min(low, vertex.x - vertex.left)
      high = max(high, vertex.x + vertex.right)
    }
    if layered.isBus.contains(true) { high += LayoutTuning.busGap + 2 }
    left = low
    width = high - low
    self.layered = layered
    self.ends = ends
    bottom = bands.bottom.last ?? 0
  }

  /// The first two phases, and the first step of the third.
  private static func ordered(
    _ graph: FlowGraph, _ partition: Partition, deep: Bool, _ solver: inout DotSolver
  ) throws(FoldoutError) -> LayeredGraph {
    var layered = LayeredGraph(graph, try Layering(graph, partition, deep: deep, &solver))
    try layered.order(&solver)
    layered.straightenChains()
    return layered
  }

  /// The panel's node for the input that the main path starts from, if it does.
  var mainEntry: Int? {
    let edges = component.graph.edges
    let first = edges.indices.first {
      layered.isMain[$0] && component.graph.nodes[edges[$0].source].role == .entry
    }
    return first.map { component.origin[edges[$0].source] }
  }

  /// Whether lines go on below it.
  var hasExits: Bool { component.graph.nodes.contains { $0.role == .exit } }

  /// Where a node's front rectangle is; a border port's is its point.
  func rect(of node: Int, height: Double) -> Rect {
    let box = component.graph.nodes[node]
    let vertex = layered.vertexOfNode[node]
    let x = layered.vertices[vertex].x - left
    switch box.role {
    case .entry: return Rect(Point(x, 0), Size(0, 0))
    case .exit: return Rect(Point(x, height), Size(0, 0))
    case .box:
      return Rect(Point(x - box.width / 2, boxTop(vertex)), Size(box.width, box.height))
    }
  }

  /// Boxes of about the same depth are centred in their band; a box beside a much deeper one stands at the
  /// top, near what feeds it.
  private func boxTop(_ vertex: Int) -> Double {
    let layer = layered.vertices[vertex].layer
    let node = layered.vertices[vertex].node ?? 0
    let slack = bands.bottom[layered.layering.lastLayer(node)] - bands.top[layer] - layered.depth(vertex)
    return bands.top[layer] + (slack <= LayoutTuning.mostCentring ? slack / 2 : 0)
      + component.graph.nodes[node].padding.top
  }
}
