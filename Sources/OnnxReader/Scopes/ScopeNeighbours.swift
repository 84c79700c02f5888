import ModelGraph

/// Finds a place for nodes that say nothing about their scope, such as those an optimizer added.
///
/// A constant goes to the deepest scope that all its readers share. A node on the way from one scope to
/// another stays in the outer one where one holds the other; else it opens the block that its readers are
/// in, or stands between both where that is no block but a single module. Two passes over the edges.
struct ScopeNeighbours {
  private let graph: Graph
  private let table: ScopeTable
  private let uses: Uses
  private var hasParts: [Bool]
  private var bodyReaders: [ValueID: [NodeID]] = [:]

  init(
    _ graph: Graph, _ table: ScopeTable, _ uses: Uses, _ readByBodies: [(node: Int, value: ValueID)]
  ) {
    self.graph = graph
    self.uses = uses
    self.table = table
    hasParts = [Bool](repeating: false, count: table.scopes.count)
    for scope in table.scopes { hasParts[scope.parent] = true }
    for (node, value) in readByBodies { bodyReaders[value, default: []].append(node) }
  }

  /// The same with a scope for every node.
  func filled(_ known: [ScopeID?]) -> [ScopeID?] {
    let before = scopesBefore(known)
    var filled = known
    for index in graph.nodes.indices.reversed() where known[index] == nil {
      switch (before[index], scopeBehind(index, filled)) {
      case (let before?, let behind?):
        filled[index] = between(before, behind)
      case (let before, let behind):
        filled[index] = behind ?? before ?? 0
      }
    }
    return filled
  }

  private func between(_ before: ScopeID, _ behind: ScopeID) -> ScopeID {
    let common = table.common(before, behind)
    if common == before || common == behind { return common }
    var block = behind
    while table.scopes[block].parent != common { block = table.scopes[block].parent }
    return hasParts[block] ? block : common
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
      for use in uses[output] { add(use.node) }
      for reader in bodyReaders[output] ?? [] { add(reader) }
    }
    return shared
  }
}
