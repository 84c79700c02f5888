import ModelGraph
import OperatorCatalog

/// Finds the operators that the author did not draw: shape arithmetic, constants and what prepares them.
///
/// - *Constants*: `Constant` nodes, and harmless operators (casts, transposes, identities,
///   dequantization) on nothing but constants. The stored tensor shows through them.
/// - *Plumbing*: what is computed from shapes and constants alone, whatever it feeds (positions, causal
///   masks, zero states); and operators of a kind that shape arithmetic is made of, all of whose results
///   end in shape-like inputs (a Reshape's shape, a Slice's bounds) or nowhere.
///
/// Cost: linear in leaves and uses.
enum Plumbing {
  static func mark(_ flat: inout FlatGraph, _ model: Model) {
    let roles = flat.leaves.map { Operators.info(for: model.graphs[$0.graph].nodes[$0.node].op) }
    markConstants(&flat, roles)
    markSettled(&flat, roles)
    markShapeArithmetic(&flat, roles)
  }

  private static func markConstants(_ flat: inout FlatGraph, _ roles: [OperatorInfo]) {
    for leaf in flat.leaves.indices {
      let (inputs, outputs) = (flat.inputs(of: leaf), flat.outputs(of: leaf))
      let isConstantNode =
        inputs.isEmpty && outputs.allSatisfy { $0.map { flat.nets[$0].constant != nil } ?? true }
      if isConstantNode, !outputs.isEmpty {
        flat.leaves[leaf].hidden = .constant
      } else if roles[leaf].isWeightPrep, let first = inputs.lazy.compactMap(\.self).first,
        inputs.allSatisfy({ $0.map { flat.nets[$0].constant != nil } ?? true })
      {
        flat.leaves[leaf].hidden = .constant
        let main = flat.nets[first]
        for case let output? in outputs {
          flat.nets[output].constant = main.constant
          flat.nets[output].isInitializer = main.isInitializer
        }
      }
    }
  }

  /// Walks forwards, hiding what no data and no trained weight goes into.
  private static func markSettled(_ flat: inout FlatGraph, _ roles: [OperatorInfo]) {
    for leaf in flat.leaves.indices where flat.leaves[leaf].hidden == nil {
      guard roles[leaf].kind != .control, roles[leaf].kind != .custom,
        !flat.outputs(of: leaf).contains(where: { $0.map { flat.nets[$0].isOutput } ?? false })
      else { continue }
      let inputs = flat.inputs(of: leaf)
      guard inputs.contains(where: { $0 != nil }) else { continue }
      if roles[leaf].readsOnlyShape || inputs.allSatisfy({ $0.map { isSettled($0, flat) } ?? true }) {
        flat.leaves[leaf].hidden = .plumbing
      }
    }
  }

  /// Whether a value is known before any data comes in, and is not a trained weight.
  private static func isSettled(_ net: NetID, _ flat: FlatGraph) -> Bool {
    let own = flat.nets[net]
    if case .leaf(let leaf, _) = own.producer, flat.leaves[leaf].hidden == .plumbing { return true }
    return own.constant != nil && !flat.isWeight(net)
  }

  /// Walks backwards, so that every reader of a result is judged before its maker.
  private static func markShapeArithmetic(_ flat: inout FlatGraph, _ roles: [OperatorInfo]) {
    for leaf in flat.leaves.indices.reversed() {
      guard flat.leaves[leaf].hidden == nil, roles[leaf].isPlumbing else { continue }
      let servesShapes = flat.outputs(of: leaf).allSatisfy { output in
        guard let output else { return true }
        return !flat.nets[output].isOutput
          && flat.uses(of: output).allSatisfy { use in
            flat.leaves[use.leaf].hidden == .plumbing || roles[use.leaf].shapeInputs.contains(use.slot)
          }
      }
      if servesShapes { flat.leaves[leaf].hidden = .plumbing }
    }
  }
}
