extension OutlineItem {
  /// The block that the item is; nil for operators, inputs and outputs.
  public var block: Int? { if case .block(let block) = content { block } else { nil } }
}

extension Outline {
  /// The blocks that stand directly in a block, in order.
  public func innerBlocks(of block: Int) -> [Int] { blocks[block].items.compactMap { items[$0].block } }
}
