import ModelGraph

/// Which inputs are numbers of rows of a stored table, such as ids of tokens, and how many rows that has.
struct LookUpTables {
  /// By input, the rows of the smallest table.
  private(set) var rows: [ValueID: Int64] = [:]

  /// Looks for `Gather` along the first axis of a stored tensor. Cost: linear in the graph.
  init(_ graph: Graph) {
    var sources: [ValueID: ValueID] = [:]
    for node in graph.nodes where ["Cast", "Identity"].contains(node.op.type) {
      if case let input?? = node.inputs.first, case let output?? = node.outputs.first {
        sources[output] = input
      }
    }
    for node in graph.nodes where node.op.type == "Gather" && node.op.domain.isEmpty {
      guard node.int("axis", or: 0) == 0, node.inputs.count == 2, let table = node.inputs[0],
        var value = node.inputs[1], let count = graph.values[table].constant?.dims.first, count > 0
      else { continue }
      for _ in 0..<RunTuning.lookUpSteps { value = sources[value] ?? value }
      if graph.inputs.contains(value) { rows[value] = min(count, rows[value] ?? count) }
    }
  }
}
