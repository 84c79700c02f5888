/// Finds the blocks whose children do not stand in the order in which values flow between them.
///
/// Children stand in order of their first operators. That is an order of flow for nearly every block, and only the
/// others need work: their children form a circle, or a block's first operator comes long before the block's turn.
///
/// Cost: linear in blocks and in uses, each times the number of blocks around its ends that are not around both.
enum SiblingOrder {
  /// The blocks that have a child which reads from a later one.
  static func unsorted(_ tree: BlockTree, _ flat: FlatGraph) -> Set<BlockID> {
    let places = Places(tree, flat)
    var found: Set<BlockID> = []
    for node in flat.nodes.indices where places.home[node] >= 0 {
      for case let value? in flat.inputs(of: node) {
        // A value read from a later node closes a circle of the model's own.
        guard case .node(let source, _) = flat.values[value].producer, source < node, places.home[source] >= 0
        else {
          continue
        }
        if let block = places.disorder(from: source, to: node) { found.insert(block) }
      }
    }
    return found
  }

  /// Where everything hangs in a tree.
  private struct Places {
    /// By node: the block it hangs in, -1 for hidden ones, and its place among that block's children.
    var home: [BlockID]
    var placeOfNode: [Int]
    /// By block.
    var parent: [BlockID]
    var depth: [Int]
    var placeOfBlock: [Int]

    init(_ tree: BlockTree, _ flat: FlatGraph) {
      home = [BlockID](repeating: -1, count: flat.nodes.count)
      placeOfNode = home
      parent = [BlockID](repeating: 0, count: tree.blocks.count)
      depth = parent
      placeOfBlock = parent
      var pending = [0]
      while let block = pending.popLast() {
        for (place, child) in tree.blocks[block].children.enumerated() {
          switch child {
          case .node(let node):
            home[node] = block
            placeOfNode[node] = place
          case .block(let inner):
            parent[inner] = block
            depth[inner] = depth[block] + 1
            placeOfBlock[inner] = place
            pending.append(inner)
          }
        }
      }
    }

    /// The innermost block around both nodes, if the source's child comes after the target's.
    func disorder(from source: Int, to target: Int) -> BlockID? {
      var (first, second) = (home[source], home[target])
      var (from, to) = (placeOfNode[source], placeOfNode[target])
      while first != second {
        if depth[first] >= depth[second] {
          from = placeOfBlock[first]
          first = parent[first]
        } else {
          to = placeOfBlock[second]
          second = parent[second]
        }
      }
      return from > to ? first : nil
    }
  }
}
