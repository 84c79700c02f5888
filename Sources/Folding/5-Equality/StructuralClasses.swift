import GraphAlgorithms
import ModelGraph

/// The classes of children of blocks by structure: operators, attributes, weight dims and inner wiring, whatever
/// their names.
///
/// Every item gets a class number by hash-consing, bottom up: an item's signature lists its operator or
/// its children's classes, and how they are wired; a dictionary finds equal signatures by hash and then
/// compares them in full, so equal numbers mean equal structure, never a collision.
///
/// There are two kinds of classes: `exact` ones, and `loose` ones, which regard operators only and take equal
/// neighbours for one. Blocks of one loose class look alike; one of another shows something new.
///
/// Cost: the inputs of blocks, each value as often as blocks stand around its reader and not around its maker.
struct StructuralClasses {
  private let nodes: NodeClasses
  /// By block.
  private(set) var exactOfBlock: [Int]
  private(set) var looseOfBlock: [Int]
  /// By block: the values that come in from outside and are drawn, in order of first use.
  private(set) var inputsOfBlock: [[FlatValueID]]

  private var exactNumbers = Numbering<[Int32]>()
  private var looseNumbers = Numbering<[Int32]>()
  private var bodies = Numbering<BlockKind>()

  init(_ tree: BlockTree, _ flat: FlatGraph, _ nodes: NodeClasses) {
    self.nodes = nodes
    exactOfBlock = [Int](repeating: -1, count: tree.blocks.count)
    looseOfBlock = exactOfBlock
    inputsOfBlock = [[FlatValueID]](repeating: [], count: tree.blocks.count)
    classify(block: 0, tree, flat)
    // Large, and of no use any more.
    (exactNumbers, looseNumbers, bodies) = (Numbering(), Numbering(), Numbering())
  }

  /// The exact class of an item.
  func exact(_ item: Child) -> Int {
    switch item {
    case .node(let node): Int(nodes.exact[node])
    case .block(let block): exactOfBlock[block]
    }
  }

  /// The loose class of an item.
  func loose(_ item: Child) -> Int {
    switch item {
    case .node(let node): Int(nodes.loose[node])
    case .block(let block): looseOfBlock[block]
    }
  }

  /// The drawn values that an item takes from outside, in order of first use.
  func inputs(_ item: Child) -> ArraySlice<FlatValueID> {
    switch item {
    case .node(let node): nodes.inputs(of: node)
    case .block(let block): inputsOfBlock[block][...]
    }
  }

  private mutating func classify(block: BlockID, _ tree: BlockTree, _ flat: FlatGraph) {
    let children = tree.blocks[block].children
    for case .block(let inner) in children { classify(block: inner, tree, flat) }
    let range = tree.ranges[block]
    var kind: Int32 = -1
    if case .body = tree.blocks[block].kind {
      kind = Int32(bodies.number(tree.blocks[block].kind))
    }
    var exact = [kind]
    var loose = [kind]
    for child in children {
      let number = Int32(self.loose(child))
      if loose.count == 1 || loose[loose.count - 1] != number { loose.append(number) }
    }
    // Nothing is compared with the model itself, whose signature would be the largest.
    let isCompared = block != 0
    if isCompared { exact.reserveCapacity(children.reduce(1) { $0 + 2 + 3 * inputs($1).count }) }
    var external: [FlatValueID] = []
    var ordinals: [FlatValueID: Int] = [:]
    for child in children {
      if isCompared {
        exact.append(-6)
        exact.append(Int32(self.exact(child)))
      }
      for value in inputs(child) {
        if case .node(let source, let slot) = flat.values[value].producer,
          range.contains(tree.position[source])
        {
          guard isCompared else { continue }
          exact.append(-7)
          exact.append(Int32(tree.position[source] - range.lowerBound))
          exact.append(Int32(slot))
        } else {
          let ordinal = ordinals[value] ?? external.count
          if ordinal == external.count {
            ordinals[value] = ordinal
            external.append(value)
          }
          guard isCompared else { continue }
          exact.append(-8)
          exact.append(Int32(ordinal))
        }
      }
    }
    inputsOfBlock[block] = external.fitted
    exactOfBlock[block] = nodes.exactCount + exactNumbers.number(exact)
    looseOfBlock[block] = nodes.looseCount + looseNumbers.number(loose)
  }
}
