import ModelGraph
import OperatorCatalog

/// Finds the operators that the author did not draw: shape arithmetic, constants and what prepares them.
///
/// - *Constants*: `Constant` nodes, and harmless operators (casts, transposes, identities,
///   dequantization) on nothing but constants. The stored tensor shows through them.
/// - *Plumbing*: operators of a kind that shape arithmetic is made of, all of whose results end in
///   shape-like inputs (a Reshape's shape, a Slice's bounds) or nowhere.
///
/// Cost: linear in leaves and uses.
enum Plumbing {
  static func mark(_ flat: inout FlatGraph, _ model: Model) {
    let roles = flat.leaves.map { Operators.info(for: model.graphs[$0.graph].nodes[$0.node].op) }
    markConstants(&flat, roles)
    markShapeArithmetic(&flat, roles)
  }

  private static func markConstants(_ flat: inout FlatGraph, _ roles: [OperatorInfo]) {
    for leaf in flat.leaves.indices {
      let inputs = flat.leaves[leaf].inputs
      let constants = inputs.compactMap { $0 }
      let isConstantNode = inputs.isEmpty && flat.leaves[leaf].outputs.allSatisfy { $0.map { flat.nets[$0].constant != nil } ?? true }
      if isConstantNode, !flat.leaves[leaf].outputs.isEmpty {
        flat.leaves[leaf].hidden = .constant
      } else if roles[leaf].isWeightPrep, !constants.isEmpty,
        constants.allSatisfy({ flat.nets[$0].constant != nil })
      {
        flat.leaves[leaf].hidden = .constant
        let main = flat.nets[constants[0]]
        for case let output? in flat.leaves[leaf].outputs {
          flat.nets[output].constant = main.constant
          flat.nets[output].isInitializer = main.isInitializer
        }
      }
    }
  }

  /// Walks backwards, so that every reader of a result is judged before its maker.
  private static func markShapeArithmetic(_ flat: inout FlatGraph, _ roles: [OperatorInfo]) {
    for leaf in flat.leaves.indices.reversed() {
      guard flat.leaves[leaf].hidden == nil, roles[leaf].isPlumbing else { continue }
      let servesShapes = flat.leaves[leaf].outputs.allSatisfy { output in
        guard let output else { return true }
        return !flat.nets[output].isOutput
          && flat.nets[output].uses.allSatisfy { use in
            flat.leaves[use.leaf].hidden == .plumbing || roles[use.leaf].shapeInputs.contains(use.slot)
          }
      }
      if servesShapes { flat.leaves[leaf].hidden = .plumbing }
    }
  }
}
