import ModelGraph

/// Optimisers: each takes a rate, a count and groups of tensors, and returns some of the groups updated.
enum Training {
  private static let domain = "ai.onnx.preview.training"

  static let rules: [Rule] = [
    Rule("Adagrad", domain: domain) { context throws(RuleError) in update(context, groups: [0, 2], of: 3) },
    Rule("Momentum", domain: domain) { context throws(RuleError) in update(context, groups: [0, 2], of: 3) },
    Rule("Adam", domain: domain) { context throws(RuleError) in update(context, groups: [0, 2, 3], of: 4) },
    Rule("Gradient", domain: domain, gradient),
  ]

  private static func update(_ context: InferenceContext, groups: [Int], of total: Int) {
    let size = (context.inputCount - 2) / total
    guard size > 0 else { return }
    for (place, group) in groups.enumerated() {
      for index in 0..<size { context.set(place * size + index, context.type(2 + group * size + index)) }
    }
  }

  /// One derivative for each of the names in `xs`, which are the first inputs.
  private static func gradient(_ context: InferenceContext) throws(RuleError) {
    for slot in 0..<(context.strings("xs")?.count ?? 0) { context.set(slot, context.type(slot)) }
  }
}
