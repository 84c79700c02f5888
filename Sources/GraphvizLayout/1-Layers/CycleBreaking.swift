import GraphAlgorithms

/// Reverses the edges that close cycles, so that the rest is acyclic.
///
/// Depth-first search in file order: an edge to a node whose search has not ended closes a cycle. Cost: linear.
func breakCycles(_ edges: inout [FlowGraph.Edge], nodeCount: Int) {
  var outgoing: [[Int]] = Array(repeating: [], count: nodeCount)
  for index in edges.indices { outgoing[edges[index].source].append(index) }
  let graph = ImplicitGraph(nodeCount: nodeCount) { [edges] node in
    outgoing[node].lazy.map { edges[$0].target }
  }
  for edge in graph.depthFirstSearch().backEdges { edges[outgoing[edge.source][edge.slot]].reverse() }
}

extension FlowGraph.Edge {
  fileprivate mutating func reverse() {
    swap(&source, &target)
    swap(&sourcePort, &targetPort)
    isReversed = true
  }
}
