import ModelGraph
import OperatorCatalog

/// Finds long chains of weightless bookkeeping among named blocks: the eight operators that turn an
/// attention mask into another shape and type. Each chain becomes a block.
///
/// Cost: linear in the children and their inputs.
enum Chains {
  private static let shortest = 5

  /// The chains of a block's children, each as places among the children.
  static func find(
    _ block: BlockID, _ order: PieceOrder, _ wires: [PieceOrder.Wire], _ model: Model
  ) -> [[Int]] {
    let children = order.tree.blocks[block].children
    guard children.count > shortest, children.contains(where: { !$0.isLeaf }) else { return [] }
    let minor = children.map { isMinor($0, order, model) }
    return order.loneRuns(
      children.count, wires, where: { minor[$0] },
      canFollow: { order.structure.inputs(children[$0]).count == 1 }
    ).map(\.run).filter { $0.count >= shortest }
  }

  /// Whether an operator only moves or compares data: no weights, no heavy kind.
  private static func isMinor(_ item: Item, _ order: PieceOrder, _ model: Model) -> Bool {
    guard case .leaf(let leaf) = item else { return false }
    let own = order.flat.leaves[leaf]
    switch Operators.info(for: model.graphs[own.graph].nodes[own.node].op).kind {
    case .shape, .indexing, .elementwise, .source: break
    default: return false
    }
    return order.flat.isWeightless(leaf)
  }
}
