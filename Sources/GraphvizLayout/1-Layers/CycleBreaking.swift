/// Reverses the edges that close cycles, so that the rest is acyclic.
///
/// Iterative depth-first search in file order: an edge to a node still on the stack closes a cycle. Cost:
/// linear.
func breakCycles(_ edges: inout [FlowGraph.Edge], nodeCount: Int) {
  var outgoing: [[Int]] = Array(repeating: [], count: nodeCount)
  for index in edges.indices { outgoing[edges[index].source].append(index) }
  enum State { case new, open, done }
  var state = [State](repeating: .new, count: nodeCount)
  var next = [Int](repeating: 0, count: nodeCount)
  for root in 0..<nodeCount where state[root] == .new {
    var stack = [root]
    state[root] = .open
    while let node = stack.last {
      guard next[node] < outgoing[node].count else {
        state[node] = .done
        stack.removeLast()
        continue
      }
      let edge = outgoing[node][next[node]]
      next[node] += 1
      let target = edges[edge].target
      switch state[target] {
      case .new:
        state[target] = .open
        stack.append(target)
      case .open: edges[edge].reverse()
      case .done: break
      }
    }
  }
}

extension FlowGraph.Edge {
  fileprivate mutating func reverse() {
    swap(&source, &target)
    swap(&sourcePort, &targetPort)
    isReversed = true
  }
}
