import GraphAlgorithms

/// Puts the children of every block in topological order, near the order of their first operators.
///
/// A block's first operator may come long before the block's turn in the flow (each layer prepares its
/// mask at the start of the file), so the order of first operators is not enough.
///
///       + layer.0 (reads mask)  + mask   →   + mask  + layer.0
///
/// Needed by BERT and GPT-2 as dynamo exports them, where a layer's first operator stands at the start of the file.
///
/// Cost: linear in uses where all are sorted, which nearly all are; else the nodes of the blocks that are not.
enum OrderChildren: TreePass {
  static let name = "order-children"
  static let requires: TreeProperties = [.convex]
  static let ensures: TreeProperties = [.ordered]

  static func isWanted(_ options: FoldOptions) -> Bool { true }

  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool {
    let unsorted = SiblingOrder.unsorted(tree, context.flat)
    guard !unsorted.isEmpty else { return false }
    var sorter = ChildSorter(
      flat: context.flat, tree: tree, holder: [Int](repeating: 0, count: tree.order.count))
    var isChanged = false
    for block in unsorted.sorted() where !tree.ranges[block].isEmpty {
      if sorter.sort(block) { isChanged = true }
    }
    guard isChanged else { return false }
    tree = sorter.tree
    return true
  }
}

/// The sorting of one tree.
private struct ChildSorter {
  let flat: FlatGraph
  private(set) var tree: BlockTree
  /// By place in tree order: the child of the block at hand that holds it.
  private var holder: [Int]

  init(flat: FlatGraph, tree: BlockTree, holder: [Int]) {
    self.flat = flat
    self.tree = tree
    self.holder = holder
  }

  mutating func sort(_ block: BlockID) -> Bool {
    let children = Array(tree.blocks[block].children)
    for (index, child) in children.enumerated() {
      for place in tree.range(of: child) { holder[place] = index }
    }
    let range = tree.ranges[block]
    var sources = [[Int]](repeating: [], count: children.count)
    var isSorted = true
    for place in range {
      let target = holder[place]
      for input in flat.inputs(of: tree.order[place]) {
        guard let node = flat.source(of: input, for: tree.order[place]), range.contains(tree.position[node])
        else { continue }
        let source = holder[tree.position[node]]
        guard source != target, sources[target].last != source else { continue }
        sources[target].append(source)
        if source > target { isSorted = false }
      }
    }
    guard !isSorted else { return false }
    // Every child after its sources, else in order. On a circle the first child met comes last.
    let search = ImplicitGraph(nodeCount: children.count) { [sources] in sources[$0] }.depthFirstSearch()
    tree.blocks[block].children = ChildList(search.postorder.map { children[$0] })
    return true
  }
}
