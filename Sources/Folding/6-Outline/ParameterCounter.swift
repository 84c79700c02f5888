import ModelGraph
import ShapeMath

/// Counts the elements of the initializers that some items use, each initializer once.
///
/// Of formats that store other things too, only trained weights count, see ``TensorRef/isTrainedWeight``.
struct ParameterCounter {
  private let flat: FlatGraph
  private let tree: BlockTree
  private let countsAll: Bool
  /// By value: the last count that saw it.
  private var stamps: [Int32]
  private var stamp: Int32 = 0

  init(flat: FlatGraph, tree: BlockTree, countsAll: Bool) {
    self.countsAll = countsAll
    self.flat = flat
    self.tree = tree
    stamps = [Int32](repeating: 0, count: flat.values.count)
  }

  /// The elements used by the items together. Saturates at the largest number.
  mutating func count(_ items: [Child]) -> Int64 {
    stamp += 1
    var total: Int64 = 0
    var pending = items
    while let item = pending.popLast() {
      switch item {
      case .node(let node): add(node, to: &total)
      case .block(let block):
        for node in tree.blocks[block].hiddenNodes { add(node, to: &total) }
        pending += tree.blocks[block].children
      }
    }
    return total
  }

  private mutating func add(_ node: FlatNodeID, to total: inout Int64) {
    for case let value? in flat.inputs(of: node) {
      guard flat.values[value].producer == .constant, flat.values[value].isInitializer, stamps[value] != stamp
      else {
        continue
      }
      stamps[value] = stamp
      guard let tensor = flat.values[value].constant, let count = tensor.elementCount,
        countsAll || tensor.isTrainedWeight
      else { continue }
      total = saturatingSum(total, count)
    }
  }

  /// Elements of all initializers of a model, used or not. Saturates at the largest number.
  static func total(_ model: Model) -> Int64 {
    model.graphs.reduce(0) { saturatingSum($0, $1.parameterCount) }
  }

  /// How many operators below a block are not drawn.
  func hiddenCount(_ block: BlockID) -> Int {
    var count = 0
    var pending = [block]
    while let next = pending.popLast() {
      count += tree.blocks[next].hiddenNodes.count
      for case .block(let inner) in tree.blocks[next].children { pending.append(inner) }
    }
    return count
  }
}
