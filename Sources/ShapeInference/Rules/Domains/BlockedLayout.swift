import ModelGraph

/// Operators on tensors whose channels are stored in blocks (`com.microsoft.nchwc`). Their logical shape
/// is that of the plain operators; channels are rounded up to the block.
enum BlockedLayout {
  private static let domain = "com.microsoft.nchwc"

  static let rules: [Rule] =
    [
      Rule("ReorderInput", domain: domain, reorderInput),
      Rule("ReorderOutput", domain: domain, reorderOutput),
      Rule("Conv", domain: domain) { context throws(RuleError) in
        try Convolving.convolve(context, weight: 1, context.element(0))
      },
      Rule("Upsample", domain: domain, upsample),
    ] + Rule.all(["MaxPool", "AveragePool"], domain: domain, Pooling.pool)
    + Rule.all(["GlobalMaxPool", "GlobalAveragePool"], domain: domain, Pooling.global)

  private static func reorderInput(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let shape = try context.shape(0, minRank: 2) else { return }
    guard context.flag("channels_last") else { return context.set(0, context.element(0), shape) }
    context.set(0, context.element(0), [shape[0], shape[shape.count - 1]] + shape[1..<(shape.count - 1)])
  }

  private static func reorderOutput(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let shape = try context.shape(0, minRank: 2) else { return }
    let channels = context.int("channels").map(Extent.known) ?? shape[1]
    let spatial = shape.dropFirst(2)
    context.set(
      0, context.element(0),
      context.flag("channels_last") ? [shape[0]] + spatial + [channels] : [shape[0], channels] + spatial)
  }

  private static func upsample(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let shape = context.shape(0) else { return }
    guard let scales = context.ints("scales"), scales.count == shape.count else {
      return context.set(0, context.element(0), shape.map { _ in .unknown })
    }
    context.set(0, context.element(0), zip(shape, scales).map { $0 * $1 })
  }
}
