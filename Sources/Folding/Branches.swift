/// Finds equal chains of operators that fork from the same values and join in one operator: the columns of
/// a table, the heads of an ensemble. Each becomes a block, so that they can be stacked.
///
/// Cost: linear in the children and their inputs.
enum Branches {
  private static let fewest = 3

  /// The chains of a block's children, each as places among the children.
  static func find(_ block: BlockID, _ order: PieceOrder, _ wires: [PieceOrder.Wire]) -> [[Int]] {
    let children = order.tree.blocks[block].children
    guard children.count > 2 * fewest else { return [] }
    let runs = order.loneRuns(children.count, wires, where: { children[$0].isLeaf })
    var groups: [[Int]: [[Int]]] = [:]
    var keys: [[Int]] = []
    for (chain, reader) in runs {
      guard chain.count > 1, let join = reader else { continue }
      let fork = order.structure.inputs(children[chain[0]])
      let key = [join, fork.count] + fork + chain.map { order.structure.exact(children[$0]) }
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(chain)
    }
    return keys.flatMap { key -> [[Int]] in
      guard let chains = groups[key], chains.count >= fewest else { return [] }
      return chains
    }
  }
}
