import ModelGraph
import OperatorCatalog

/// Finds long chains of weightless bookkeeping among named blocks: the eight operators that turn an
/// attention mask into another shape and type. Each chain becomes a block.
///
/// Cost: linear in the children and their inputs.
enum Chains {
  private static let shortest = 5

  /// The chains of a block's children, each as places among the children.
  static func find(_ block: BlockID, _ order: PieceOrder, _ model: Model) -> [[Int]] {
    let children = order.tree.blocks[block].children
    guard children.count > shortest, children.contains(where: { !$0.isLeaf }) else { return [] }
    let wires = order.wires(among: children)
    var sources = [[Int]](repeating: [], count: children.count)
    var targets = [[Int]](repeating: [], count: children.count)
    for wire in wires {
      if sources[wire.target].count < 2 { sources[wire.target].append(wire.source) }
      if targets[wire.source].count < 2 { targets[wire.source].append(wire.target) }
    }
    let minor = children.map { isMinor($0, order, model) }
    func isLinked(_ from: Int, _ to: Int) -> Bool {
      minor[from] && minor[to] && targets[from] == [to] && sources[to] == [from]
        && order.structure.inputs(children[to], order.flat).count == 1
    }
    var found: [[Int]] = []
    for head in children.indices where minor[head] {
      if let source = sources[head].first, isLinked(source, head) { continue }
      var chain = [head]
      while let last = chain.last, let next = targets[last].first, isLinked(last, next) { chain.append(next) }
      if chain.count >= shortest { found.append(chain) }
    }
    return found
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
