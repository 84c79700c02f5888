import ModelGraph

/// Bypasses operators that return their input unchanged: a cast to the type that the value already has, a transpose
/// that keeps the order. Their readers read their input instead.
///
/// Needed by exports of BERT, BART and BEiT by TorchScript, and by detectors.
///
/// Cost: linear in nodes and uses.
enum BypassNoOps: FlatPass {
  static let name = "bypass-no-ops"

  static func isWanted(_ options: FoldOptions) -> Bool { !options.flat && !options.showsPlumbing }

  static func run(_ flat: inout FlatGraph, _ model: Model, _ options: FoldOptions) -> Bool {
    var isChanged = false
    for flatNode in flat.nodes.indices where flat.nodes[flatNode].hidden == nil {
      let (inputs, outputs) = (flat.inputs(of: flatNode), flat.outputs(of: flatNode))
      guard let input = inputs.first, let input,
        inputs.dropFirst().allSatisfy({ $0.map { !flat.isDrawn($0) } ?? true }), flat.isDrawn(input),
        outputs.count == 1,
        let output = outputs[0], !flat.values[output].isOutput, keepsInput(flatNode, flat, model)
      else { continue }
      flat.nodes[flatNode].hidden = .plumbing
      for use in flat.uses(of: output) { flat.setInput(use.slot, of: use.node, to: input) }
      isChanged = true
    }
    if isChanged { flat.listUses() }
    return isChanged
  }

  private static func keepsInput(_ flatNode: FlatNodeID, _ flat: FlatGraph, _ model: Model) -> Bool {
    let own = flat.nodes[flatNode]
    let graph = model.graphs[own.graph]
    let node = graph.nodes[own.node]
    guard node.op.domain.isEmpty else { return false }
    switch node.op.type {
    case "Cast":
      guard let target = node.dataType("to"), let input = node.inputs.first, let input,
        case .tensor(let type, _)? = graph.values[input].type
      else { return false }
      return type == target
    case "Identity": return true
    case "Reshape", "Expand", "Flatten":
      guard let input = node.inputs.first, let input, let output = node.outputs.first, let output,
        case .tensor(_, let before?)? = graph.values[input].type,
        case .tensor(_, let after?)? = graph.values[output].type
      else { return false }
      return before == after && !before.dims.contains(.unknown)
    case "Transpose":
      guard let order = node.ints("perm") else { return false }
      return order == order.indices.map(Int64.init)
    default: return false
    }
  }
}
