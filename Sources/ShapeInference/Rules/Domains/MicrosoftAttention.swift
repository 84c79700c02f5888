import ModelGraph

/// Attention operators of ONNX Runtime.
enum MicrosoftAttention {
  private static let domain = MicrosoftRules.domain

  static let rules: [Rule] =
    [
      Rule("Attention", domain: domain) { context throws(RuleError) in try packed(context, weight: 1, past: 4)
      },
      Rule("QAttention", domain: domain) { context throws(RuleError) in
        try packed(context, weight: 1, past: 8)
      },
      Rule("LongformerAttention", domain: domain, Elementwise.sameAsFirst),
      Rule("PackedAttention", domain: domain, packedTokens),
      Rule("RelativePositionBias", domain: domain, relativeBias),
      Rule("GatedRelativePositionBias", domain: domain, gatedBias),
      Rule("GroupQueryAttention", domain: domain) { context throws(RuleError) in
        try grouped(context, heads: "num_heads", keyHeads: "kv_num_heads", past: 3)
      },
      Rule("SparseAttention", domain: domain) { context throws(RuleError) in
        try grouped(context, heads: "num_heads", keyHeads: "kv_num_heads", past: 3)
      },
    ] + Rule.all(["MultiHeadAttention", "DecoderMaskedMultiHeadAttention"], domain: domain, multiHead)
    + Rule.all(["PackedMultiHeadAttention"], domain: domain, packedHeads)
    + Rule.all(["MoE", "QMoE"], domain: domain, Elementwise.sameAsFirst)

  /// batch×length×hidden with one weight for queries, keys and values: a third of its width comes out,
  /// unless sizes are given.
  private static func packed(_ context: InferenceContext, weight slot: Int, past: Int) throws(RuleError) {
    let element = context.node.op.type == "QAttention" ? context.element(3) : context.element(0)
    context.set(0, element, nil)
    context.set(1, element, nil)
    guard let input = try context.shape(0, rank: 3) else { return }
    let heads = context.int("num_heads", or: 0)
    var hidden = (context.shape(slot)?.last ?? .unknown).floorDivided(by: .known(3))
    if let sizes = context.ints("qkv_hidden_sizes"), sizes.count == 3 { hidden = .known(sizes[2]) }
    context.set(0, element, [input[0], input[1], hidden])
    let before = try context.shape(past, rank: 5)
    let total = input[1] + (context.has(past) ? before?[3] ?? .unknown : .known(0))
    let size = heads > 0 ? hidden.floorDivided(by: .known(heads)) : .unknown
    context.set(1, element, [.known(2), input[0], heads > 0 ? .known(heads) : .unknown, total, size])
  }

  /// tokens×hidden.
  private static func packedTokens(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let input = try context.shape(0, rank: 2) else { return }
    var hidden = (context.shape(2)?.last ?? .unknown).floorDivided(by: .known(3))
    if let sizes = context.ints("qkv_hidden_sizes"), sizes.count == 3 { hidden = .known(sizes[2]) }
    context.set(0, element, [input[0], hidden])
  }

  private static func packedHeads(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let query = context.shape(0) else { return }
    if query.count == 4 { return context.set(0, element, [query[0], query[1] * query[3]]) }
    guard query.count == 2 else { return }
    context.set(0, element, [query[0], context.shape(2)?.last ?? query[1]])
  }

  /// Queries batch×length×hidden, or batch×length×heads×3×size with all three in one.
  private static func multiHead(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    context.set(1, element, nil)
    context.set(2, element, nil)
    guard let query = try context.shape(0, minRank: 3) else { return }
    let heads = context.int("num_heads", or: 0)
    if query.count == 5 {
      context.set(0, element, [query[0], query[1], query[2] * query[4]])
      return
    }
    let value = context.shape(2)
    let hidden: Extent =
      switch value?.count {
      case 3: value?[2] ?? .unknown
      case 4: (value?[1] ?? .unknown) * (value?[3] ?? .unknown)
      default: query[2]
      }
    context.set(0, element, [query[0], query[1], hidden])
    guard heads > 0 else { return }
    let key = context.shape(1)
    let past = context.has(6) ? try context.shape(6, rank: 4)?[2] ?? .unknown : .known(0)
    let own: Extent =
      switch key?.count {
      case 4: key?[2] ?? .unknown
      case 3, 5: key?[1] ?? .unknown
      default: context.has(1) ? .unknown : query[1]
      }
    let total = context.flag("past_present_share_buffer") ? past : key?.count == 4 ? own : own + past
    for (slot, width) in [(1, query[2]), (2, hidden)] {
      context.set(slot, element, [query[0], .known(heads), total, width.floorDivided(by: .known(heads))])
    }
  }

  /// Fewer heads for keys and values than for queries; without keys, all three are in the first input.
  private static func grouped(_ context: InferenceContext, heads: String, keyHeads: String, past: Int)
    throws(RuleError)
  {
    let element = context.element(0)
    context.set(0, element, nil)
    for slot in 1...2 { context.set(slot, context.type(past + slot - 1)) }
    guard let query = try context.shape(0, rank: 3) else { return }
    let queries = context.int(heads, or: 0)
    let keys = context.int(keyHeads, or: 0)
    guard queries > 0, keys > 0 else { throw .attribute("\(heads) and \(keyHeads) have to be positive") }
    let (doubled, overflow) = keys.multipliedReportingOverflow(by: 2)
    let (all, more) = queries.addingReportingOverflow(doubled)
    guard !overflow, !more else { throw .attribute("\(heads) and \(keyHeads) are too large") }
    let size =
      context.has(1) ? query[2].floorDivided(by: .known(queries)) : query[2].floorDivided(by: .known(all))
    context.set(0, element, [query[0], query[1], context.has(1) ? query[2] : size * queries])
    for slot in 1...2 where context.has(past + slot - 1) {
      guard let before = try context.shape(past + slot - 1, rank: 4) else { continue }
      // The cache may be a buffer that is large enough already.
      let total = context.scalar(6) ?? .unknown
      context.set(slot, context.element(past + slot - 1), [before[0], before[1], total, before[3]])
    }
    for slot in 1...2 where !context.has(past + slot - 1) {
      context.set(slot, element, [query[0], .known(keys), query[1], size])
    }
  }

  private static func relativeBias(_ context: InferenceContext) throws(RuleError) {
    let table = try context.shape(0, rank: 2)
    context.set(
      0, context.element(0),
      [.known(1), table?[1] ?? .unknown, context.scalar(1) ?? .unknown, context.scalar(2) ?? .unknown])
  }

  private static func gatedBias(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let query = try context.shape(0, rank: 3) else { return }
    let heads = context.int("num_heads").map(Extent.known) ?? .unknown
    context.set(0, element, [query[0], heads, query[1], query[1]])
  }
}
