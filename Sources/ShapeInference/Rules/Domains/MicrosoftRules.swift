import ModelGraph

/// Fused operators of ONNX Runtime (`com.microsoft`), by the schemas in its `contrib_ops` documents.
enum MicrosoftRules {
  static let domain = "com.microsoft"

  static let rules: [Rule] =
    likeTheFirst + own + Rule.all(["LayerNormalization"], domain: domain, Elementwise.sameAsFirst)
    + Rule.all(["SkipLayerNormalization", "SkipSimplifiedLayerNormalization"], domain: domain, skipNormalize)
    + Rule.all(["SimplifiedLayerNormalization"], simplified)
    + Rule.all(["SimplifiedLayerNormalization"], domain: domain, simplified)
    + Rule.all(["EmbedLayerNormalization"], domain: domain, embed)

  private static let likeTheFirst: [Rule] = Rule.all(
    [
      "FastGelu", "BiasGelu", "Gelu", "QuickGelu", "FusedGelu", "BiasSoftmax", "BiasAdd", "Inverse",
      "Trilu",
      "GroupNorm", "NhwcInstanceNormalization", "BiasDropout", "BitmaskDropout", "NGramRepeatBlock",
      "RotaryEmbedding", "GemmaRotaryEmbedding", "Softmax", "DynamicTimeWarping",
    ], domain: domain, Elementwise.sameAsFirst)

  private static let own: [Rule] = [
    Rule("BiasSplitGelu", domain: domain, splitGelu),
    Rule("FusedConv", domain: domain) { context throws(RuleError) in
      try Convolving.convolve(context, weight: 1, context.element(0))
    },
    Rule("FusedGemm", domain: domain, fusedGemm),
    Rule("FusedMatMul", domain: domain, fusedMatMul), Rule("TransposeMatMul", domain: domain, fusedMatMul),
    Rule("FusedMatMulActivation", domain: domain, fusedMatMul),
    Rule("GemmFastGelu", domain: domain) { context throws(RuleError) in
      try Multiplying.multiply(context, 0, 1, context.element(0))
    },
    Rule("ExpandDims", domain: domain, expandDims),
    Rule("Rfft", domain: domain) { context throws(RuleError) in context.set(0, context.element(0), nil) },
    Rule("GridSample", domain: domain) { context throws(RuleError) in
      context.set(0, context.element(0), nil)
      guard let input = try context.shape(0, rank: 4), let grid = try context.shape(1, rank: 4) else {
        return
      }
      context.set(0, context.element(0), [input[0], input[1], grid[1], grid[2]])
    },
    Rule("SkipGroupNorm", domain: domain) { context throws(RuleError) in
      context.set(0, context.type(0))
      context.set(1, context.type(0))
    },
  ]

  private static func splitGelu(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let shape = try context.shape(0, minRank: 1) else { return }
    context.set(
      0, context.element(0), shape.dropLast() + [shape[shape.count - 1].floorDivided(by: .known(2))])
  }

  private static func fusedGemm(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let a = try context.shape(0, rank: 2), let b = try context.shape(1, rank: 2) else { return }
    context.set(
      0, context.element(0), [a[context.flag("transA") ? 1 : 0], b[context.flag("transB") ? 0 : 1]])
  }

  /// Either side may have its last two dims, and its batch dims with the row, swapped.
  private static func fusedMatMul(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let a = context.shape(0), let b = context.shape(1) else { return }
    func turned(_ shape: [Extent], _ side: String) -> [Extent] {
      var shape = shape
      // With transBatch the dims 1…n-2 go before dim 0.
      if context.flag("transBatch\(side)"), shape.count > 2 {
        let first = shape.removeFirst()
        shape.insert(first, at: shape.count - 1)
      }
      if context.flag("trans\(side)"), shape.count > 1 { shape.swapAt(shape.count - 1, shape.count - 2) }
      return shape
    }
    context.set(0, context.element(0), try Multiplying.product(turned(a, "A"), turned(b, "B")))
  }

  private static func expandDims(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let shape = context.shape(0), let given = context.scalar(1)?.value else { return }
    var result = shape
    result.insert(.known(1), at: try context.axis(given, rank: shape.count + 1))
    context.set(0, context.element(0), result)
  }

  /// Mean and inverse deviation have 1 in place of the last dim; the last output is the sum before.
  private static func skipNormalize(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    let reduced = context.shape(0).map { $0.isEmpty ? $0 : $0.dropLast() + [.known(1)] }
    context.set(1, .float32, reduced)
    context.set(2, .float32, reduced)
    context.set(3, context.type(0))
  }

  private static func simplified(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    guard let shape = context.shape(0) else { return context.set(1, .float32, nil) }
    let axis = try context.axis(context.int("axis", or: -1), rank: shape.count)
    context.set(1, .float32, shape[..<axis] + [Extent](repeating: .known(1), count: shape.count - axis))
  }

  /// Words and positions become batch×length×hidden; the mask's sums are one per batch.
  private static func embed(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(2)
    context.set(0, element, nil)
    context.set(1, .int32, nil)
    context.set(2, element, nil)
    let ids = try context.shape(0, rank: 2)
    let words = try context.shape(2, rank: 2)
    let shape = [ids?[0] ?? .unknown, ids?[1] ?? .unknown, words?[1] ?? .unknown]
    context.set(0, element, shape)
    context.set(1, .int32, [ids?[0] ?? .unknown])
    context.set(2, element, shape)
  }
}
