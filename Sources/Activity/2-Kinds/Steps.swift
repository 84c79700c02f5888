import ModelGraph

/// Which values of a graph tell nothing beside others: those that depend on nothing that comes in, and steps of a layer,
/// whose numbers the next value has again, moved, scaled or with a bias.
struct Steps {
  private let graph: Graph
  private let uses: Uses
  /// By value: whether only stored numbers and shapes lead to it.
  private(set) var isFixed: [Bool]

  /// Cost: linear in the nodes and their inputs.
  init(_ graph: Graph, _ uses: Uses) {
    (self.graph, self.uses) = (graph, uses)
    isFixed = graph.values.map { value in
      switch value.producer {
      case .initializer, .none: true
      case .input, .capture: value.constant != nil
      case .node: false
      }
    }
    for node in graph.nodes {
      let isMade = node.bodies.isEmpty && (Self.measures.contains(node.op.type) || reads(node))
      guard isMade else { continue }
      for case let output? in node.outputs { isFixed[output] = true }
    }
  }

  /// Whether all that a node reads is fixed.
  private func reads(_ node: Node) -> Bool { node.inputs.allSatisfy { $0.map { isFixed[$0] } ?? true } }

  /// Operators whose outputs say how large something is, not what is in it.
  private static let measures: Set<String> = ["Shape", "Size"]
  /// Operators that move numbers and change none.
  private static let moves: Set<String> = [
    "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Flatten", "Identity", "Cast", "Expand", "Dropout",
    "Split", "Slice",
    "QuantizeLinear", "DequantizeLinear", "Pad",
  ]
  /// Operators that scale or shift all numbers of a channel, where their other operand is stored.
  private static let scales: Set<String> = ["Add", "Sub", "Mul", "Div"]

  /// Whether a value tells nothing beside its neighbours.
  func isStep(_ value: ValueID) -> Bool {
    guard case .node(let node, _) = graph.values[value].producer else { return false }
    if Self.moves.contains(graph.nodes[node].op.type) { return true }
    if isInFormula(value, madeBy: graph.nodes[node]) { return true }
    let readers = uses[value]
    guard readers.count == 1, let reader = readers.first.map({ graph.nodes[$0.node] }),
      Self.scales.contains(reader.op.type)
    else { return false }
    return reader.inputs.contains { $0.map { $0 != value && isFixed[$0] } ?? false }
  }

  /// Whether a value stands amid a formula that an exporter wrote out, as of a norm or an activation: operators of elements and
  /// means make it and read it. Sums of two values that come in are what residual connections give, and stay.
  private func isInFormula(_ value: ValueID, madeBy node: Node) -> Bool {
    guard Self.formulas.contains(node.op.type), !uses[value].isEmpty else { return false }
    if node.op.type == "Add", node.inputs.allSatisfy({ $0.map { !isFixed[$0] } ?? false }) { return false }
    return uses[value].allSatisfy { Self.formulas.contains(graph.nodes[$0.node].op.type) }
  }

  /// Operators that formulas are made of.
  private static let formulas: Set<String> = [
    "Add", "Sub", "Mul", "Div", "Pow", "Sqrt", "Reciprocal", "Neg", "Abs", "Exp", "Log", "Erf", "Sigmoid",
    "Tanh",
    "Softplus", "Min", "Max", "Clip", "Where", "ReduceMean", "ReduceSum", "ReduceMax", "Cast",
  ]

  /// Of a value that DequantizeLinear makes: the one that was quantised for it.
  func quantized(_ value: ValueID) -> ValueID? {
    guard case .node(let node, _) = graph.values[value].producer,
      graph.nodes[node].op.type == "DequantizeLinear", case let codes?? = graph.nodes[node].inputs.first,
      case .node(let before, _) = graph.values[codes].producer,
      graph.nodes[before].op.type == "QuantizeLinear", case let source?? = graph.nodes[before].inputs.first
    else { return nil }
    return source
  }
}
