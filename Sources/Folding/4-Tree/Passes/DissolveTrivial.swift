/// Dissolves blocks that show nothing: those of one operator or none, and those around a single other block.
///
/// - A block with one operator is that operator.
/// - A block with one inner block is joined with it: the outer name stays in the title, the more telling class counts.
/// - A body that is one scope and nothing else is that scope's inside; so is the model.
/// - The only body of an operator (Loop, Scan) needs no panel of its own.
///
///       + features             + features · Conv2dNormActivation
///         + 0                    Conv
///           Conv                 Relu
///           Relu         →       MaxPool
///         + 1
///           MaxPool
///
/// Needed by 130 of the 162 real models of ``FoldTuning``: exporters write a scope around each module of one operator
/// (`conv1`, `relu`).
///
/// Cost: linear in the tree.
enum DissolveTrivial: TreePass {
  static let name = "dissolve-trivial"
  static let ensures: TreeProperties = [.compact]

  static func isWanted(_ options: FoldOptions) -> Bool { true }

  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool {
    let before = tree.blocks[0].children.count
    var isChanged = false
    tree.dissolve(0, &isChanged)
    tree.openLoneChild(&isChanged)
    return isChanged || tree.blocks[0].children.count != before
  }
}

extension BlockTree {
  /// Recursion is as deep as blocks nest.
  fileprivate mutating func dissolve(_ block: BlockID, _ isChanged: inout Bool) {
    var kept: [Child] = []
    for child in blocks[block].children {
      guard case .block(let inner) = child else {
        kept.append(child)
        continue
      }
      dissolve(inner, &isChanged)
      switch blocks[inner].children.count {
      case 0:
        blocks[block].hiddenNodes += blocks[inner].hiddenNodes
        blocks[inner].empty()
        isChanged = true
      case 1 where !blocks[inner].kind.isBody:
        blocks[block].hiddenNodes += blocks[inner].hiddenNodes
        kept.append(absorb(blocks[inner].children[0], into: block, from: inner))
        blocks[inner].empty()
        isChanged = true
      default:
        kept.append(child)
      }
    }
    blocks[block].children = ChildList(kept)
    flattenBodies(of: block, &isChanged)
  }

  private mutating func flattenBodies(of block: BlockID, _ isChanged: inout Bool) {
    var bodies = 0
    for case .block(let inner) in blocks[block].children where blocks[inner].kind.isBody {
      bodies += 1
      while blocks[inner].children.count == 1, case .block(let only) = blocks[inner].children[0],
        blocks[only].kind == .scope
      {
        lift(only, into: inner)
        isChanged = true
      }
    }
    if bodies == 1, case .control = blocks[block].kind {
      for case .block(let inner) in blocks[block].children where blocks[inner].kind.isBody {
        lift(inner, into: block)
        isChanged = true
      }
    }
  }

  /// Puts the contents of a block in its place in its parent.
  private mutating func lift(_ inner: BlockID, into block: BlockID) {
    blocks[block].hiddenNodes += blocks[inner].hiddenNodes
    blocks[block].captures.formUnion(blocks[inner].captures)
    for case .block(let child) in blocks[inner].children { blocks[child].parent = block }
    blocks[block].children = ChildList(
      blocks[block].children.flatMap { $0 == .block(inner) ? blocks[inner].children : [$0] })
    blocks[inner].empty()
  }

  /// Lifts the only child of a block to the block's own place.
  private mutating func absorb(_ child: Child, into block: BlockID, from inner: BlockID) -> Child {
    if case .block(let grandchild) = child {
      blocks[grandchild].parent = block
      blocks[grandchild].outerName = blocks[inner].outerName ?? blocks[inner].name
      blocks[grandchild].className = Titles.telling(blocks[inner].className, blocks[grandchild].className)
      blocks[grandchild].captures.formUnion(blocks[inner].captures)
    }
    return child
  }

  fileprivate mutating func openLoneChild(_ isChanged: inout Bool) {
    while blocks[0].children.count == 1, case .block(let only) = blocks[0].children[0],
      blocks[only].kind == .scope
    {
      if blocks[0].className == nil { blocks[0].className = blocks[only].className }
      blocks[0].name = blocks[only].name
      lift(only, into: 0)
      isChanged = true
    }
  }
}
