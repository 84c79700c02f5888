import ModelGraph

/// Counts the elements of the initializers that some items use, each initializer once.
///
/// Of formats that store other things too, only trained weights count, see ``TensorRef/isTrainedWeight``.
struct ParameterCounter {
  private let flat: FlatGraph
  private let tree: BlockTree
  private let countsAll: Bool
  /// By net: the last count that saw it.
  private var stamps: [Int]
  private var stamp = 0

  init(flat: FlatGraph, tree: BlockTree, countsAll: Bool) {
    self.countsAll = countsAll
    self.flat = flat
    self.tree = tree
    stamps = [Int](repeating: 0, count: flat.nets.count)
  }

  /// The elements used by the items together. Saturates at the largest number.
  mutating func count(_ items: [Item]) -> Int64 {
    stamp += 1
    var total: Int64 = 0
    var pending = items
    while let item = pending.popLast() {
      switch item {
      case .leaf(let leaf): add(leaf, to: &total)
      case .block(let block):
        for leaf in tree.blocks[block].hiddenLeaves { add(leaf, to: &total) }
        pending += tree.blocks[block].children
      }
    }
    return total
  }

  private mutating func add(_ leaf: LeafID, to total: inout Int64) {
    for case let net? in flat.inputs(of: leaf) {
      guard flat.nets[net].producer == .constant, flat.nets[net].isInitializer, stamps[net] != stamp else {
        continue
      }
      stamps[net] = stamp
      guard let tensor = flat.nets[net].constant, let count = tensor.elementCount,
        countsAll || tensor.isTrainedWeight
      else { continue }
      let (sum, overflow) = total.addingReportingOverflow(count)
      total = overflow ? .max : sum
    }
  }

  /// Elements of all initializers of a model, used or not. Saturates at the largest number.
  static func total(_ model: Model) -> Int64 {
    var total: Int64 = 0
    for graph in model.graphs {
      for value in graph.values where value.producer == .initializer || value.producer == .input {
        let (sum, overflow) = total.addingReportingOverflow(value.constant?.elementCount ?? 0)
        total = overflow ? .max : sum
      }
    }
    return total
  }

  /// How many operators below a block are not drawn.
  func hiddenCount(_ block: BlockID) -> Int {
    var count = 0
    var pending = [block]
    while let next = pending.popLast() {
      count += tree.blocks[next].hiddenLeaves.count
      for case .block(let inner) in tree.blocks[next].children { pending.append(inner) }
    }
    return count
  }
}
