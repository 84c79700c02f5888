import ModelGraph

/// Normalisations with more than one output.
enum Normalizing {
  static let rules: [Rule] = [
    Rule("BatchNormalization", batch), Rule("LayerNormalization", layer),
  ]

  /// The running mean and variance are as long as the channels; outputs after the first were others
  /// before version 14.
  private static func batch(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    guard context.outputCount > 1 else { return }
    for slot in 1..<context.outputCount {
      let source = context.version >= 14 ? slot + 2 : (slot <= 2 ? slot + 2 : slot)
      context.set(slot, context.element(context.version >= 14 ? 3 : 0), context.shape(min(source, 4)))
    }
  }

  /// Mean and inverse deviation keep the dims before the axis, the others are 1.
  private static func layer(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    let type = context.dataType("stash_type") ?? .float32
    context.set(1, type, nil)
    context.set(2, type, nil)
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: -1), rank: shape.count)
    let kept = shape[..<axis] + [Extent](repeating: .known(1), count: shape.count - axis)
    context.set(1, type, Array(kept))
    context.set(2, type, Array(kept))
  }
}
