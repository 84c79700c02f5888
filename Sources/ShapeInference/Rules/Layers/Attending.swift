import ModelGraph

/// Attention of the standard operator set.
enum Attending {
  static let rules: [Rule] = [
    Rule("Attention", attend),
    Rule("RotaryEmbedding") { context throws(RuleError) in context.set(0, context.type(0)) },
    Rule("LinearAttention", linear),
    Rule("FlexAttention", domain: "ai.onnx.preview", flex),
  ]

  /// Queries, keys and values are batch×heads×length×size, or batch×length×(heads·size).
  private static func attend(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    context.set(1, context.has(4) ? context.element(4) : context.element(1), nil)
    context.set(2, context.has(5) ? context.element(5) : context.element(2), nil)
    context.set(3, element, nil)
    guard let query = context.shape(0) else { return }
    guard query.count == 3 || query.count == 4 else {
      throw .shape("the query has rank \(query.count), not 3 or 4")
    }
    let key = try context.shape(1, rank: query.count)
    let value = try context.shape(2, rank: query.count)
    let heads = context.int("q_num_heads")
    let keyHeads = context.int("kv_num_heads")
    if query.count == 3, heads ?? 0 <= 0 || keyHeads ?? 0 <= 0 {
      throw .attribute("q_num_heads and kv_num_heads are needed for queries of rank 3")
    }
    let queries = split(query, heads)
    let keys = key.map { split($0, keyHeads) }
    let values = value.map { split($0, keyHeads) }
    if query.count == 4 {
      context.set(0, element, [query[0], query[1], query[2], value?[3] ?? .unknown])
    } else {
      // All heads of the queries take as much of the values as one head of these has.
      let width = ((value?[2] ?? .unknown) * (heads ?? 1)).floorDivided(by: .known(keyHeads ?? 1))
      context.set(0, element, [query[0], query[1], width])
    }
    let past = try context.shape(4, rank: 4)
    let own = keys?[2] ?? values?[2] ?? .unknown
    let total = context.has(4) ? own + (past?[2] ?? .unknown) : own
    for (slot, parts, source) in [(1, keys, 4), (2, values, 5)] {
      let kept = try context.shape(source, rank: 4)
      guard let shape = kept ?? parts else { continue }
      context.set(
        slot, context.element(context.has(source) ? source : slot), [shape[0], shape[1], total, shape[3]])
    }
    context.set(3, element, [query[0], queries[1], queries[2], total])
  }

  /// As batch×heads×length×size.
  private static func split(_ shape: [Extent], _ heads: Int64?) -> [Extent] {
    guard shape.count == 3, let heads, heads > 0 else { return shape }
    return [shape[0], .known(heads), shape[1], shape[2].floorDivided(by: .known(heads))]
  }

  /// The output is as wide as all heads' values; the state is heads × key size × value size.
  private static func linear(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    context.set(1, context.has(3) ? context.element(3) : element, nil)
    let query = try context.shape(0, rank: 3)
    let key = try context.shape(1, rank: 3)
    let value = try context.shape(2, rank: 3)
    guard let heads = context.int("q_num_heads"), let keyHeads = context.int("kv_num_heads"), heads > 0,
      keyHeads > 0
    else {
      throw .attribute("q_num_heads and kv_num_heads have to be positive")
    }
    let size = (value?[2] ?? .unknown).floorDivided(by: .known(keyHeads))
    let width = ((value?[2] ?? .unknown) * heads).floorDivided(by: .known(keyHeads))
    if let query { context.set(0, element, [query[0], query[1], width]) }
    if let state = try context.shape(3, rank: 4) {
      return context.set(1, context.element(3), [state[0], .known(keyHeads), state[2], state[3]])
    }
    guard let shape = query ?? key else { return }
    let keySize = (key?[2] ?? .unknown).floorDivided(by: .known(keyHeads))
    context.set(1, element, [shape[0], .known(keyHeads), keySize, size])
  }

  private static func flex(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let query = try context.shape(0, rank: 4) else { return }
    let value = try context.shape(2, rank: 4)
    context.set(0, element, [query[0], query[1], query[2], value?[3] ?? .unknown])
    for name in ["score_mod", "prob_mod"] {
      guard let body = context.graph(name), let key = try context.shape(1, rank: 4) else { continue }
      _ = context.run(body, [Fact(.tensor(element, [query[0], query[1], query[2], key[2]]))])
    }
  }
}
