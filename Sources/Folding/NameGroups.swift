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
    _ block: BlockID, in tree: inout BlockTree, _ flat: FlatGraph, _ model: Model, prefix: Substring,
    level: Int
  ) {
    guard level < maxLevels else { return }
    let children = tree.blocks[block].children
    let keys = children.map { NameKey(name($0, tree, flat, model), after: prefix) }
    var sizes: [Substring: Int] = [:]
    for case let key? in keys where !key.isWhole { sizes[key.text, default: 0] += 1 }
    var numbers: [Substring: Int] = [:]
    var isCounted: Set<Substring> = []
    for case let key? in keys where sizes[key.text] ?? 0 > 1 && isCounted.insert(key.text).inserted {
      numbers[key.stem, default: 0] += 1
    }
    guard numbers.contains(where: { $0.value > 1 }) else { return }
    var groups: [Substring: BlockID] = [:]
    var kept: [Item] = []
    for (child, key) in zip(children, keys) {
      guard let key, (numbers[key.stem] ?? 0) > 1, (sizes[key.text] ?? 0) > 1 else {
        kept.append(child)
        continue
      }
      let id = groups[key.text] ?? makeBlock(named: String(key.text), in: block, &tree)
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
    for case .block(let id) in kept where groups[tree.blocks[id].name[...]] == id {
      if tree.blocks[id].children.count >= fewest {
        group(id, in: &tree, flat, model, prefix: tree.blocks[id].name[...], level: level + 1)
      }
    }
  }

  private static func makeBlock(named name: String, in parent: BlockID, _ tree: inout BlockTree) -> BlockID {
    tree.blocks.append(
      Block(kind: .scope, name: name, className: nil, parent: parent, depth: tree.blocks[parent].depth + 1))
    return tree.blocks.count - 1
  }

  private static func name(_ item: Item, _ tree: BlockTree, _ flat: FlatGraph, _ model: Model) -> Substring {
    switch item {
    case .block(let block):
      if case .scope = tree.blocks[block].kind { return tree.blocks[block].name[...] }
      return ""
    case .leaf(let leaf):
      let own = flat.leaves[leaf]
      var name = model.graphs[own.graph].nodes[own.node].name[...]
      guard name.utf8.count < longestName else { return "" }
      while name.utf8.last == UInt8(ascii: "/") { name = name.dropLast() }
      guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return name }
      return name[name.utf8.index(after: slash)...]
    }
  }

  /// Longer names are no names.
  private static let longestName = 200
}

/// What a name is grouped by: its shortest run of `_`-separated parts that ends in a number.
struct NameKey {
  /// The whole key, such as `block_1`.
  let text: Substring
  /// The key without its number: `block_`.
  let stem: Substring
  /// Whether the name is nothing but the key.
  let isWhole: Bool

  /// The key of a name below a prefix that all siblings share; nil where it has none. Letters are those of ASCII and
  /// whatever is beyond it.
  init?(_ name: Substring, after prefix: Substring) {
    let bytes = name.utf8
    var start = bytes.startIndex
    if !prefix.isEmpty {
      guard bytes.starts(with: prefix.utf8) else { return nil }
      start = bytes.index(start, offsetBy: prefix.utf8.count)
      guard start < bytes.endIndex, bytes[start] == UInt8(ascii: "_") else { return nil }
      start = bytes.index(after: start)
    }
    var hasLetter = false
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "_")) ?? bytes.endIndex
      let part = bytes[start..<end]
      hasLetter = hasLetter || part.contains(where: Self.isLetter)
      if hasLetter, let number = Self.number(in: part) {
        text = name[..<end]
        stem = name[..<number]
        isWhole = end == bytes.endIndex
        return
      }
      start = end < bytes.endIndex ? bytes.index(after: end) : end
    }
    return nil
  }

  /// Where the number at the end of a part begins (`block1a` counts, for EfficientNet), or nil.
  private static func number(in part: Substring.UTF8View.SubSequence) -> String.Index? {
    var body = part
    if body.count > 2, let last = body.last, isLowercase(last), let before = body.dropLast().last,
      isDigit(before)
    {
      body = body.dropLast()
    }
    var start = body.endIndex
    while start > body.startIndex, isDigit(body[body.index(before: start)]) {
      start = body.index(before: start)
    }
    return start < body.endIndex ? start : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isLowercase(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }

  private static func isLetter(_ byte: UInt8) -> Bool { isLowercase(byte | 0x20) || byte >= 0x80 }
}
