/// Spreads the many inputs of one box over several layers, so that the page does not become too wide.
struct SourceStagger {
  private var lengths: [Int: Int32] = [:]

  init(_ graph: FlowGraph) {
    var isLeaf = graph.nodes.map { $0.role == .box }
    for edge in graph.edges { isLeaf[edge.target] = false }
    var leaves: [Int: [Int]] = [:]
    for index in graph.edges.indices where isLeaf[graph.edges[index].source] {
      leaves[graph.edges[index].target, default: []].append(index)
    }
    for (_, edges) in leaves where edges.count > LayoutTuning.mostSourcesAbreast {
      var abreast = LayoutTuning.mostSourcesAbreast
      while abreast * abreast < edges.count * 2 { abreast += 1 }
      // The outermost stand lowest, so that the lines of those above come down between them like a funnel.
      for (index, edge) in edges.enumerated() {
        let fromSide = min(index, edges.count - 1 - index)
        lengths[graph.edges[edge].link] = Int32(1 + fromSide / (abreast / 2))
      }
    }
  }

  /// The least number of layers that an edge spans.
  func length(_ edge: FlowGraph.Edge) -> Int32 { lengths[edge.link] ?? 1 }
}
