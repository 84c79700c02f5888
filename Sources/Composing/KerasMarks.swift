import Folding
import ModelGraph

/// What Keras tells of a layer beside its settings: whether training leaves it alone, and how often it is
/// called.
enum KerasMarks {
  /// Whether an operator has weights and all are kept from training.
  static func isFrozen(_ operation: OutlineOperator) -> Bool {
    operation.parameters > 0 && operation.node.op.domain == "keras"
      && operation.node.attribute("trainable") == .int(0)
  }

  /// The words for a card: a type other than the usual one, whether frozen, how often called.
  static func words(for operation: OutlineOperator) -> [String] {
    var words: [String] = []
    if case .string(let policy)? = operation.node.attribute("dtype") {
      words.append(policy.ranges(of: "_from_").first.map { String(policy[..<$0.lowerBound]) } ?? policy)
    }
    if isFrozen(operation) { words.append("frozen") }
    if case .int(let calls)? = operation.node.attribute("calls") { words.append("shared, \(calls) calls") }
    return words
  }

  /// By block: the words for its plate or card. `frozen` where there are weights in it and none is trained,
  /// `shared` where another call of the same model uses the same weights.
  static func words(forBlocksOf outline: Outline) -> [String] {
    guard outline.header.format == "Keras" else { return outline.blocks.map { _ in "" } }
    return zip(frozenBlocks(of: outline), sharedBlocks(of: outline)).map { isFrozen, isShared in
      (isFrozen ? " · frozen" : "") + (isShared ? " · shared" : "")
    }
  }

  /// What tells one model's weights from another's: where the first of them is stored.
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
