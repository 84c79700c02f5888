/// Finds equal chains of operators that fork from the same values and join in one operator. Each becomes a block, so that
/// they can be drawn as one stack.
///
///       Cast Hash Gather                   + Cast + Hash + Gather
///       Cast Hash Gather    Concat   →     + Cast + Hash + Gather     Concat
///       Cast Hash Gather                   + Cast + Hash + Gather
///
/// Made for the columns of a table and the members of an ensemble. None of the 162 real models of ``FoldTuning`` has such.
///
/// Cost: linear in the children and their inputs.
enum GroupBranches: GroupingPass {
  static let name = "group-branches"
  /// Enough chains of two operators each, and the operator that joins them.
  static let fewestChildren = 2 * FoldTuning.Branches.fewest + 1

  static func groups(in block: BlockID, _ flow: BlockFlow, _ context: FoldContext) -> [ChildGroup] {
    let children = Array(flow.tree.blocks[block].children)
    guard children.lazy.filter(flow.tree.isStep).count >= fewestChildren else { return [] }
    let runs = flow.edges(among: children).loneRuns(children.count, where: { flow.tree.isStep(children[$0]) })
    let groups = runs.orderedGroups { chain, reader -> [Int]? in
      guard chain.count > 1, let join = reader else { return nil }
      let fork = flow.classes.inputs(children[chain[0]])
      return [join, fork.count] + fork + chain.map { flow.classes.exact(children[$0]) }
    }
    return groups.filter { $0.count >= FoldTuning.Branches.fewest }.joined().map { chain, _ in
      ChildGroup(places: chain, name: GroupName.kinds(of: chain.map { children[$0] }, flow.tree, context))
    }
  }
}
