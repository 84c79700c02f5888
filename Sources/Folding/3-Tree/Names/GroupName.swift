/// Names for blocks that nobody named.
enum GroupName {
  /// The first few kinds of members, as in `Conv + Relu + MaxPool …`.
  static func kinds(of children: [Child], _ tree: BlockTree, _ context: FoldContext) -> String {
    var kinds: [String] = []
    for child in children where kinds.count < 4 {
      let kind = kind(of: child, tree, context)
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds.prefix(3).joined(separator: " + ") + (kinds.count > 3 ? " …" : "")
  }

  /// The first and the last member of a chain, as in `Unsqueeze … Expand`.
  static func ends(of children: [Child], _ tree: BlockTree, _ context: FoldContext) -> String {
    guard let first = children.first, let last = children.last else { return "" }
    return kind(of: first, tree, context) + " … " + kind(of: last, tree, context)
  }

  private static func kind(of child: Child, _ tree: BlockTree, _ context: FoldContext) -> String {
    switch child {
    case .node(let node): context.op(of: node).type
    case .block(let block): tree.blocks[block].className ?? tree.blocks[block].name
    }
  }
}
