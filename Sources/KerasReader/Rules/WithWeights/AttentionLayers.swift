import JSONInput
import ModelGraph

/// Attention layers.
enum AttentionLayers {
  static let rules: [LayerRule] = [
    LayerRule("MultiHeadAttention", apply: multiHead),
    LayerRule("GroupQueryAttention", "GroupedQueryAttention", apply: grouped),
    LayerRule("Attention", "AdditiveAttention", apply: plain),
  ]

  /// Keras passes `query`, `value`, `key`, in this order or by name; a missing key is the value.
  private static func tensors(_ context: LayerContext) -> (
    query: TensorSpec, value: TensorSpec, key: TensorSpec
  )? {
    guard let query = context.input("query", 0) ?? context.inputs.first, let value = context.input("value", 1)
    else {
      return nil
    }
    return (query, value, context.input("key", 2) ?? value)
  }

  private static func givesScores(_ context: LayerContext) -> Bool {
    func asks(_ json: JSON?) -> Bool { json?["return_attention_scores"]?.bool ?? false }
    if asks(context.call?["kwargs"]) { return true }
    // Keras 2 keeps keyword arguments behind the first tensor.
    guard let first = context.call?.elements.first(where: { $0.isArray }) else { return false }
    return first.elements.contains { asks($0) }
  }

  private static func multiHead(_ context: LayerContext) -> LayerResult {
    let config = context.config
    guard let (query, value, key) = tensors(context) else {
      return LayerResult(nil, context.policy.compute, weights: nil)
    }
    let heads = config.int("num_heads")
    let keyWidth = config.int("key_dim")
    let valueWidth = config.int("value_dim") ?? keyWidth
    var projections = Projections(context)
    projections.add("query", query, heads, keyWidth)
    projections.add("key", key, heads, keyWidth)
    if config.bool("use_gate", false) { projections.add("gate", query, heads, valueWidth) }
    projections.add("value", value, heads, valueWidth)
    let out = config.ints("output_shape").map { $0.map { Optional($0) } } ?? [query.dims?.last ?? nil]
    projections.add("attention_output", kernel: [heads, valueWidth] + out, bias: out)
    var outputs = [TensorSpec(dims: query.dims.map { $0.dropLast() + out }, dtype: context.policy.compute)]
    if givesScores(context) { outputs.append(scores(query, heads, value, context)) }
    return LayerResult(outputs, weights: DenseLayers.known(projections.weights))
  }

  private static func grouped(_ context: LayerContext) -> LayerResult {
    let config = context.config
    guard let (query, value, key) = tensors(context) else {
      return LayerResult(nil, context.policy.compute, weights: nil)
    }
    let width = config.int("head_dim")
    let heads = config.int("num_query_heads")
    let shared = config.int("num_key_value_heads")
    let model = query.dims?.last ?? nil
    var projections = Projections(context)
    projections.add("query", query, heads, width)
    projections.add("key", key, shared, width)
    if config.bool("use_gate", false) { projections.add("gate", query, heads, width) }
    projections.add("value", value, shared, width)
    projections.add("attention_output", kernel: [heads, width, model], bias: [model])
    var outputs = [TensorSpec(dims: query.dims, dtype: context.policy.compute)]
    if givesScores(context) { outputs.append(scores(query, heads, key, context)) }
    return LayerResult(outputs, weights: DenseLayers.known(projections.weights))
  }

  /// The weights of projections, with a bias each where the layer has any.
  private struct Projections {
    private(set) var weights: [Weight?] = []
    private let context: LayerContext
    private let hasBias: Bool

    init(_ context: LayerContext) {
      self.context = context
      hasBias = context.config.bool("use_bias", true)
    }

    /// Adds the projection of an input to heads of a width.
    mutating func add(_ name: String, _ input: TensorSpec, _ heads: Int64?, _ width: Int64?) {
      add(name, kernel: [input.dims?.last ?? nil, heads, width], bias: [heads, width])
    }

    mutating func add(_ name: String, kernel: [Int64?], bias: [Int64?]) {
      weights.append(context.weight(name + "/kernel", kernel))
      if hasBias { weights.append(context.weight(name + "/bias", bias)) }
    }
  }

  private static func scores(
    _ query: TensorSpec, _ heads: Int64?, _ value: TensorSpec, _ context: LayerContext
  ) -> TensorSpec {
    guard let q = query.dims, let v = value.dims, q.count == 3, v.count == 3 else {
      return TensorSpec(dims: nil)
    }
    return TensorSpec(dims: [q[0], heads, q[1], v[1]], dtype: context.policy.compute)
  }

  private static func plain(_ context: LayerContext) -> LayerResult {
    guard let query = context.inputs.first, context.inputs.count > 1 else {
      return LayerResult(nil, context.policy.compute, weights: nil)
    }
    let value = context.inputs[1]
    var weights: [Weight?] = []
    let isAdditive = context.className == "AdditiveAttention"
    if context.config.bool("use_scale", isAdditive) {
      weights.append(
        isAdditive ? context.weight("scale", query.dims?.last ?? nil) : context.weight("scale", []))
    }
    if !isAdditive, context.config.string("score_mode") == "concat" {
      weights.append(context.weight("concat_score_weight", []))
    }
    let dims: [Int64?]? = query.dims.flatMap { own in value.dims.map { Array(own.dropLast() + $0.suffix(1)) }
    }
    var outputs = [TensorSpec(dims: dims, dtype: context.policy.compute)]
    if givesScores(context) {
      let key = context.inputs.count > 2 ? context.inputs[2] : value
      let scores = query.dims.flatMap { q in
        key.dims.flatMap { k in q.count == 3 && k.count == 3 ? [q[0], q[1], k[1]] : nil }
      }
      outputs.append(TensorSpec(dims: scores, dtype: context.policy.compute))
    }
    return LayerResult(outputs, weights: DenseLayers.known(weights))
  }
}
