import ModelGraph

/// Finds a place for nodes that say nothing about their scope, such as those an optimizer added.
///
/// A node goes to the deepest scope that all its readers share. Where the nodes it reads from are in a
/// scope around that one, it stays there; constants have none to read from. Two passes over the edges.
struct ScopeNeighbours {
  private let graph: Graph
  private let table: ScopeTable
  private var bodyReaders: [ValueID: [NodeID]] = [:]

  init(_ graph: Graph, _ table: ScopeTable, _ readByBodies: [(node: Int, value: ValueID)]) {
    self.graph = graph
    self.table = table
    for (node, value) in readByBodies { bodyReaders[value, default: []].append(node) }
  }

  /// The same with a scope for every node.
  func filled(_ known: [ScopeID?]) -> [ScopeID?] {
    let before = scopesBefore(known)
    var filled = known
    for index in graph.nodes.indices.reversed() where known[index] == nil {
      switch (before[index], scopeBehind(index, filled)) {
      case (let before?, let behind?):
        let common = table.common(before, behind)
        filled[index] = common == before ? before : behind
      case (let before, let behind):
        filled[index] = behind ?? before ?? 0
      }
    }
    return filled
  }

  /// For each node without a scope, what the nodes that it reads from share; nil where there are none.
  private func scopesBefore(_ known: [ScopeID?]) -> [ScopeID?] {
    var before = known
    for (index, node) in graph.nodes.enumerated() where known[index] == nil {
      var shared: ScopeID?
      for case let input? in node.inputs {
        guard case .node(let maker, _) = graph.values[input].producer, maker < index,
          graph.values[input].constant == nil, let scope = before[maker]
        else { continue }
        shared = shared.map { table.common($0, scope) } ?? scope
      }
      before[index] = shared
    }
    return before
  }

  private func scopeBehind(_ index: NodeID, _ filled: [ScopeID?]) -> ScopeID? {
    var shared: ScopeID?
    func add(_ reader: NodeID) {
      guard reader > index, let scope = filled[reader] else { return }
      shared = shared.map { table.common($0, scope) } ?? scope
    }
    for case let output? in graph.nodes[index].outputs {
      for use in graph.values[output].uses { add(use.node) }
      for reader in bodyReaders[output] ?? [] { add(reader) }
    }
    return shared
  }
}
