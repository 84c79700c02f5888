import Costs
import ModelGraph

/// The costs of every item and block of an outline.
///
/// Operators that are not drawn (shape arithmetic, constants) have no multiply-accumulates worth counting
/// and are left out. A loop's body counts once, since the number of trips is mostly not known; of an If's
/// branches the larger counts.
public struct OutlineCosts: Sendable, Equatable {
  /// By item of ``Outline/items``: the cost of one of the things it stands for.
  public private(set) var items: [Cost]
  /// By block of ``Outline/blocks``: the cost of one such block.
  public private(set) var blocks: [Cost]

  /// Adds up an outline of a model. Cost: linear in items.
  public init(_ outline: Outline, _ model: Model) {
    items = [Cost](repeating: .zero, count: outline.items.count)
    blocks = [Cost](repeating: .zero, count: outline.blocks.count)
    // A parent's number is lower than its children's.
    for block in outline.blocks.indices.reversed() {
      var total = Cost.zero
      var branches = Cost.zero
      for number in outline.blocks[block].items {
        let item = outline.items[number]
        switch item.content {
        case .operation(let operation):
          items[number] = cost(
            of: operation.node, attributes: operation.attributes, in: model.graphs[operation.graph])
        case .block(let inner):
          items[number] = blocks[inner]
          if case .body(let attribute) = outline.blocks[inner].kind, attribute.hasSuffix("_branch") {
            branches = Cost.larger(branches, blocks[inner])
            continue
          }
        case .input, .output: continue
        }
        total = total + items[number] * item.repeats
      }
      blocks[block] = total + branches
    }
  }

  /// The cost of the whole picture.
  public var total: Cost { blocks.first ?? .zero }
}

extension Outline {
  /// The outline with the costs of its items and blocks.
  public func adding(_ costs: OutlineCosts) -> Outline {
    var outline = self
    for item in outline.items.indices { outline.items[item].cost = costs.items[item] }
    for block in outline.blocks.indices { outline.blocks[block].cost = costs.blocks[block] }
    return outline
  }
}
