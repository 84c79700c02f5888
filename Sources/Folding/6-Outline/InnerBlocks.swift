extension OutlineItem {
  /// The block that the item is; nil for operators, inputs and outputs.
  public var block: Int? { if case .block(let block) = content { block } else { nil } }
}

extension OutlineBlock {
  /// How many equal blocks it stands for, as it is said: `×4`, `×4 in parallel`; nil for one.
  public var times: String? { repeats > 1 ? "×\(repeats)" + (isParallel ? " in parallel" : "") : nil }
}

extension Outline {
  /// How many equal ones an item stands for, with a blank before it: ` ×4`; empty for one.
  public func times(of item: OutlineItem) -> String {
    if let block = item.block, let times = blocks[block].times { return " " + times }
    return item.repeats > 1 ? " ×\(item.repeats)" : ""
  }

  /// The blocks that stand directly in a block, in order.
  public func innerBlocks(of block: Int) -> [Int] { blocks[block].items.compactMap { items[$0].block } }

  /// By block: the block around it; 0 for the whole and for those that stand in none. Cost: linear in items.
  public var parents: [Int] {
    var parents = [Int](repeating: 0, count: blocks.count)
    for block in blocks.indices {
      for inner in innerBlocks(of: block) { parents[inner] = block }
    }
    return parents
  }

  /// A block and all blocks inside, outer ones first, those of one block in order. Cost: linear in items.
  public func blocks(within block: Int) -> [Int] {
    var found: [Int] = []
    var pending = [block]
    while let next = pending.popLast() {
      found.append(next)
      pending += innerBlocks(of: next).reversed()
    }
    return found
  }
}
