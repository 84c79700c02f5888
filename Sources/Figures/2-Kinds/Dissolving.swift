import Folding

extension Outline {
  /// Puts small blocks, and blocks that are nearly all of the one around them, into those, so that a drawing is not made of
  /// frames in frames.
  ///
  /// A name stands for one thing: of the blocks of one name, all lose what most of them are wrapped around. RegNet's first
  /// block of a stage has a projection beside `f`, the others have `f` and an Add. EfficientNet's first MBConv is little more
  /// than its squeeze-excite, and the others are not.
  ///
  /// - Parameter kept: blocks that stay.
  ///
  /// Cost: linear in blocks times the blocks beside them that are small.
  mutating func dissolveSmallBlocks(but kept: Set<Int> = []) {
    var draft = self
    var votes: [[String]: Int] = [:]
    draft.dissolveSmallBlocks(but: kept) { outline, block, parent, isWrapped in
      guard let place = outline.place(of: block, in: parent) else { return isWrapped }
      let count = min(blocks[parent].repeats, FigureTuning.mostMembers)
      votes[place, default: 0] += isWrapped ? count : -count
      return isWrapped
    }
    dissolveSmallBlocks(but: kept) { outline, block, parent, isWrapped in
      guard let vote = outline.place(of: block, in: parent).flatMap({ votes[$0] }) else { return isWrapped }
      return vote >= 0 && outline.mayDissolve(block, in: parent)
    }
  }

  /// - Parameter dissolves: whether a block is put into the one around it, by whether that is little more.
  private mutating func dissolveSmallBlocks(
    but kept: Set<Int>,
    _ dissolves: (_ outline: Outline, _ block: Int, _ parent: Int, _ isWrapped: Bool) -> Bool
  ) {
    var counts: [Int: Int] = [:]
    for block in blocks.indices { counts[looseClasses[block], default: 0] += 1 }
    // A parent's number is lower than its children's, so inner blocks come first.
    for parent in blocks.indices.reversed() {
      let inner = innerBlocks(of: parent)
      for block in inner where !kept.contains(block) && isSmall(block, in: parent) {
        // What is there twice is a part with a name.
        guard
          !inner.contains(where: {
            $0 != block && looseClasses[$0] == looseClasses[block] && !blocks[$0].isCard
          })
        else { continue }
        dissolve(block, in: parent)
      }
      for block in innerBlocks(of: parent) where !kept.contains(block) {
        if dissolves(self, block, parent, isWrapped(block, in: parent, counts)) {
          dissolve(block, in: parent)
        }
      }
    }
  }

  /// What a block is called: its class or idiom, else its title in blocks of one name; nil where those have none.
  private func place(of block: Int, in parent: Int) -> [String]? {
    if let name = blocks[block].kindName { return [name] }
    return blocks[parent].kindName.map { [$0, blocks[block].title] }
  }

  /// Whether a block may be put into the one around it, and that has room for it.
  private func mayDissolve(_ block: Int, in parent: Int) -> Bool {
    let own = blocks[block]
    guard own.repeats == 1, !own.isCard else { return false }
    switch own.kind {
    case .model, .control, .body: return false
    case .scope, .function, .pattern, .idiom: break
    }
    let most = parent == 0 ? FigureTuning.mostOverview : FigureTuning.boxes.upperBound
    return own.items.count + blocks[parent].items.count - 1 <= most
  }

  private func isSmall(_ block: Int, in parent: Int) -> Bool {
    blocks[block].items.count <= FigureTuning.smallBlock && mayDissolve(block, in: parent)
  }

  /// Whether a block is nearly all of the one around it: a residual module holds its branch and an Add. What stands elsewhere
  /// too is a part of its own.
  private func isWrapped(_ block: Int, in parent: Int, _ counts: [Int: Int]) -> Bool {
    guard mayDissolve(block, in: parent) else { return false }
    if blocks[block].kindName != nil {
      guard counts[looseClasses[block]] == counts[looseClasses[parent]] else { return false }
    }
    var others = 0
    for item in blocks[parent].items {
      if let other = items[item].block, other != block, !blocks[other].isCard { return false }
      others += 1
    }
    if parent == 0 {
      let most = FigureTuning.wholeShare * Double(blocks[parent].operatorCount)
      return Double(blocks[block].operatorCount) > most
    }
    return others - 1 <= FigureTuning.wrapperItems
  }

}

extension Outline {
  /// Forgets the classes of modules that only hold others: they say nothing.
  mutating func forgetContainers() {
    for block in blocks.indices where Self.containers.contains(blocks[block].className ?? "") {
      blocks[block].className = nil
    }
  }

  private static let containers: Set<String> = ["Sequential", "ModuleList", "ModuleDict", "Identity"]
}
