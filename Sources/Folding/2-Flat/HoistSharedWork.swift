import ModelGraph

/// Moves operators out of the block that merely happened to compute them first.
///
/// Exporters compute shared work once, inside the first module that needs it: layer 0 prepares the mask that
/// all layers read. Left there, layer 0 differs from its equals and seems to feed them all. An operator is
/// hoisted to the innermost block that holds all its readers, if
///
/// - it has no weights, nor has anything it depends on inside the blocks it leaves, and
/// - it is read both inside and outside the block (a value that is read only outside is the block's result).
///
/// Needed by BERT, GPT-2 and most decoders, whose masks would make layer 0 unlike the others.
///
/// Cost: uses times depth of blocks.
enum HoistSharedWork: FlatPass {
  static let name = "hoist-shared-work"

  static func isWanted(_ options: FoldOptions) -> Bool { !options.flat }

  static func run(_ flat: inout FlatGraph, _ model: Model, _ options: FoldOptions) -> Bool {
    var search = HoistSearch(flat)
    search.findReach()
    search.decide()
    var isChanged = false
    for node in flat.nodes.indices where flat.nodes[node].hidden == nil {
      var block = flat.nodes[node].block
      while flat.blocks[block].depth > search.level[node] { block = flat.blocks[block].parent }
      guard block != flat.nodes[node].block else { continue }
      flat.nodes[node].block = block
      isChanged = true
    }
    return isChanged
  }
}

/// How far each operator of a graph may and should move outwards.
private struct HoistSearch {
  private let flat: FlatGraph
  /// By node: the least depth that it may be lifted to, its sources lifted with it.
  private var reach: [Int]
  /// By node: the depth that it is lifted to; its block's own where it stays.
  private(set) var level: [Int]

  init(_ flat: FlatGraph) {
    self.flat = flat
    reach = flat.nodes.map { flat.blocks[$0.block].depth }
    level = reach
  }

  mutating func findReach() {
    for node in flat.nodes.indices where flat.nodes[node].hidden == nil && reach[node] > 0 {
      guard canMove(node), flat.isWeightless(node) else { continue }
      let sources = flat.sources(of: node)
      // An operator without producers stays: its scope is the best evidence we have.
      var depth =
        flat.inputs(of: node).contains(where: { $0.map(flat.isDrawn) ?? false }) ? 0 : reach[node]
      for source in sources { depth = max(depth, min(commonDepth(source, node), reach[source])) }
      reach[node] = min(reach[node], depth)
    }
  }

  /// Bodies keep their operators, which may run many times or never.
  private func canMove(_ node: FlatNodeID) -> Bool {
    switch flat.blocks[flat.nodes[node].block].kind {
    case .scope, .function: true
    default: false
    }
  }

  mutating func decide() {
    for node in flat.nodes.indices.reversed() where flat.nodes[node].hidden == nil {
      let own = flat.blocks[flat.nodes[node].block].depth
      if reach[node] < own {
        var wanted = own
        var deepest = 0
        for case let value? in flat.outputs(of: node) {
          for use in flat.uses(of: value) where flat.nodes[use.node].hidden == nil {
            let common = commonDepth(node, use.node)
            wanted = min(wanted, common)
            deepest = max(deepest, common)
          }
        }
        let target = max(wanted, reach[node])
        if target < own, deepest > target, leavesOnlyScopes(node, to: target) {
          level[node] = min(level[node], target)
        }
      }
      guard level[node] < own else { continue }
      for source in flat.sources(of: node) where commonDepth(source, node) > level[node] {
        level[source] = min(level[source], level[node])
      }
    }
  }

  private func leavesOnlyScopes(_ node: FlatNodeID, to depth: Int) -> Bool {
    var block = flat.nodes[node].block
    while flat.blocks[block].depth > depth {
      switch flat.blocks[block].kind {
      case .scope, .function: block = flat.blocks[block].parent
      default: return false
      }
    }
    return true
  }

  /// The depth of the innermost block that holds both nodes.
  private func commonDepth(_ a: FlatNodeID, _ b: FlatNodeID) -> Int {
    flat.blocks[flat.blocks.meeting(of: flat.nodes[a].block, flat.nodes[b].block).block].depth
  }
}
