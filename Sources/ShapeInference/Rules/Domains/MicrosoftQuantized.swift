import ModelGraph

/// Quantised operators of ONNX Runtime: each tensor comes with a scale and a zero point.
enum MicrosoftQuantized {
  private static let domain = MicrosoftRules.domain

  static let rules: [Rule] =
    [
      Rule("QuantizeLinear", domain: domain, Quantizing.quantize),
      Rule("DequantizeLinear", domain: domain, Quantizing.dequantize),
      Rule("QLinearConv", domain: domain, conv), Rule("QGemm", domain: domain, gemm),
      Rule("QLinearConcat", domain: domain, concat), Rule("QLinearReduceMean", domain: domain, reduce),
      Rule("QLinearWhere", domain: domain) { context throws(RuleError) in
        context.set(
          0, context.element(1),
          try Broadcasting.shape([context.shape(0), context.shape(1), context.shape(4)]))
      },
      Rule("QLinearAveragePool", domain: domain) { context throws(RuleError) in
        if context.flag("channels_last") { return context.set(0, context.element(0), nil) }
        try Pooling.pool(context)
      },
      Rule("QLinearGlobalAveragePool", domain: domain, globalPool),
      Rule("MatMulIntegerToFloat", domain: domain) { context throws(RuleError) in
        try Multiplying.multiply(
          context, 0, 1, context.element(2) == .undefined ? .float32 : context.element(2))
      },
      Rule("DynamicQuantizeMatMul", domain: domain) { context throws(RuleError) in
        try Multiplying.multiply(context, 0, 1, context.element(0))
      },
      Rule("MatMulInteger16", domain: domain) { context throws(RuleError) in
        try Multiplying.multiply(context, 0, 1, .int32)
      },
      Rule("MulInteger", domain: domain) { context throws(RuleError) in
        context.set(0, .int32, try Broadcasting.shape([context.shape(0), context.shape(2)]))
      },
      Rule("DynamicQuantizeLSTM", domain: domain, lstm),
      Rule("GatherBlockQuantized", domain: domain, gatherBlocks),
      Rule("QEmbedLayerNormalization", domain: domain, embed),
    ] + Rule.all(["MatMulNBits", "MatMulBnb4", "MatMulFpQ4"], domain: domain, blockMatMul)
    + Rule.all(["QLinearAdd", "QLinearMul"], domain: domain) { context throws(RuleError) in
      context.set(0, context.element(0), try Broadcasting.shape([context.shape(0), context.shape(3)]))
    }
    + Rule.all(
      ["QLinearLeakyRelu", "QLinearSigmoid", "QLinearSoftmax"], domain: domain, Elementwise.sameAsFirst)

  private static func conv(_ context: InferenceContext) throws(RuleError) {
    guard context.flag("channels_last"), let shape = context.shape(0) else {
      return try Convolving.convolve(context, weight: 3, context.element(7))
    }
    context.set(0, context.element(7), shape.map { _ in .unknown })
  }

  private static func gemm(_ context: InferenceContext) throws(RuleError) {
    let element = context.has(8) ? context.element(8) : .float32
    context.set(0, element, nil)
    guard let a = try context.shape(0, rank: 2), let b = try context.shape(3, rank: 2) else { return }
    context.set(0, element, [a[context.flag("transA") ? 1 : 0], b[context.flag("transB") ? 0 : 1]])
  }

  /// Inputs are the output's scale and zero point, then tensor, scale and zero point for each part.
  private static func concat(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(2)
    context.set(0, element, nil)
    guard var result = context.shape(2), let given = context.int("axis") else { return }
    let axis = try context.axis(given, rank: result.count)
    for slot in stride(from: 5, to: context.inputCount, by: 3) {
      guard let shape = context.shape(slot), shape.count == result.count else { return }
      result[axis] = result[axis] + shape[axis]
    }
    context.set(0, element, result)
  }

  private static func reduce(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    let axes = try context.axes("axes", rank: shape.count)
    context.set(0, element, Reducing.reduced(shape, axes, keeps: context.flag("keepdims", or: true)))
  }

  private static func globalPool(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let input = try context.shape(0, minRank: 2) else { return }
    let ones = [Extent](repeating: .known(1), count: input.count - 2)
    let isLast = context.flag("channels_last")
    context.set(
      0, context.element(0), isLast ? [input[0]] + ones + [input[input.count - 1]] : input.prefix(2) + ones)
  }

  /// The weight is packed; K and N say what it stands for.
  private static func blockMatMul(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = try context.shape(0, minRank: 1) else { return }
    let columns = context.int("N").map(Extent.known) ?? .unknown
    if let rows = context.int("K"), let own = shape[shape.count - 1].value, own != rows {
      throw .shape("the input ends in \(own), but K is \(rows)")
    }
    try context.setChecked(0, element, shape.dropLast() + [columns])
  }

  private static func lstm(_ context: InferenceContext) throws(RuleError) { try Recurrent.recur(context) }

  private static func gatherBlocks(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(2)
    context.set(0, element, nil)
    guard let shape = context.shape(0), let indices = context.shape(1) else { return }
    let axis = try context.axis(context.int("gather_axis", or: 0), rank: shape.count)
    var data = shape
    // Two elements of 4 bits share a byte.
    if context.element(0) == .uint8, context.int("bits", or: 4) == 4 {
      data[data.count - 1] = data[data.count - 1] * 2
    }
    data.replaceSubrange(axis...axis, with: indices)
    context.set(0, element, data)
  }

  private static func embed(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .float32, nil)
    guard let ids = try context.shape(0, rank: 2) else { return }
    context.set(0, .float32, [ids[0], ids[1], context.shape(2)?.last ?? .unknown])
    context.set(1, .int32, [ids[0]])
  }
}
