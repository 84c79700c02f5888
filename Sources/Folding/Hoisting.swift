import ModelGraph

/// Moves operators out of the block that merely happened to compute them first.
///
/// Exporters compute shared work once, inside the first module that needs it: layer 0 prepares the mask that
/// all layers read. Left there, layer 0 differs from its equals and seems to feed them all. An operator is
/// hoisted to the innermost block that holds all its readers, if
///
/// - it has no weights, nor has anything it depends on inside the blocks it leaves, and
/// - it is read both inside and outside the block (what is read only outside is that block's result).
///
/// Cost: uses times depth of blocks.
struct Hoisting {
  private let flat: FlatGraph
  /// By leaf: the depth that it may be lifted to at most, what it depends on lifted with it.
  private var reach: [Int]
  /// By leaf: the depth that it is lifted to; its block's own where it stays.
  private var level: [Int]

  static func run(_ flat: inout FlatGraph) {
    var hoisting = Hoisting(flat)
    hoisting.findReach()
    hoisting.decide()
    for leaf in flat.leaves.indices where flat.leaves[leaf].hidden == nil {
      var block = flat.leaves[leaf].block
      while flat.blocks[block].depth > hoisting.level[leaf] { block = flat.blocks[block].parent }
      flat.leaves[leaf].block = block
    }
  }

  private init(_ flat: FlatGraph) {
    self.flat = flat
    reach = flat.leaves.map { flat.blocks[$0.block].depth }
    level = reach
  }

  /// The visible leaves that a leaf reads from.
  private func sources(of leaf: LeafID) -> [LeafID] {
    flat.inputs(of: leaf).compactMap { net in
      guard let net, case .leaf(let source, _) = flat.nets[net].producer, flat.leaves[source].hidden == nil,
        source < leaf
      else { return nil }
      return source
    }
  }

  private mutating func findReach() {
    for leaf in flat.leaves.indices where flat.leaves[leaf].hidden == nil && reach[leaf] > 0 {
      guard canMove(leaf), flat.isWeightless(leaf) else { continue }
      let sources = sources(of: leaf)
      // What reads no other operator reads model inputs or nothing: its place says more than they do.
      var depth =
        flat.inputs(of: leaf).contains(where: { $0.map(flat.isDrawn) ?? false }) ? 0 : reach[leaf]
      for source in sources { depth = max(depth, min(commonDepth(source, leaf), reach[source])) }
      reach[leaf] = min(reach[leaf], depth)
    }
  }

  /// Bodies keep what is in them: an operator there may run many times or never.
  private func canMove(_ leaf: LeafID) -> Bool {
    switch flat.blocks[flat.leaves[leaf].block].kind {
    case .scope, .function: true
    default: false
    }
  }

  private mutating func decide() {
    for leaf in flat.leaves.indices.reversed() where flat.leaves[leaf].hidden == nil {
      let own = flat.blocks[flat.leaves[leaf].block].depth
      if reach[leaf] < own {
        var wanted = own
        var deepest = 0
        for case let net? in flat.outputs(of: leaf) {
          for use in flat.uses(of: net) where flat.leaves[use.leaf].hidden == nil {
            let common = commonDepth(leaf, use.leaf)
            wanted = min(wanted, common)
            deepest = max(deepest, common)
          }
        }
        let target = max(wanted, reach[leaf])
        if target < own, deepest > target, leavesOnlyScopes(leaf, to: target) {
          level[leaf] = min(level[leaf], target)
        }
      }
      guard level[leaf] < own else { continue }
      for source in sources(of: leaf) where commonDepth(source, leaf) > level[leaf] {
        level[source] = min(level[source], level[leaf])
      }
    }
  }

  private func leavesOnlyScopes(_ leaf: LeafID, to depth: Int) -> Bool {
    var block = flat.leaves[leaf].block
    while flat.blocks[block].depth > depth {
      switch flat.blocks[block].kind {
      case .scope, .function: block = flat.blocks[block].parent
      default: return false
      }
    }
    return true
  }

  /// The depth of the innermost block that holds both leaves.
  private func commonDepth(_ a: LeafID, _ b: LeafID) -> Int {
    var first = flat.leaves[a].block
    var second = flat.leaves[b].block
    while first != second {
      if flat.blocks[first].depth >= flat.blocks[second].depth {
        first = flat.blocks[first].parent
      } else {
        second = flat.blocks[second].parent
      }
    }
    return flat.blocks[first].depth
  }
}
