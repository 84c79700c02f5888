/// Puts the children of every block in topological order, near the order of their first operators.
///
/// A block's first operator may come long before the block's turn in the flow (each layer prepares its
/// mask at the start of the file), so the order of first operators is not enough.
///
/// Cost: linear in uses where all are sorted, which nearly all are; else the leaves of the blocks that are not.
struct ChildOrder {
  private let flat: FlatGraph
  private var tree: BlockTree
  /// By place in tree order: the child of the block at hand that holds it.
  private var holder: [Int]

  /// Sorts the children of every block of an indexed tree, and indexes it again where that changed it.
  static func sort(_ tree: inout BlockTree, _ flat: FlatGraph) {
    let unsorted = SiblingOrder.unsorted(tree, flat)
    guard !unsorted.isEmpty else { return }
    var order = ChildOrder(flat: flat, tree: tree, holder: [Int](repeating: 0, count: tree.order.count))
    var changed = false
    for block in unsorted.sorted() where !tree.ranges[block].isEmpty {
      if order.sort(block) { changed = true }
    }
    guard changed else { return }
    tree = order.tree
    tree.index(flat)
  }

  private mutating func sort(_ block: BlockID) -> Bool {
    let children = tree.blocks[block].children
    guard children.contains(where: { !$0.isLeaf }) else { return false }
    for (index, child) in children.enumerated() {
      for place in tree.range(of: child) { holder[place] = index }
    }
    let range = tree.ranges[block]
    var sources = [[Int]](repeating: [], count: children.count)
    var isSorted = true
    for place in range {
      let target = holder[place]
      for case let net? in flat.inputs(of: tree.order[place]) {
        guard case .leaf(let leaf, _) = flat.nets[net].producer, range.contains(tree.position[leaf]) else {
          continue
        }
        let source = holder[tree.position[leaf]]
        guard source != target, sources[target].last != source else { continue }
        sources[target].append(source)
        if source > target { isSorted = false }
      }
    }
    guard !isSorted else { return false }
    tree.blocks[block].children = Self.sources(before: sources).map { children[$0] }
    return true
  }

  /// Every node after its sources, else in order. On a circle the first node met comes last.
  private static func sources(before sources: [[Int]]) -> [Int] {
    var order: [Int] = []
    var state = [UInt8](repeating: 0, count: sources.count)
    var frames: [(node: Int, next: Int)] = []
    for root in sources.indices where state[root] == 0 {
      frames.append((root, 0))
      state[root] = 1
      while let frame = frames.last {
        let inputs = sources[frame.node]
        if frame.next < inputs.count {
          frames[frames.count - 1].next += 1
          let source = inputs[frame.next]
          if state[source] == 0 {
            state[source] = 1
            frames.append((source, 0))
          }
        } else {
          order.append(frame.node)
          frames.removeLast()
        }
      }
    }
    return order
  }
}
