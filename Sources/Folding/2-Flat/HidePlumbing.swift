import ModelGraph
import OperatorCatalog

/// Hides the operators that an author would not draw: shape arithmetic, constants, and operators that prepare them.
///
/// - *Constants*: `Constant` nodes, and harmless operators (casts, transposes, identities,
///   dequantization) on nothing but constants. The stored tensor shows through them.
/// - *Plumbing*: operators computed from shapes and constants alone, whatever they feed (positions, causal
///   masks, zero states); and operators of a kind that shape arithmetic is made of, all of whose results
///   end in shape-like inputs (a Reshape's shape, a Slice's bounds) or nowhere.
///
/// Needed by nearly all exports: BERT's positions, masks and Reshape sizes are a third of its operators.
///
/// Cost: linear in nodes and uses.
enum HidePlumbing: FlatPass {
  static let name = "hide-plumbing"

  static func run(_ flat: inout FlatGraph, _ model: Model, _ options: FoldOptions) -> Bool {
    let roles = flat.nodes.map { Operators.info(for: model.graphs[$0.graph].nodes[$0.node].op) }
    markConstants(&flat, roles)
    markSettled(&flat, roles)
    markShapeArithmetic(&flat, roles)
    return flat.nodes.contains { $0.hidden != nil }
  }

  private static func markConstants(_ flat: inout FlatGraph, _ roles: [OperatorInfo]) {
    for node in flat.nodes.indices {
      let (inputs, outputs) = (flat.inputs(of: node), flat.outputs(of: node))
      let isConstantNode =
        inputs.isEmpty && outputs.allSatisfy { $0.map { flat.values[$0].constant != nil } ?? true }
      if isConstantNode, !outputs.isEmpty {
        flat.nodes[node].hidden = .constant
      } else if roles[node].isWeightPrep, let first = inputs.lazy.compactMap(\.self).first,
        inputs.allSatisfy({ $0.map { flat.values[$0].constant != nil } ?? true })
      {
        flat.nodes[node].hidden = .constant
        let main = flat.values[first]
        for case let output? in outputs {
          flat.values[output].constant = main.constant
          flat.values[output].isInitializer = main.isInitializer
        }
      }
    }
  }

  /// Walks forwards, hiding operators that neither data nor a trained weight reaches.
  private static func markSettled(_ flat: inout FlatGraph, _ roles: [OperatorInfo]) {
    for node in flat.nodes.indices where flat.nodes[node].hidden == nil {
      guard roles[node].kind != .control, roles[node].kind != .custom,
        !flat.outputs(of: node).contains(where: { $0.map { flat.values[$0].isOutput } ?? false })
      else { continue }
      let inputs = flat.inputs(of: node)
      guard inputs.contains(where: { $0 != nil }) else { continue }
      if roles[node].readsOnlyShape || inputs.allSatisfy({ $0.map { isSettled($0, flat) } ?? true }) {
        flat.nodes[node].hidden = .plumbing
      }
    }
  }

  /// Whether a value is known before any data comes in, and is not a trained weight.
  private static func isSettled(_ value: FlatValueID, _ flat: FlatGraph) -> Bool {
    let own = flat.values[value]
    if case .node(let node, _) = own.producer, flat.nodes[node].hidden == .plumbing { return true }
    return own.constant != nil && !flat.isWeight(value)
  }

  /// Walks backwards, so that every reader of a result is judged before its maker.
  private static func markShapeArithmetic(_ flat: inout FlatGraph, _ roles: [OperatorInfo]) {
    for node in flat.nodes.indices.reversed() {
      guard flat.nodes[node].hidden == nil, roles[node].isPlumbing else { continue }
      let servesShapes = flat.outputs(of: node).allSatisfy { output in
        guard let output else { return true }
        return !flat.values[output].isOutput
          && flat.uses(of: output).allSatisfy { use in
            flat.nodes[use.node].hidden == .plumbing || roles[use.node].shapeInputs.contains(use.slot)
          }
      }
      if servesShapes { flat.nodes[node].hidden = .plumbing }
    }
  }
}
