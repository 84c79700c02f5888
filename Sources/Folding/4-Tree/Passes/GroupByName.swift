import ModelGraph

/// Makes blocks of siblings with systematic names: `block_1_expand`, `block_1_project` belong to
/// `block_1`; `conv2_block1_1_conv` to `conv2` and in it to `block1`.
///
/// A name's key is its shortest run of `_`-separated parts that ends in a number and leaves something
/// over. A group is made only where its stem (the key without the number) is found with two numbers or
/// more, each of several operators, so that a lone `dense_1_bias` makes no block.
///
///       Conv(block_1_expand) Relu(block_1_relu) Conv(block_2_expand) Relu(block_2_relu)
///         →   + block_1  Conv Relu   + block_2  Conv Relu
///
/// Needed by `keras.applications`, whose layers have no scopes but systematic names, and their exports.
///
/// Cost: linear in the names.
enum GroupByName: TreePass {
  static let name = "group-by-name"

  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool {
    var isChanged = false
    for block in tree.blocks.indices
    where tree.blocks[block].children.count >= FoldTuning.Names.fewestSiblings {
      if group(block, in: &tree, context, prefix: "", level: 0) { isChanged = true }
    }
    return isChanged
  }

  private static func group(
    _ block: BlockID, in tree: inout BlockTree, _ context: FoldContext, prefix: Substring,
    level: Int
  ) -> Bool {
    guard level < FoldTuning.Names.mostLevels else { return false }
    let children = Array(tree.blocks[block].children)
    let keys = children.map { NameKey(name($0, tree, context), after: prefix) }
    var sizes: [Substring: Int] = [:]
    for case let key? in keys where !key.isWhole { sizes[key.text, default: 0] += 1 }
    var numbers: [Substring: Int] = [:]
    var isCounted: Set<Substring> = []
    for case let key? in keys where sizes[key.text] ?? 0 > 1 && isCounted.insert(key.text).inserted {
      numbers[key.stem, default: 0] += 1
    }
    guard numbers.contains(where: { $0.value > 1 }) else { return false }
    var groups: [Substring: BlockID] = [:]
    var kept: [Child] = []
    for (child, key) in zip(children, keys) {
      guard let key, (numbers[key.stem] ?? 0) > 1, (sizes[key.text] ?? 0) > 1 else {
        kept.append(child)
        continue
      }
      let id = groups[key.text] ?? tree.addBlock(.scope, named: String(key.text), in: block)
      if groups[key.text] == nil {
        groups[key.text] = id
        kept.append(.block(id))
      }
      tree.blocks[id].children.append(child)
      if case .block(let inner) = child { tree.blocks[inner].parent = id }
    }
    guard !groups.isEmpty, kept.count > 1 else {
      if kept.count == 1 { tree.blocks[block].children = ChildList(children) }
      return false
    }
    tree.blocks[block].children = ChildList(kept)
    for case .block(let id) in kept where groups[tree.blocks[id].name[...]] == id {
      if tree.blocks[id].children.count >= FoldTuning.Names.fewestSiblings {
        _ = group(id, in: &tree, context, prefix: tree.blocks[id].name[...], level: level + 1)
      }
    }
    return true
  }

  private static func name(_ item: Child, _ tree: BlockTree, _ context: FoldContext) -> Substring {
    switch item {
    case .block(let block):
      if case .scope = tree.blocks[block].kind { return tree.blocks[block].name[...] }
      return ""
    case .node(let node):
      let own = context.flat.nodes[node]
      var name = context.model.graphs[own.graph].nodes[own.node].name[...]
      guard name.utf8.count < FoldTuning.longestName else { return "" }
      while name.utf8.last == UInt8(ascii: "/") { name = name.dropLast() }
      guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
      return name[name.utf8.index(after: slash)...]
    }
  }
}
