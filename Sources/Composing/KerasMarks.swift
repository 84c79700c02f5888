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

  /// The words for a card.
  static func words(for operation: OutlineOperator) -> [String] {
    var words: [String] = []
    if isFrozen(operation) { words.append("frozen") }
    if case .int(let calls)? = operation.node.attribute("calls") { words.append("shared, \(calls) calls") }
    return words
  }

  /// By block: whether there are weights in it and all are frozen.
  static func frozenBlocks(of outline: Outline) -> [Bool] {
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
