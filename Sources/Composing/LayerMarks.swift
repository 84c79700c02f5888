import Folding
import ModelGraph

/// What the card of a block says of training: whether its weights are frozen or shared.
struct BlockMarks {
  /// Whether there are weights in it and none is trained.
  var isFrozen = false
  /// Whether another call of the same model uses the same weights.
  var isShared = false

  /// The words behind the counts.
  var text: String { (isFrozen ? " · frozen" : "") + (isShared ? " · shared" : "") }
}

/// What a reader found out about layers beside their settings: whether training leaves them alone, and how often
/// they are called.
enum LayerMarks {
  /// Whether an operator has weights and all are kept from training.
  static func isFrozen(_ operation: OutlineOperator) -> Bool {
    operation.parameters > 0 && operation.node.facts.isFrozen
  }

  /// The words for a card: types other than the usual ones, whether frozen, how often called.
  static func words(for operation: OutlineOperator) -> [String] {
    let facts = operation.node.facts
    var words: [String] = []
    if let precision = facts.precision {
      words.append(
        precision.ranges(of: "_from_").first.map { String(precision[..<$0.lowerBound]) } ?? precision)
    }
    if isFrozen(operation) { words.append("frozen") }
    if facts.callCount > 1 { words.append("shared, \(facts.callCount) calls") }
    return words
  }

  /// By block: the marks of its plate or card; none where nodes are no layers.
  static func marks(forBlocksOf outline: Outline) -> [BlockMarks] {
    guard outline.traits.nodesAreLayers else { return outline.blocks.map { _ in BlockMarks() } }
    return zip(frozenBlocks(of: outline), sharedBlocks(of: outline)).map(BlockMarks.init)
  }

  /// Identifies a model's weights by the place where the first of them is stored.
  private struct Weights: Hashable {
    var value: ValueID
    var title: String
    var depth: Int
  }

  private static func sharedBlocks(of outline: Outline) -> [Bool] {
    var first = [ValueID?](repeating: nil, count: outline.blocks.count)
    for block in outline.blocks.indices.reversed() {
      for item in outline.blocks[block].items where first[block] == nil {
        switch outline.items[item].content {
        case .operation(let operation):
          first[block] = zip(operation.node.inputs, operation.constants).first { $1 != nil }?.0
        case .block(let inner): first[block] = first[inner]
        default: break
        }
      }
    }
    var calls: [Weights: Int] = [:]
    let keys = outline.blocks.indices.map { block -> Weights? in
      guard outline.blocks[block].kind == .scope, let value = first[block] else { return nil }
      let key = Weights(value: value, title: outline.blocks[block].title, depth: outline.blocks[block].depth)
      calls[key, default: 0] += 1
      return key
    }
    return outline.blocks.indices.map { block in
      let own = outline.blocks[block]
      if own.repeats > 1, own.parameters > 0, own.totalParameters == own.parameters { return true }
      return keys[block].map { calls[$0] ?? 0 > 1 } ?? false
    }
  }

  /// By block: whether there are weights in it and all are frozen.
  private static func frozenBlocks(of outline: Outline) -> [Bool] {
    var weighted = [Bool](repeating: false, count: outline.blocks.count)
    var frozen = [Bool](repeating: true, count: outline.blocks.count)
    // A parent's number is lower than its children's.
    for block in outline.blocks.indices.reversed() {
      for item in outline.blocks[block].items {
        switch outline.items[item].content {
        case .operation(let operation) where operation.parameters > 0:
          weighted[block] = true
          if !isFrozen(operation) { frozen[block] = false }
        case .block(let inner):
          if weighted[inner] { weighted[block] = true }
          if !frozen[inner] { frozen[block] = false }
        default: break
        }
      }
    }
    return zip(weighted, frozen).map { $0 && $1 }
  }
}
