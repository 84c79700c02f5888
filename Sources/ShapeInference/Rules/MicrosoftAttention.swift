import ModelGraph

/// Attention operators of ONNX Runtime.
enum MicrosoftAttention {
  private static let domain = MicrosoftRules.domain

  static let rules: [Rule] =
    [
      Rule("Attention", domain: domain) { site throws(Fault) in try packed(site, weight: 1, past: 4) },
      Rule("QAttention", domain: domain) { site throws(Fault) in try packed(site, weight: 1, past: 8) },
      Rule("LongformerAttention", domain: domain, Elementwise.sameAsFirst),
      Rule("PackedAttention", domain: domain, packedTokens),
      Rule("RelativePositionBias", domain: domain, relativeBias),
      Rule("GatedRelativePositionBias", domain: domain, gatedBias),
      Rule("GroupQueryAttention", domain: domain) { site throws(Fault) in
        try grouped(site, heads: "num_heads", keyHeads: "kv_num_heads", past: 3)
      },
      Rule("SparseAttention", domain: domain) { site throws(Fault) in
        try grouped(site, heads: "num_heads", keyHeads: "kv_num_heads", past: 3)
      },
    ] + Rule.all(["MultiHeadAttention", "DecoderMaskedMultiHeadAttention"], domain: domain, multiHead)
    + Rule.all(["PackedMultiHeadAttention"], domain: domain, packedHeads)
    + Rule.all(["MoE", "QMoE"], domain: domain, Elementwise.sameAsFirst)

  /// batch×length×hidden with one weight for queries, keys and values: a third of its width comes out,
  /// unless sizes are given.
  private static func packed(_ site: Site, weight slot: Int, past: Int) throws(Fault) {
    let element = site.node.op.type == "QAttention" ? site.element(3) : site.element(0)
    site.set(0, element, nil)
    site.set(1, element, nil)
    guard let input = try site.shape(0, rank: 3) else { return }
    let heads = site.int("num_heads", or: 0)
    var hidden = (site.shape(slot)?.last ?? .unknown).floorDivided(by: .known(3))
    if let sizes = site.ints(named: "qkv_hidden_sizes"), sizes.count == 3 { hidden = .known(sizes[2]) }
    site.set(0, element, [input[0], input[1], hidden])
    let before = try site.shape(past, rank: 5)
    let total = input[1] + (site.has(past) ? before?[3] ?? .unknown : .known(0))
    let size = heads > 0 ? hidden.floorDivided(by: .known(heads)) : .unknown
    site.set(1, element, [.known(2), input[0], heads > 0 ? .known(heads) : .unknown, total, size])
  }

  /// tokens×hidden.
  private static func packedTokens(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let input = try site.shape(0, rank: 2) else { return }
    var hidden = (site.shape(2)?.last ?? .unknown).floorDivided(by: .known(3))
    if let sizes = site.ints(named: "qkv_hidden_sizes"), sizes.count == 3 { hidden = .known(sizes[2]) }
    site.set(0, element, [input[0], hidden])
  }

  private static func packedHeads(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let query = site.shape(0) else { return }
    if query.count == 4 { return site.set(0, element, [query[0], query[1] * query[3]]) }
    guard query.count == 2 else { return }
    site.set(0, element, [query[0], site.shape(2)?.last ?? query[1]])
  }

  /// Queries batch×length×hidden, or batch×length×heads×3×size with all three in one.
  private static func multiHead(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    site.set(1, element, nil)
    site.set(2, element, nil)
    guard let query = try site.shape(0, minRank: 3) else { return }
    let heads = site.int("num_heads", or: 0)
    if query.count == 5 {
      site.set(0, element, [query[0], query[1], query[2] * query[4]])
      return
    }
    let value = site.shape(2)
    let hidden: Extent =
      switch value?.count {
      case 3: value?[2] ?? .unknown
      case 4: (value?[1] ?? .unknown) * (value?[3] ?? .unknown)
      default: query[2]
      }
    site.set(0, element, [query[0], query[1], hidden])
    guard heads > 0 else { return }
    let key = site.shape(1)
    let past = site.has(6) ? try site.shape(6, rank: 4)?[2] ?? .unknown : .known(0)
    let own: Extent =
      switch key?.count {
      case 4: key?[2] ?? .unknown
      case 3, 5: key?[1] ?? .unknown
      default: site.has(1) ? .unknown : query[1]
      }
    let total = site.flag("past_present_share_buffer") ? past : key?.count == 4 ? own : own + past
    for (slot, width) in [(1, query[2]), (2, hidden)] {
      site.set(slot, element, [query[0], .known(heads), total, width.floorDivided(by: .known(heads))])
    }
  }

  /// Fewer heads for keys and values than for queries; without keys, all three are in the first input.
  private static func grouped(_ site: Site, heads: String, keyHeads: String, past: Int) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    for slot in 1...2 { site.set(slot, site.kind(past + slot - 1)) }
    guard let query = try site.shape(0, rank: 3) else { return }
    let queries = site.int(heads, or: 0)
    let keys = site.int(keyHeads, or: 0)
    guard queries > 0, keys > 0 else { throw .attribute("\(heads) and \(keyHeads) have to be positive") }
    let (doubled, overflow) = keys.multipliedReportingOverflow(by: 2)
    let (all, more) = queries.addingReportingOverflow(doubled)
    guard !overflow, !more else { throw .attribute("\(heads) and \(keyHeads) are too large") }
    let size =
      site.has(1) ? query[2].floorDivided(by: .known(queries)) : query[2].floorDivided(by: .known(all))
    site.set(0, element, [query[0], query[1], site.has(1) ? query[2] : size * queries])
    for slot in 1...2 where site.has(past + slot - 1) {
      guard let before = try site.shape(past + slot - 1, rank: 4) else { continue }
      // The cache may be a buffer that is large enough already.
      let total = site.scalar(6) ?? .unknown
      site.set(slot, site.element(past + slot - 1), [before[0], before[1], total, before[3]])
    }
    for slot in 1...2 where !site.has(past + slot - 1) {
      site.set(slot, element, [query[0], .known(keys), query[1], size])
    }
  }

  private static func relativeBias(_ site: Site) throws(Fault) {
    let table = try site.shape(0, rank: 2)
    site.set(
      0, site.element(0),
      [.known(1), table?[1] ?? .unknown, site.scalar(1) ?? .unknown, site.scalar(2) ?? .unknown])
  }

  private static func gatedBias(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let query = try site.shape(0, rank: 3) else { return }
    let heads = site.int("num_heads").map(Extent.known) ?? .unknown
    site.set(0, element, [query[0], heads, query[1], query[1]])
  }
}
