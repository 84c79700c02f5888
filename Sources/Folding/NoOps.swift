import ModelGraph

/// Takes operators out of the way that hand their input on unchanged: a cast to the type that the value
/// already has, a transpose that keeps the order. What reads them reads their input instead.
///
/// Cost: linear in leaves and uses.
enum NoOps {
  static func bypass(_ flat: inout FlatGraph, _ model: Model) {
    var isChanged = false
    for leaf in flat.leaves.indices where flat.leaves[leaf].hidden == nil {
      let (inputs, outputs) = (flat.inputs(of: leaf), flat.outputs(of: leaf))
      guard inputs.count == 1, let input = inputs[0], flat.isDrawn(input), outputs.count == 1,
        let output = outputs[0], !flat.nets[output].isOutput, keepsInput(leaf, flat, model)
      else { continue }
      flat.leaves[leaf].hidden = .plumbing
      for use in flat.uses(of: output) { flat.setInput(use.slot, of: use.leaf, to: input) }
      isChanged = true
    }
    if isChanged { flat.listUses() }
  }

  private static func keepsInput(_ leaf: LeafID, _ flat: FlatGraph, _ model: Model) -> Bool {
    let own = flat.leaves[leaf]
    let op = model.graphs[own.graph].nodes[own.node].op
    guard op.domain.isEmpty, op.type == "Cast" || op.type == "Transpose" else { return false }
    let graph = model.graphs[own.graph]
    let node = graph.nodes[own.node]
    switch op.type {
    case "Cast":
      guard case .int(let target)? = node.attribute("to"), let input = node.inputs.first, let input,
        case .tensor(let type, _)? = graph.values[input].type
      else { return false }
      return type != .undefined && Int64(type.rawValue) == target
    case "Transpose":
      guard case .ints(let order)? = node.attribute("perm") else { return false }
      return order == order.indices.map(Int64.init)
    default: return false
    }
  }
}
