import Costs
import ModelGraph

extension Outline {
  /// Fills in the costs of all items and blocks, in place: an outline may be as large as its model.
  ///
  /// Operators that are not drawn (shape arithmetic, constants) have no multiply-accumulates worth counting
  /// and are left out. A loop's body counts once, since the number of trips is mostly not known; of an If's
  /// branches the larger counts.
  ///
  /// Cost: linear in items.
  public mutating func addCosts(of model: Model) {
    // Most operators cost what the one before cost.
    var last = CountedCost(.zero)
    // A parent's number is lower than its children's.
    for block in blocks.indices.reversed() {
      var total = Cost.zero
      var branches = Cost.zero
      for number in blocks[block].items {
        let own: Cost
        var isBranch = false
        switch items[number].content {
        case .operation(let operation):
          own = cost(
            of: operation.node, attributes: operation.attributes, in: model.graphs[operation.graph],
            openDims: model.openDims, isMain: operation.graph == 0)
        case .block(let inner):
          own = blocks[inner].cost ?? .zero
          if case .body(let attribute) = blocks[inner].kind { isBranch = attribute.hasSuffix("_branch") }
        case .input, .output: own = .zero
        }
        if last.cost != own { last = CountedCost(own) }
        items[number].countedCost = last
        if isBranch {
          branches = Cost.larger(branches, own)
        } else {
          total = total + own * items[number].repeats
        }
      }
      blocks[block].cost = total + branches
    }
  }

  /// The cost of the whole picture; zero where ``addCosts(of:)`` has not been called.
  public var totalCost: Cost { blocks.first?.cost ?? .zero }
}
