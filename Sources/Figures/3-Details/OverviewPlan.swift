import Folding

/// Which blocks of an overview are to be open, and which closed, so that the letters of details are seen.
struct OverviewPlan {
  /// Blocks that stay closed: they have details, or hold nothing else than blocks that have.
  private(set) var closed: Set<Int> = []
  /// Blocks to be opened, outer ones first.
  private(set) var wanted: [Int] = []

  /// Cost: linear in blocks.
  init(_ outline: Outline, detailOf: [Int: Int]) {
    closed = Set(detailOf.keys)
    func isDetail(_ block: Int) -> Bool {
      detailOf[block] != nil && !outline.blocks[block].isCard
    }
    var holdsDetails = [Bool](repeating: false, count: outline.blocks.count)
    let most = FigureTuning.wholeShare * Double(outline.blocks.first?.operatorCount ?? 0)
    // A parent's number is lower than its children's.
    for block in outline.blocks.indices.dropFirst().reversed() where detailOf[block] == nil {
      let own = outline.blocks[block]
      let inner = outline.innerBlocks(of: block)
      // An idiom that is drawn like an operator is seen wherever it is, or left to its letter.
      guard inner.contains(where: { isDetail($0) || holdsDetails[$0] }) else { continue }
      holdsDetails[block] = true
      // A stage: its letters say all that it holds, in order.
      if inner.count == own.items.count, inner.allSatisfy(closed.contains),
        Double(own.operatorCount) * Double(own.repeats) < most
      {
        closed.insert(block)
      }
    }
    var pending = [0]
    var next = 0
    while next < pending.count {
      for inner in outline.innerBlocks(of: pending[next]) where holdsDetails[inner] && !closed.contains(inner)
      {
        wanted.append(inner)
        pending.append(inner)
      }
      next += 1
    }
  }

  /// Keeps other forms of the kinds that are drawn closed as well: what they are is seen.
  mutating func close(kinOf kinds: [Kind], in outline: Outline) {
    let names = Set(kinds.compactMap { outline.blocks[$0.members[0].block].kindName })
    for block in outline.blocks.indices.dropFirst()
    where outline.blocks[block].kindName.map(names.contains) ?? false {
      closed.insert(block)
    }
  }
}
