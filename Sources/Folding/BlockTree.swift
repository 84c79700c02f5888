import ModelGraph

/// The tree of blocks over a flat graph, ready to be read: children in order, empty and single-operator
/// blocks gone, and the visible operators of every block in one contiguous run of ``order``.
struct BlockTree {
  /// The blocks; `blocks[0]` is the model. Blocks that were dissolved have no parent's child entry.
  var blocks: [Block]
  /// Visible leaves in tree order.
  var order: [LeafID] = []
  /// By leaf: its place in ``order``, or -1.
  var position: [Int] = []
  /// By block: its run in ``order``.
  var ranges: [Range<Int>] = []

  /// Builds the tree of a flat graph whose hidden leaves are marked.
  ///
  /// Cost: visible leaves times depth.
  init(_ flat: FlatGraph, _ model: Model, groupsNames: Bool) {
    blocks = flat.blocks
    fill(flat)
    if groupsNames { NameGroups.run(&self, flat, model) }
    ConvexSplit.run(&self, flat)
    simplify(0)
    index(flat)
    ChildOrder.sort(&self, flat)
  }

  /// Hangs leaves and blocks below their parents, in order of the first visible leaf.
  private mutating func fill(_ flat: FlatGraph) {
    var attached = [Bool](repeating: false, count: blocks.count)
    attached[0] = true
    for (leaf, description) in flat.leaves.enumerated() {
      guard description.hidden == nil else {
        blocks[description.block].hiddenLeaves.append(leaf)
        continue
      }
      blocks[description.block].children.append(.leaf(leaf))
      var block = description.block
      while !attached[block] {
        attached[block] = true
        blocks[blocks[block].parent].children.append(.block(block))
        block = blocks[block].parent
      }
    }
    for block in blocks.indices.reversed() where !attached[block] {
      blocks[blocks[block].parent].hiddenLeaves += blocks[block].hiddenLeaves
    }
  }

  /// Dissolves blocks with one visible operator or none, and joins a block with its only inner block.
  private mutating func simplify(_ block: BlockID) {
    var kept: [Item] = []
    for child in blocks[block].children {
      guard case .block(let inner) = child else {
        kept.append(child)
        continue
      }
      simplify(inner)
      switch blocks[inner].children.count {
      case 0:
        blocks[block].hiddenLeaves += blocks[inner].hiddenLeaves
      case 1 where !blocks[inner].kind.isBody:
        blocks[block].hiddenLeaves += blocks[inner].hiddenLeaves
        kept.append(absorb(blocks[inner].children[0], into: block, from: inner))
      default:
        kept.append(child)
      }
    }
    blocks[block].children = kept
    flattenBodies(of: block)
    if block == 0 { openLoneChild() }
  }

  /// A body that is one block and nothing else is that block's inside, and the body of an operator with
  /// just one (Loop, Scan) needs no panel of its own.
  private mutating func flattenBodies(of block: BlockID) {
    var bodies = 0
    for case .block(let inner) in blocks[block].children where blocks[inner].kind.isBody {
      bodies += 1
      while blocks[inner].children.count == 1, case .block(let only) = blocks[inner].children[0],
        blocks[only].kind == .scope
      {
        lift(only, into: inner)
      }
    }
    if bodies == 1, case .control = blocks[block].kind {
      for case .block(let inner) in blocks[block].children where blocks[inner].kind.isBody {
        lift(inner, into: block)
      }
    }
  }

  /// Puts what a block holds in the block's place in its parent.
  private mutating func lift(_ inner: BlockID, into block: BlockID) {
    blocks[block].hiddenLeaves += blocks[inner].hiddenLeaves
    blocks[block].captures.formUnion(blocks[inner].captures)
    for case .block(let child) in blocks[inner].children { blocks[child].parent = block }
    blocks[block].children = blocks[block].children.flatMap { child in
      child == .block(inner) ? blocks[inner].children : [child]
    }
  }

  /// Lifts the only child of a block to the block's own place.
  private mutating func absorb(_ item: Item, into block: BlockID, from inner: BlockID) -> Item {
    if case .block(let grandchild) = item {
      blocks[grandchild].parent = block
      blocks[grandchild].outerName = blocks[inner].outerName ?? blocks[inner].name
      blocks[grandchild].className = Titles.telling(blocks[inner].className, blocks[grandchild].className)
      blocks[grandchild].captures.formUnion(blocks[inner].captures)
    }
    return item
  }

  /// A model that is one block and nothing else is drawn as that block's inside.
  private mutating func openLoneChild() {
    while blocks[0].children.count == 1, case .block(let only) = blocks[0].children[0],
      blocks[only].kind == .scope
    {
      if blocks[0].className == nil { blocks[0].className = blocks[only].className }
      blocks[0].name = blocks[only].name
      lift(only, into: 0)
    }
  }

  /// Numbers visible leaves in tree order.
  mutating func index(_ flat: FlatGraph) {
    order = []
    order.reserveCapacity(flat.leaves.count)
    position = [Int](repeating: -1, count: flat.leaves.count)
    ranges = [Range<Int>](repeating: 0..<0, count: blocks.count)
    visit(0, depth: 0)
  }

  private mutating func visit(_ block: BlockID, depth: Int) {
    let start = order.count
    blocks[block].depth = depth
    for child in blocks[block].children {
      switch child {
      case .leaf(let leaf):
        position[leaf] = order.count
        order.append(leaf)
      case .block(let inner):
        blocks[inner].parent = block
        visit(inner, depth: depth + 1)
      }
    }
    ranges[block] = start..<order.count
  }

  /// The run of an item in ``order``.
  func range(of item: Item) -> Range<Int> {
    switch item {
    case .leaf(let leaf): position[leaf]..<(position[leaf] + 1)
    case .block(let block): ranges[block]
    }
  }
}
