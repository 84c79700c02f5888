import ModelGraph

/// Finds a place for nodes by the names of their weights.
///
/// Exporters keep the names of parameters, such as `layer1.0.conv1.weight`, and optimizers that put one
/// node in the place of several keep the weights. Only weights with one reader count: shared ones say
/// where they were first used.
struct WeightScopes {
  private let graph: Graph
  private let table: ScopeTable
  private let uses: Uses
  /// The scopes by their dotted path.
  private var places: [String: ScopeID] = [:]

  init(_ graph: Graph, _ table: ScopeTable, _ uses: Uses) {
    self.graph = graph
    self.uses = uses
    self.table = table
    var paths = [""]
    for (id, scope) in table.scopes.enumerated().dropFirst() {
      paths.append(Self.path(scope.name, in: paths[scope.parent], named: table.scopes[scope.parent].name))
      if places[paths[id]] == nil { places[paths[id]] = id }
    }
  }

  /// The same with a scope for nodes that have weights whose names hold one. Where the names don't agree with
  /// the scopes of the nodes that have one, nothing is believed.
  func filled(_ known: [ScopeID?]) -> [ScopeID?] {
    var (told, agreeing) = (0, 0)
    for (index, node) in graph.nodes.enumerated() {
      guard let scope = known[index], let place = place(of: node) else { continue }
      told += 1
      if place != 0, table.common(place, scope) == place { agreeing += 1 }
    }
    guard agreeing * 2 > told else { return known }
    return known.indices.map { known[$0] ?? place(of: graph.nodes[$0]) }
  }

  /// The scope that all weights of a node share, the root where their modules have none; nil where no name
  /// holds one, or for nodes that read nothing but constants.
  private func place(of node: Node) -> ScopeID? {
    var shared: ScopeID?
    var readsMore = false
    for case let input? in node.inputs {
      let value = graph.values[input]
      guard value.producer == .initializer else {
        readsMore = readsMore || value.constant == nil
        continue
      }
      guard uses[input].count == 1, let scope = place(ofWeight: value.name) else { continue }
      shared = shared.map { table.common($0, scope) } ?? scope
    }
    return readsMore ? shared : nil
  }

  /// The deepest scope on the way to a weight; nil where its name is no path.
  private func place(ofWeight name: String) -> ScopeID? {
    guard name.utf8.count < OnnxLimits.weightName, name.utf8.contains(UInt8(ascii: ".")) else { return nil }
    var path = Substring(name)
    while let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) {
      path = path[..<dot]
      if let place = places[String(path)] { return place }
    }
    return 0
  }

  /// The dotted path of a scope. Some exporters repeat the parent's name in its parts (`layer1.0` in
  /// `layer1`), some the parent's whole path.
  private static func path(_ name: String, in parent: String, named parentName: String) -> String {
    if parent.isEmpty { return name }
    if !parentName.isEmpty, name.utf8.starts(with: (parentName + ".").utf8) {
      return parent + String(decoding: name.utf8.dropFirst(parentName.utf8.count), as: UTF8.self)
    }
    return parent + "." + name
  }
}
