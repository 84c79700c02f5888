import ModelGraph

/// Fused operators of ONNX Runtime (`com.microsoft`), by the schemas in its `contrib_ops` documents.
enum MicrosoftRules {
  static let domain = "com.microsoft"

  static let rules: [Rule] =
    Rule.all(
      [
        "FastGelu", "BiasGelu", "Gelu", "QuickGelu", "FusedGelu", "BiasSoftmax", "BiasAdd", "Inverse",
        "Trilu",
        "GroupNorm", "NhwcInstanceNormalization", "BiasDropout", "BitmaskDropout", "NGramRepeatBlock",
        "RotaryEmbedding", "GemmaRotaryEmbedding", "Softmax", "DynamicTimeWarping",
      ], domain: domain, Elementwise.sameAsFirst)
    + [
      Rule("BiasSplitGelu", domain: domain, splitGelu),
      Rule("FusedConv", domain: domain) { site throws(Fault) in
        try Convolving.convolve(site, weight: 1, site.element(0))
      },
      Rule("FusedGemm", domain: domain, fusedGemm),
      Rule("FusedMatMul", domain: domain, fusedMatMul), Rule("TransposeMatMul", domain: domain, fusedMatMul),
      Rule("FusedMatMulActivation", domain: domain, fusedMatMul),
      Rule("GemmFastGelu", domain: domain) { site throws(Fault) in
        try Multiplying.multiply(site, 0, 1, site.element(0))
      },
      Rule("ExpandDims", domain: domain, expandDims),
      Rule("Rfft", domain: domain) { site throws(Fault) in site.set(0, site.element(0), nil) },
      Rule("GridSample", domain: domain) { site throws(Fault) in
        site.set(0, site.element(0), nil)
        guard let input = try site.shape(0, rank: 4), let grid = try site.shape(1, rank: 4) else { return }
        site.set(0, site.element(0), [input[0], input[1], grid[1], grid[2]])
      },
      Rule("SkipGroupNorm", domain: domain) { site throws(Fault) in
        site.set(0, site.kind(0))
        site.set(1, site.kind(0))
      },
    ] + Rule.all(["LayerNormalization"], domain: domain, Elementwise.sameAsFirst)
    + Rule.all(["SkipLayerNormalization", "SkipSimplifiedLayerNormalization"], domain: domain, skipNormalize)
    + Rule.all(["SimplifiedLayerNormalization"], simplified)
    + Rule.all(["SimplifiedLayerNormalization"], domain: domain, simplified)
    + Rule.all(["EmbedLayerNormalization"], domain: domain, embed)

  private static func splitGelu(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let shape = try site.shape(0, minRank: 1) else { return }
    site.set(0, site.element(0), shape.dropLast() + [shape[shape.count - 1].floorDivided(by: .known(2))])
  }

  private static func fusedGemm(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let a = try site.shape(0, rank: 2), let b = try site.shape(1, rank: 2) else { return }
    site.set(0, site.element(0), [a[site.flag("transA") ? 1 : 0], b[site.flag("transB") ? 0 : 1]])
  }

  /// Either side may have its last two dims, and its batch dims with the row, swapped.
  private static func fusedMatMul(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let a = site.shape(0), let b = site.shape(1) else { return }
    func turned(_ shape: [Extent], _ side: String) -> [Extent] {
      var shape = shape
      // With transBatch the dims 1…n-2 go before dim 0.
      if site.flag("transBatch\(side)"), shape.count > 2 {
        let first = shape.removeFirst()
        shape.insert(first, at: shape.count - 1)
      }
      if site.flag("trans\(side)"), shape.count > 1 { shape.swapAt(shape.count - 1, shape.count - 2) }
      return shape
    }
    site.set(0, site.element(0), try Multiplying.product(turned(a, "A"), turned(b, "B")))
  }

  private static func expandDims(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let shape = site.shape(0), let given = site.scalar(1)?.value else { return }
    var result = shape
    result.insert(.known(1), at: try site.axis(given, rank: shape.count + 1))
    site.set(0, site.element(0), result)
  }

  /// Mean and inverse deviation have 1 in place of the last dim; the last output is the sum before.
  private static func skipNormalize(_ site: Site) throws(Fault) {
    site.set(0, site.kind(0))
    let reduced = site.shape(0).map { $0.isEmpty ? $0 : $0.dropLast() + [.known(1)] }
    site.set(1, .float32, reduced)
    site.set(2, .float32, reduced)
    site.set(3, site.kind(0))
  }

  private static func simplified(_ site: Site) throws(Fault) {
    site.set(0, site.kind(0))
    guard let shape = site.shape(0) else { return site.set(1, .float32, nil) }
    let axis = try site.axis(site.int("axis", or: -1), rank: shape.count)
    site.set(1, .float32, shape[..<axis] + [Extent](repeating: .known(1), count: shape.count - axis))
  }

  /// Words and positions become batch×length×hidden; the mask's sums are one per batch.
  private static func embed(_ site: Site) throws(Fault) {
    let element = site.element(2)
    site.set(0, element, nil)
    site.set(1, .int32, nil)
    site.set(2, element, nil)
    let ids = try site.shape(0, rank: 2)
    let words = try site.shape(2, rank: 2)
    let shape = [ids?[0] ?? .unknown, ids?[1] ?? .unknown, words?[1] ?? .unknown]
    site.set(0, element, shape)
    site.set(1, .int32, [ids?[0] ?? .unknown])
    site.set(2, element, shape)
  }
}
