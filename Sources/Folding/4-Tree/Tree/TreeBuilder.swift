/// Builds the tree of a flat graph whose hidden nodes are marked: scopes, calls and bodies as the file has them.
///
/// Guarantees: every drawn node hangs in one block, every hidden node is listed by one; children stand in order of
/// their first drawn operators; no block is empty.
///
/// Cost: linear in nodes and blocks.
enum TreeBuilder {
  static func build(_ flat: FlatGraph) -> BlockTree {
    var blocks = flat.blocks
    var isAttached = [Bool](repeating: false, count: blocks.count)
    isAttached[0] = true
    for (node, description) in flat.nodes.enumerated() {
      guard description.hidden == nil else {
        blocks[description.block].hiddenNodes.append(node)
        continue
      }
      blocks[description.block].children.append(.node(node))
      var block = description.block
      while !isAttached[block] {
        isAttached[block] = true
        blocks[blocks[block].parent].children.append(.block(block))
        block = blocks[block].parent
      }
    }
    // A parent's number is lower than its children's.
    for block in blocks.indices.reversed() where !isAttached[block] {
      blocks[blocks[block].parent].hiddenNodes += blocks[block].hiddenNodes
    }
    var tree = BlockTree(blocks: blocks)
    tree.index(flat)
    return tree
  }
}
