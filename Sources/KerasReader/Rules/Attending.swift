import ModelGraph

/// Attention layers.
enum Attending {
  static func effect(_ at: Situation) -> Effect? {
    switch at.className {
    case "MultiHeadAttention": multiHead(at)
    case "GroupQueryAttention", "GroupedQueryAttention": grouped(at)
    case "Attention", "AdditiveAttention": plain(at)
    default: nil
    }
  }

  /// Keras passes `query`, `value`, `key`, in this order or by name; a missing key is the value.
  private static func tensors(_ at: Situation) -> (query: Spec, value: Spec, key: Spec)? {
    guard let query = at.input("query", 0) ?? at.inputs.first, let value = at.input("value", 1) else {
      return nil
    }
    return (query, value, at.input("key", 2) ?? value)
  }

  private static func givesScores(_ at: Situation) -> Bool {
    func asks(_ json: JSON?) -> Bool { json?["return_attention_scores"]?.bool ?? false }
    if asks(at.call?["kwargs"]) { return true }
    // Keras 2 keeps keyword arguments behind the first tensor.
    guard let first = at.call?.elements.first(where: { $0.isArray }) else { return false }
    return first.elements.contains { asks($0) }
  }

  private static func multiHead(_ at: Situation) -> Effect {
    let config = at.config
    guard let (query, value, key) = tensors(at) else { return Effect(nil, at.policy.compute, weights: nil) }
    let heads = config.int("num_heads")
    let keyWidth = config.int("key_dim")
    let valueWidth = config.int("value_dim") ?? keyWidth
    let hasBias = config.bool("use_bias", true)
    var weights: [Weight?] = []
    func project(_ name: String, _ input: Spec, _ width: Int64?) {
      weights.append(at.weight(name + "/kernel", input.dims?.last ?? nil, heads, width))
      if hasBias { weights.append(at.weight(name + "/bias", heads, width)) }
    }
    project("query", query, keyWidth)
    project("key", key, keyWidth)
    if config.bool("use_gate", false) { project("gate", query, valueWidth) }
    project("value", value, valueWidth)
    let out = config.ints("output_shape").map { $0.map { Optional($0) } } ?? [query.dims?.last ?? nil]
    weights.append(at.weight("attention_output/kernel", [heads, valueWidth] + out))
    if hasBias { weights.append(at.weight("attention_output/bias", out)) }
    var outputs = [Spec(dims: query.dims.map { $0.dropLast() + out }, dtype: at.policy.compute)]
    if givesScores(at) { outputs.append(scores(query, heads, value, at)) }
    return Effect(outputs, weights: DenseLayers.known(weights))
  }

  private static func grouped(_ at: Situation) -> Effect {
    let config = at.config
    guard let (query, value, key) = tensors(at) else { return Effect(nil, at.policy.compute, weights: nil) }
    let width = config.int("head_dim")
    let heads = config.int("num_query_heads")
    let shared = config.int("num_key_value_heads")
    let hasBias = config.bool("use_bias", true)
    let model = query.dims?.last ?? nil
    var weights: [Weight?] = []
    func project(_ name: String, _ input: Spec, _ heads: Int64?) {
      weights.append(at.weight(name + "/kernel", input.dims?.last ?? nil, heads, width))
      if hasBias { weights.append(at.weight(name + "/bias", heads, width)) }
    }
    project("query", query, heads)
    project("key", key, shared)
    if config.bool("use_gate", false) { project("gate", query, heads) }
    project("value", value, shared)
    weights.append(at.weight("attention_output/kernel", heads, width, model))
    if hasBias { weights.append(at.weight("attention_output/bias", model)) }
    var outputs = [Spec(dims: query.dims, dtype: at.policy.compute)]
    if givesScores(at) { outputs.append(scores(query, heads, key, at)) }
    return Effect(outputs, weights: DenseLayers.known(weights))
  }

  private static func scores(_ query: Spec, _ heads: Int64?, _ value: Spec, _ at: Situation) -> Spec {
    guard let q = query.dims, let v = value.dims, q.count == 3, v.count == 3 else { return Spec(dims: nil) }
    return Spec(dims: [q[0], heads, q[1], v[1]], dtype: at.policy.compute)
  }

  private static func plain(_ at: Situation) -> Effect {
    guard let query = at.inputs.first, at.inputs.count > 1 else {
      return Effect(nil, at.policy.compute, weights: nil)
    }
    let value = at.inputs[1]
    var weights: [Weight?] = []
    let isAdditive = at.className == "AdditiveAttention"
    if at.config.bool("use_scale", isAdditive) {
      weights.append(isAdditive ? at.weight("scale", query.dims?.last ?? nil) : at.weight("scale", []))
    }
    if !isAdditive, at.config.string("score_mode") == "concat" {
      weights.append(at.weight("concat_score_weight", []))
    }
    let dims: [Int64?]? = query.dims.flatMap { own in value.dims.map { Array(own.dropLast() + $0.suffix(1)) }
    }
    var outputs = [Spec(dims: dims, dtype: at.policy.compute)]
    if givesScores(at) {
      let key = at.inputs.count > 2 ? at.inputs[2] : value
      let scores = query.dims.flatMap { q in
        key.dims.flatMap { k in q.count == 3 && k.count == 3 ? [q[0], q[1], k[1]] : nil }
      }
      outputs.append(Spec(dims: scores, dtype: at.policy.compute))
    }
    return Effect(outputs, weights: DenseLayers.known(weights))
  }
}
