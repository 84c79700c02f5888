import ModelGraph
import OperatorCatalog

/// Finds long chains of weightless bookkeeping among named blocks. Each chain becomes a block.
///
///       Unsqueeze Cast Sub Mul Expand + layer.0 + layer.1   →   + Unsqueeze … Expand + layer.0 + layer.1
///
/// Needed by BERT, GPT-2, CLIP and DeBERTa: it gathers the operators that turn an attention mask into another shape and
/// type.
///
/// Cost: linear in the children and their inputs.
enum GroupBookkeeping: GroupingPass {
  static let name = "group-bookkeeping"
  static let fewestChildren = FoldTuning.Bookkeeping.shortestChain + 1

  static func groups(in block: BlockID, _ flow: BlockFlow, _ context: FoldContext) -> [ChildGroup] {
    let children = Array(flow.tree.blocks[block].children)
    guard children.contains(where: { !flow.tree.isStep($0) }) else { return [] }
    let minor = children.map { isMinor($0, context) }
    guard minor.lazy.filter(\.self).count >= FoldTuning.Bookkeeping.shortestChain else { return [] }
    let runs = flow.edges(among: children).loneRuns(
      children.count, where: { minor[$0] },
      canFollow: { flow.classes.inputs(children[$0]).count == 1 })
    return runs.map(\.run).filter { $0.count >= FoldTuning.Bookkeeping.shortestChain }.map { run in
      ChildGroup(places: run, name: GroupName.ends(of: run.map { children[$0] }, flow.tree, context))
    }
  }

  /// Whether an operator only moves or compares data: no weights, no heavy kind.
  private static func isMinor(_ child: Child, _ context: FoldContext) -> Bool {
    guard case .node(let node) = child else { return false }
    switch Operators.info(for: context.op(of: node)).kind {
    case .shape, .indexing, .elementwise, .source: return context.flat.isWeightless(node)
    default: return false
    }
  }
}
