import ModelGraph

/// The tree of blocks over a flat graph.
///
/// Passes change ``blocks``; ``index(_:)`` then numbers the drawn nodes in tree order, so that those of every block
/// are one contiguous run of ``order``. A block that no parent lists as its child is gone, though its number stays.
struct BlockTree {
  /// The blocks; `blocks[0]` is the model.
  var blocks: [Block]
  /// Drawn nodes in tree order.
  private(set) var order = SmallNumbers()
  /// By node: its place in ``order``, or -1.
  private(set) var position = SmallNumbers()
  /// By block: its run in ``order``; empty for blocks that are gone.
  private(set) var ranges: [Range<Int>] = []

  /// Blocks that a later ``index(_:)`` will order; ``TreeBuilder`` makes them.
  init(blocks: [Block]) { self.blocks = blocks }

  /// Numbers drawn nodes in tree order, and renews parents and depths. Cost: linear.
  mutating func index(_ flat: FlatGraph) {
    order.clear(expecting: flat.nodes.count)
    position = SmallNumbers(repeating: -1, count: flat.nodes.count)
    ranges = [Range<Int>](repeating: 0..<0, count: blocks.count)
    visit(0, depth: 0)
  }

  /// Recursion is as deep as blocks nest, which ``Inliner`` and passes bound.
  private mutating func visit(_ block: BlockID, depth: Int) {
    let start = order.count
    blocks[block].depth = depth
    for child in blocks[block].children {
      switch child {
      case .node(let node):
        position[node] = order.count
        order.append(node)
      case .block(let inner):
        blocks[inner].parent = block
        visit(inner, depth: depth + 1)
      }
    }
    ranges[block] = start..<order.count
  }

  /// The run of a child in ``order``.
  func range(of child: Child) -> Range<Int> {
    switch child {
    case .node(let node): position[node]..<(position[node] + 1)
    case .block(let block): ranges[block]
    }
  }

  /// The blocks that are not gone and hold at least so many children, by number.
  func blocks(withAtLeast count: Int) -> [BlockID] {
    blocks.indices.filter { blocks[$0].children.count >= count && !ranges[$0].isEmpty }
  }

  /// Whether a child is an operator, or an idiom that nobody named: both are one step of a flow.
  func isStep(_ child: Child) -> Bool {
    switch child {
    case .node: true
    case .block(let block): blocks[block].kind == .idiom && blocks[block].isCard
    }
  }

  /// Whether a child is a block that an author made and that is not drawn like an operator.
  func isAuthored(_ child: Child) -> Bool {
    guard case .block(let block) = child, !blocks[block].isCard else { return false }
    switch blocks[block].kind {
    case .scope, .function, .control, .body: return true
    case .model, .pattern, .idiom: return false
    }
  }

  /// For every node the block it stands in. Cost: linear.
  func homes(_ flat: FlatGraph) -> SmallNumbers {
    var homes = SmallNumbers(repeating: 0, count: flat.nodes.count)
    var pending = [0]
    while let block = pending.popLast() {
      for child in blocks[block].children {
        switch child {
        case .node(let node): homes[node] = block
        case .block(let inner): pending.append(inner)
        }
      }
    }
    return homes
  }
}

// MARK: Making blocks

extension BlockTree {
  /// Makes a block inside another. The parent's list of children is left for the caller to change.
  mutating func addBlock(
    _ kind: BlockKind, named name: String, in parent: BlockID, holding children: [Child] = []
  ) -> BlockID {
    let id = blocks.count
    var block = Block(
      kind: kind, name: name, className: nil, parent: parent, depth: blocks[parent].depth + 1,
      like: blocks.last)
    block.children = ChildList(children)
    blocks.append(block)
    for case .block(let inner) in children { blocks[inner].parent = id }
    return id
  }

  /// Puts groups of a block's children, given by their places, into blocks of their own. Each new block stands where
  /// the first member of its group stood. Cost: linear in the children.
  mutating func wrap(_ groups: [ChildGroup], in block: BlockID) {
    let children = blocks[block].children
    var groupAt: [Int: Int] = [:]
    var isTaken = [Bool](repeating: false, count: children.count)
    for (number, group) in groups.enumerated() {
      guard let first = group.places.first else { continue }
      groupAt[first] = number
      for place in group.places { isTaken[place] = true }
    }
    var kept: [Child] = []
    for (place, child) in children.enumerated() {
      if let number = groupAt[place] {
        let members = groups[number].places.map { children[$0] }
        let made = addBlock(groups[number].kind, named: groups[number].name, in: block, holding: members)
        blocks[made].idiom = groups[number].idiom
        blocks[made].isCard = groups[number].isCard
        kept.append(.block(made))
      } else if !isTaken[place] {
        kept.append(child)
      }
    }
    blocks[block].children = ChildList(kept)
  }
}

/// Children of one block that are to become a block.
struct ChildGroup {
  /// Their places among the block's children, in their new order.
  var places: [Int]
  /// The name of the new block.
  var name: String
  /// The kind of the new block.
  var kind: BlockKind = .pattern
  /// The idiom that it is, if it is one.
  var idiom: Int?
  /// Whether that is drawn like an operator.
  var isCard = false
}
