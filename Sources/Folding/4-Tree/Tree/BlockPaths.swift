/// Names and paths of blocks, and finding blocks by pattern.
extension BlockTree {
  /// A block's own name without the part that its parent's name already holds.
  func title(of block: BlockID) -> String {
    let own = blocks[block]
    guard block != 0 else { return own.name }
    switch own.kind {
    case .body, .control, .pattern, .idiom: return own.name
    default: break
    }
    var parent = own.parent
    while parent != 0, blocks[parent].kind == .pattern || blocks[parent].kind == .idiom {
      parent = blocks[parent].parent
    }
    return Titles.relative(own.outerName ?? own.name, to: parent == 0 ? "" : blocks[parent].name)
  }

  /// A title of a block as readers understand it anywhere: `layer1.0` for `0`, `layer1.1, 2` for `1, 2`. Where no block
  /// around it has a name with a letter, its class stands before the number.
  func shownTitle(_ title: String, of block: BlockID) -> String {
    guard Titles.isBareNumber(title) else { return title }
    var shown = title
    var next = blocks[block].parent
    while next != 0 {
      let outer = self.title(of: next)
      switch blocks[next].kind {
      case .pattern, .idiom, .body, .control: break
      case .model, .scope, .function:
        shown = outer + "." + shown
        if !Titles.isBareNumber(outer) { return shown }
      }
      next = blocks[next].parent
    }
    return blocks[block].className.map { $0 + " " + title } ?? title
  }

  /// The titles from the outside in, joined by `/`; empty for the model.
  func path(of block: BlockID) -> String {
    var parts: [String] = []
    var next = block
    while next != 0 {
      parts.append(title(of: next))
      next = blocks[next].parent
    }
    return parts.reversed().joined(separator: "/")
  }

  /// Whether a pattern names a block.
  func matches(_ block: BlockID, _ glob: Glob, _ idioms: FoundIdioms?) -> Bool {
    OutlineBlock.matches(
      glob, name: blocks[block].name, title: title(of: block), className: blocks[block].className,
      idiom: idiomTitle(of: block, idioms), path: glob.isPath ? path(of: block) : "")
  }

  /// What the idiom is called that a block is; nil for one that is none.
  func idiomTitle(of block: BlockID, _ idioms: FoundIdioms?) -> String? {
    guard let number = blocks[block].idiom, let idioms else { return nil }
    return idioms.matches.all[number].title
  }

  /// The first block in tree order that a pattern names.
  func firstBlock(matching glob: Glob, _ idioms: FoundIdioms?) -> BlockID? {
    var pending = [0]
    while let block = pending.popLast() {
      if block != 0, matches(block, glob, idioms) { return block }
      for case .block(let inner) in blocks[block].children.reversed() { pending.append(inner) }
    }
    return nil
  }
}

extension OutlineBlock {
  /// Whether a pattern names a block with those names.
  package static func matches(
    _ glob: Glob, name: String, title: String, className: String?, idiom: String?, path: String
  ) -> Bool {
    if glob.isPath { return glob.matches(path) }
    return glob.matches(title) || glob.matches(name) || className.map(glob.matches) ?? false
      || idiom.map(glob.matches) ?? false
  }
}
