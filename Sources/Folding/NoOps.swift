import ModelGraph

/// Takes operators out of the way that hand their input on unchanged: a cast to the type that the value
/// already has, a transpose that keeps the order. What reads them reads their input instead.
///
/// Cost: linear in leaves and uses.
enum NoOps {
  static func bypass(_ flat: inout FlatGraph, _ model: Model) {
    for leaf in flat.leaves.indices where flat.leaves[leaf].hidden == nil {
      let own = flat.leaves[leaf]
      let graph = model.graphs[own.graph]
      guard own.inputs.count == 1, let input = own.inputs[0], flat.isDrawn(input), own.outputs.count == 1,
        let output = own.outputs[0], !flat.nets[output].isOutput, keepsInput(graph.nodes[own.node], of: graph)
      else { continue }
      flat.leaves[leaf].hidden = .plumbing
      for use in flat.nets[output].uses {
        flat.leaves[use.leaf].inputs[use.slot] = input
        flat.nets[input].uses.append(use)
      }
      flat.nets[output].uses = []
    }
  }

  private static func keepsInput(_ node: Node, of graph: Graph) -> Bool {
    guard node.op.domain.isEmpty else { return false }
    switch node.op.type {
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
