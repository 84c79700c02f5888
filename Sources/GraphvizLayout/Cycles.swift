import GraphAlgorithms

extension FlowGraph {
  /// Turns round the wires that close cycles, so that the rest is acyclic.
  ///
  /// Searched depth first, in file order: a wire to a node whose search has not ended closes a cycle.
  mutating func breakCycles() {
    var outgoing: [[Int]] = Array(repeating: [], count: nodes.count)
    for index in wires.indices { outgoing[wires[index].source].append(index) }
    let graph = ImplicitGraph(nodeCount: nodes.count) { [wires] node in
      outgoing[node].lazy.map { wires[$0].target }
    }
    for edge in graph.depthFirstSearch().backEdges { wires[outgoing[edge.source][edge.slot]].turnRound() }
  }
}

extension FlowGraph.Wire {
  fileprivate mutating func turnRound() {
    swap(&source, &target)
    swap(&sourcePort, &targetPort)
    isReversed = true
  }
}
