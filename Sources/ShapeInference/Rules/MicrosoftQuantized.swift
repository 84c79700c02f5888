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
      Rule("QLinearWhere", domain: domain) { site throws(Fault) in
        site.set(0, site.element(1), try Broadcasting.shape([site.shape(0), site.shape(1), site.shape(4)]))
      },
      Rule("QLinearAveragePool", domain: domain) { site throws(Fault) in
        if site.flag("channels_last") { return site.set(0, site.element(0), nil) }
        try Pooling.pool(site)
      },
      Rule("QLinearGlobalAveragePool", domain: domain, globalPool),
      Rule("MatMulIntegerToFloat", domain: domain) { site throws(Fault) in
        try Multiplying.multiply(site, 0, 1, site.element(2) == .undefined ? .float32 : site.element(2))
      },
      Rule("DynamicQuantizeMatMul", domain: domain) { site throws(Fault) in
        try Multiplying.multiply(site, 0, 1, site.element(0))
      },
      Rule("MatMulInteger16", domain: domain) { site throws(Fault) in
        try Multiplying.multiply(site, 0, 1, .int32)
      },
      Rule("MulInteger", domain: domain) { site throws(Fault) in
        site.set(0, .int32, try Broadcasting.shape([site.shape(0), site.shape(2)]))
      },
      Rule("DynamicQuantizeLSTM", domain: domain, lstm),
      Rule("GatherBlockQuantized", domain: domain, gatherBlocks),
      Rule("QEmbedLayerNormalization", domain: domain, embed),
    ] + Rule.all(["MatMulNBits", "MatMulBnb4", "MatMulFpQ4"], domain: domain, blockMatMul)
    + Rule.all(["QLinearAdd", "QLinearMul"], domain: domain) { site throws(Fault) in
      site.set(0, site.element(0), try Broadcasting.shape([site.shape(0), site.shape(3)]))
    }
    + Rule.all(
      ["QLinearLeakyRelu", "QLinearSigmoid", "QLinearSoftmax"], domain: domain, Elementwise.sameAsFirst)

  private static func conv(_ site: Site) throws(Fault) {
    guard site.flag("channels_last"), let shape = site.shape(0) else {
      return try Convolving.convolve(site, weight: 3, site.element(7))
    }
    site.set(0, site.element(7), shape.map { _ in .unknown })
  }

  private static func gemm(_ site: Site) throws(Fault) {
    let element = site.has(8) ? site.element(8) : .float32
    site.set(0, element, nil)
    guard let a = try site.shape(0, rank: 2), let b = try site.shape(3, rank: 2) else { return }
    site.set(0, element, [a[site.flag("transA") ? 1 : 0], b[site.flag("transB") ? 0 : 1]])
  }

  /// Inputs are the output's scale and zero point, then tensor, scale and zero point for each part.
  private static func concat(_ site: Site) throws(Fault) {
    let element = site.element(2)
    site.set(0, element, nil)
    guard var result = site.shape(2), let given = site.int("axis") else { return }
    let axis = try site.axis(given, rank: result.count)
    for slot in stride(from: 5, to: site.inputCount, by: 3) {
      guard let shape = site.shape(slot), shape.count == result.count else { return }
      result[axis] = result[axis] + shape[axis]
    }
    site.set(0, element, result)
  }

  private static func reduce(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let shape = site.shape(0) else { return }
    let axes = try site.ints(named: "axes").map { list throws(Fault) in try site.axes(list, rank: shape.count)
    }
    site.set(
      0, element,
      Reducing.reduced(shape, axes ?? Array(shape.indices), keeps: site.flag("keepdims", or: true)))
  }

  private static func globalPool(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let input = try site.shape(0, minRank: 2) else { return }
    let ones = [Extent](repeating: .known(1), count: input.count - 2)
    let isLast = site.flag("channels_last")
    site.set(
      0, site.element(0), isLast ? [input[0]] + ones + [input[input.count - 1]] : input.prefix(2) + ones)
  }

  /// The weight is packed; K and N say what it stands for.
  private static func blockMatMul(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let shape = try site.shape(0, minRank: 1) else { return }
    let columns = site.int("N").map(Extent.known) ?? .unknown
    if let rows = site.int("K"), let own = shape[shape.count - 1].value, own != rows {
      throw .shape("the input ends in \(own), but K is \(rows)")
    }
    try site.setChecked(0, element, shape.dropLast() + [columns])
  }

  private static func lstm(_ site: Site) throws(Fault) { try Recurrent.recur(site) }

  private static func gatherBlocks(_ site: Site) throws(Fault) {
    let element = site.element(2)
    site.set(0, element, nil)
    guard let shape = site.shape(0), let indices = site.shape(1) else { return }
    let axis = try site.axis(site.int("gather_axis", or: 0), rank: shape.count)
    var data = shape
    // Two elements of 4 bits share a byte.
    if site.element(0) == .uint8, site.int("bits", or: 4) == 4 {
      data[data.count - 1] = data[data.count - 1] * 2
    }
    site.set(0, element, data[..<axis] + indices + data[(axis + 1)...])
  }

  private static func embed(_ site: Site) throws(Fault) {
    site.set(0, .float32, nil)
    guard let ids = try site.shape(0, rank: 2) else { return }
    site.set(0, .float32, [ids[0], ids[1], site.shape(2)?.last ?? .unknown])
    site.set(1, .int32, [ids[0]])
  }
}
