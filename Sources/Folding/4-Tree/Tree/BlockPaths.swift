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
  func matches(_ block: BlockID, _ glob: Glob) -> Bool {
    OutlineBlock.matches(
      glob, name: blocks[block].name, title: title(of: block), className: blocks[block].className,
      path: glob.isPath ? path(of: block) : "")
  }

  /// The first block in tree order that a pattern names.
  func firstBlock(matching glob: Glob) -> BlockID? {
    var pending = [0]
    while let block = pending.popLast() {
      if block != 0, matches(block, glob) { return block }
      for case .block(let inner) in blocks[block].children.reversed() { pending.append(inner) }
    }
    return nil
  }
}

extension OutlineBlock {
  /// Whether a pattern names a block with those names.
  package static func matches(_ glob: Glob, name: String, title: String, className: String?, path: String)
    -> Bool
  {
    if glob.isPath { return glob.matches(path) }
    return glob.matches(title) || glob.matches(name) || className.map(glob.matches) ?? false
  }
}
