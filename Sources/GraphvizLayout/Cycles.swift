extension FlowGraph {
  /// Turns round the wires that close cycles, so that the rest is acyclic.
  ///
  /// Depth first with an own stack, in file order: a wire to a node still on the stack closes a cycle.
  mutating func breakCycles() {
    var outgoing: [[Int]] = Array(repeating: [], count: nodes.count)
    for index in wires.indices { outgoing[wires[index].source].append(index) }
    enum State { case new, open, done }
    var state = [State](repeating: .new, count: nodes.count)
    var next = [Int](repeating: 0, count: nodes.count)
    for root in nodes.indices where state[root] == .new {
      var stack = [root]
      state[root] = .open
      while let node = stack.last {
        guard next[node] < outgoing[node].count else {
          state[node] = .done
          stack.removeLast()
          continue
        }
        let wire = outgoing[node][next[node]]
        next[node] += 1
        let target = wires[wire].target
        switch state[target] {
        case .new:
          state[target] = .open
          stack.append(target)
        case .open: wires[wire].turnRound()
        case .done: break
        }
      }
    }
  }
}

extension FlowGraph.Wire {
  fileprivate mutating func turnRound() {
    swap(&source, &target)
    swap(&sourcePort, &targetPort)
    isReversed = true
  }
}
