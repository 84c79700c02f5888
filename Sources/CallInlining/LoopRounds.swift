import ModelGraph

extension Node {
  /// Whether the operator runs a body in rounds.
  var isLoop: Bool { op.domain.isEmpty && (op.type == "Loop" || op.type == "Scan") && !bodies.isEmpty }

  /// The values of a loop's body that can be had of all rounds, one after the other, as further outputs; none where the operator
  /// leaves an output out, before which others can't stand, or says more of those that it has.
  func rounds(of body: Graph) -> [ValueID] {
    guard isLoop, bodies.count == 1 else { return [] }
    let given = op.type == "Loop" ? body.outputs.count - 1 : body.outputs.count
    let isPlain = attribute("scan_output_axes") == nil && attribute("scan_output_directions") == nil
    guard isPlain, outputs.count == given, outputs.allSatisfy({ $0 != nil }) else { return [] }
    var names: Set<String> = []
    return body.nodes.flatMap { $0.outputs.compactMap(\.self) }.filter { value in
      guard case .tensor(let type, _)? = body.values[value].type, type != .string, type != .undefined else {
        return false
      }
      return !body.values[value].name.isEmpty && names.insert(body.values[value].name).inserted
    }
  }
}

extension Scope {
  /// The class of scopes that stand around what a loop does in each round.
  static let roundsClass = "rounds of a loop"
}

extension Graph {
  /// Whether a node stands in a loop that was written out: its values are of all rounds, which are their first axis.
  public func isInRounds(_ node: NodeID) -> Bool {
    var scope = nodes[node].scope
    while scope > 0, scopes.indices.contains(scope) {
      if scopes[scope].className == Scope.roundsClass { return true }
      guard scopes[scope].parent < scope else { return false }
      scope = scopes[scope].parent
    }
    return false
  }
}
