import ModelGraph

/// Makes blocks of siblings with systematic names: `block_1_expand`, `block_1_project` belong to
/// `block_1`; `conv2_block1_1_conv` to `conv2` and in it to `block1`.
///
/// A name's key is its shortest run of `_`-separated parts that ends in a number and leaves something
/// over. A group is made only where its stem (the key without the number) is found with two numbers or
/// more, each of several operators, so that a lone `dense_1_bias` makes no block.
///
/// Cost: linear in the names.
enum NameGroups {
  /// Fewer siblings than this need no grouping.
  private static let fewest = 8
  private static let maxLevels = 4

  static func run(_ tree: inout BlockTree, _ flat: FlatGraph, _ model: Model) {
    for block in tree.blocks.indices where tree.blocks[block].children.count >= fewest {
      group(block, in: &tree, flat, model, prefix: "", level: 0)
    }
  }

  private static func group(
    _ block: BlockID, in tree: inout BlockTree, _ flat: FlatGraph, _ model: Model, prefix: String, level: Int
  ) {
    guard level < maxLevels else { return }
    let children = tree.blocks[block].children
    let keys = children.map { key(of: name($0, tree, flat, model), after: prefix) }
    var sizes: [Key: Int] = [:]
    for case let key? in keys where !key.isWhole { sizes[key, default: 0] += 1 }
    var numbers: [Substring: Int] = [:]
    for (key, size) in sizes where size > 1 { numbers[key.stem, default: 0] += 1 }
    var groups: [String: BlockID] = [:]
    var kept: [Item] = []
    for (child, key) in zip(children, keys) {
      guard let key, (numbers[key.stem] ?? 0) > 1, (sizes[key.group] ?? 0) > 1 else {
        kept.append(child)
        continue
      }
      let id = groups[key.text] ?? makeBlock(named: key.text, in: block, &tree)
      if groups[key.text] == nil {
        groups[key.text] = id
        kept.append(.block(id))
      }
      tree.blocks[id].children.append(child)
      if case .block(let inner) = child { tree.blocks[inner].parent = id }
    }
    guard !groups.isEmpty, kept.count > 1 else {
      if kept.count == 1 { tree.blocks[block].children = children }
      return
    }
    tree.blocks[block].children = kept
    for case .block(let id) in kept where groups[tree.blocks[id].name] == id {
      if tree.blocks[id].children.count >= fewest {
        group(id, in: &tree, flat, model, prefix: tree.blocks[id].name, level: level + 1)
      }
    }
  }

  private static func makeBlock(named name: String, in parent: BlockID, _ tree: inout BlockTree) -> BlockID {
    tree.blocks.append(
      Block(kind: .scope, name: name, className: nil, parent: parent, depth: tree.blocks[parent].depth + 1))
    return tree.blocks.count - 1
  }

  private static func name(_ item: Item, _ tree: BlockTree, _ flat: FlatGraph, _ model: Model) -> String {
    switch item {
    case .block(let block):
      if case .scope = tree.blocks[block].kind { return tree.blocks[block].name }
      return ""
    case .leaf(let leaf):
      let own = flat.leaves[leaf]
      let name = model.graphs[own.graph].nodes[own.node].name
      return name.utf8.count < 200 ? String(name.split(separator: "/").last ?? "") : ""
    }
  }

  /// What a name is grouped by.
  private struct Key: Hashable {
    /// The whole key, such as `block_1`.
    var text: String
    /// The key without its number: `block_`.
    var stem: Substring
    /// Whether the name is nothing but the key.
    var isWhole: Bool
    /// The same key as other members of the group have it.
    var group: Key { Key(text: text, stem: stem, isWhole: false) }
  }

  /// The key of a name below a prefix that all siblings share, if it has one.
  private static func key(of name: String, after prefix: String) -> Key? {
    var rest = name[...]
    if !prefix.isEmpty {
      guard name.hasPrefix(prefix + "_") else { return nil }
      rest = name.dropFirst(prefix.count + 1)
    }
    var end = rest.startIndex
    var hasLetter = false
    while end < rest.endIndex {
      let partEnd = rest[end...].firstIndex(of: "_") ?? rest.endIndex
      let part = rest[end..<partEnd]
      hasLetter = hasLetter || part.contains(where: \.isLetter)
      if hasLetter, let stem = stem(of: part) {
        return Key(
          text: String(name[..<partEnd]), stem: name[..<stem], isWhole: partEnd == rest.endIndex)
      }
      end = partEnd < rest.endIndex ? rest.index(after: partEnd) : partEnd
    }
    return nil
  }

  /// Where the number at the end of a part begins (`block1a` counts, for EfficientNet), or nil.
  private static func stem(of part: Substring) -> Substring.Index? {
    var body = part
    if body.count > 2, let last = body.last, last.isLowercase, body.dropLast().last?.isNumber == true {
      body = body.dropLast()
    }
    var start = body.endIndex
    while start > body.startIndex, body[body.index(before: start)].isNumber {
      start = body.index(before: start)
    }
    return start < body.endIndex ? start : nil
  }
}
