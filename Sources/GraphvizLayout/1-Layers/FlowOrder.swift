/// A topological order near the order of the file.
enum FlowOrder {
  /// The nodes in an order in which every edge goes forward: entries, boxes near their file order, exits. Cost:
  /// that of sorting each node's edges.
  ///
  /// A box without inputs stands right before its first consumer: were all constants first, as in many
  /// files, no place would be narrow.
  static func of(_ graph: FlowGraph) -> [Int] {
    var outgoing: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var hasInput = [Bool](repeating: false, count: graph.nodes.count)
    for edge in graph.edges {
      outgoing[edge.source].append(edge.target)
      hasInput[edge.target] = true
    }
    for node in outgoing.indices { outgoing[node].sort(by: >) }
    var postorder: [Int] = []
    var next = [Int](repeating: 0, count: graph.nodes.count)
    var isOpen = [Bool](repeating: false, count: graph.nodes.count)
    for root in graph.nodes.indices.reversed() where !isOpen[root] && !hasInput[root] {
      var stack = [root]
      isOpen[root] = true
      while let node = stack.last {
        guard next[node] < outgoing[node].count else {
          postorder.append(node)
          stack.removeLast()
          continue
        }
        let target = outgoing[node][next[node]]
        next[node] += 1
        if !isOpen[target] {
          isOpen[target] = true
          stack.append(target)
        }
      }
    }
    return nearConsumers(graph, postorder.reversed(), outgoing, hasInput)
  }

  private static func nearConsumers(
    _ graph: FlowGraph, _ order: [Int], _ outgoing: [[Int]], _ hasInput: [Bool]
  ) -> [Int] {
    var position = [Int](repeating: 0, count: graph.nodes.count)
    for index in order.indices { position[order[index]] = index }
    var waiting: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    var isLeaf = [Bool](repeating: false, count: graph.nodes.count)
    for node in order where graph.nodes[node].role == .box && !hasInput[node] {
      guard let first = outgoing[node].min(by: { position[$0] < position[$1] }) else { continue }
      waiting[first].append(node)
      isLeaf[node] = true
    }
    var result = order.filter { graph.nodes[$0].role == .entry }
    for node in order where graph.nodes[node].role == .box && !isLeaf[node] {
      result += waiting[node]
      result.append(node)
    }
    for node in order where graph.nodes[node].role == .exit { result += waiting[node] + [node] }
    return result
  }
}
