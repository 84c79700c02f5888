/// Finds the blocks whose children do not stand in the order in which values flow between them.
///
/// Children stand in order of their first operators. That is an order of flow for nearly every block, and only the
/// others need work: their children form a circle, or a block's first operator comes long before the block's turn.
///
/// Cost: linear in blocks and in uses, each times the number of blocks around its ends that are not around both.
enum SiblingOrder {
  /// The blocks that have a child which reads from a later one. The tree has to be indexed.
  static func unsorted(_ tree: BlockTree, _ flat: FlatGraph) -> Set<BlockID> {
    let places = ChildPlaces(tree, flat)
    var found: Set<BlockID> = []
    for node in tree.order {
      for input in flat.inputs(of: node) {
        guard let source = flat.source(of: input, for: node) else { continue }
        let pair = places.siblings(around: source, node, tree)
        if pair.first > pair.second { found.insert(pair.block) }
      }
    }
    return found
  }
}

/// Where each node and block hangs in a tree.
struct ChildPlaces {
  /// By node: the block it hangs in.
  private let homes: SmallNumbers
  /// By node and by block: its place among its parent's children.
  private var placeOfNode: [Int]
  private var placeOfBlock: [Int]

  /// Walks over a tree. Cost: linear.
  init(_ tree: BlockTree, _ flat: FlatGraph) {
    homes = tree.homes(flat)
    placeOfNode = [Int](repeating: 0, count: flat.nodes.count)
    placeOfBlock = [Int](repeating: 0, count: tree.blocks.count)
    for block in tree.blocks.indices where block == 0 || !tree.ranges[block].isEmpty {
      for (place, child) in tree.blocks[block].children.enumerated() {
        switch child {
        case .node(let node): placeOfNode[node] = place
        case .block(let inner): placeOfBlock[inner] = place
        }
      }
    }
  }

  /// The place of the child of a block that holds a drawn node.
  func child(of block: BlockID, holding node: FlatNodeID, _ tree: BlockTree) -> Int {
    let depth = tree.blocks[block].depth
    guard homes[node] != block else { return placeOfNode[node] }
    var next = homes[node]
    while tree.blocks[next].depth > depth + 1 { next = tree.blocks[next].parent }
    return placeOfBlock[next]
  }

  /// The innermost block around two drawn nodes of an indexed tree, and the places of its children that hold them.
  func siblings(
    around first: FlatNodeID, _ second: FlatNodeID, _ tree: BlockTree
  ) -> (block: BlockID, first: Int, second: Int) {
    let meeting = tree.blocks.meeting(of: homes[first], homes[second])
    return (
      meeting.block, meeting.first.map { placeOfBlock[$0] } ?? placeOfNode[first],
      meeting.second.map { placeOfBlock[$0] } ?? placeOfNode[second]
    )
  }
}
