import ModelGraph

/// Dense layers and embedding tables, quantised ones and those with low-rank adapters too.
enum DenseLayers {
  static let rules: [LayerRule] = [
    LayerRule("Dense", "TimeDistributedDense", apply: dense), LayerRule("EinsumDense", apply: einsum),
    LayerRule("Embedding", "ReversibleEmbedding", apply: embedding),
    LayerRule("Highway", "MaxoutDense", apply: legacy),
  ]

  private static func dense(_ context: LayerContext) -> LayerResult {
    let config = context.config
    let units = config.int("units", "output_dim")
    // The last dim of what comes in, else what the first layer of a Keras 1 model says.
    let width = context.lastDim ?? config.int("input_dim")
    var weights = QuantizedWeights.kernel(context, [width, units], units: units, axis: 0)
    if config.bool(config.json?["bias"] == nil ? "use_bias" : "bias", true) {
      weights.append(context.weight("bias", units))
    }
    weights += adapter(config, "lora_kernel", [width], [units])
    return LayerResult(
      context.dims.map { $0.dropLast() + [units] }, context.policy.compute, weights: known(weights))
  }

  private static func embedding(_ context: LayerContext) -> LayerResult {
    let config = context.config
    let rows = config.int("input_dim")
    let width = config.int("output_dim")
    var weights = QuantizedWeights.table(context, rows, width)
    weights += adapter(config, "lora_embeddings", [rows], [width])
    if context.className == "ReversibleEmbedding" {
      if !config.bool("tie_weights", true) {
        weights.append(context.weight("reverse_embeddings", width, rows))
      }
      if case .some(let arguments) = context.call?["kwargs"], arguments["reverse"]?.bool == true {
        return LayerResult(
          context.dims.map { $0.dropLast() + [rows] }, context.policy.compute, weights: known(weights))
      }
    }
    var dims = context.dims
    if let length = config.ints("input_length"), let own = dims, own.count == length.count + 1 {
      for (axis, size) in length.enumerated() where own[axis + 1] == nil { dims?[axis + 1] = size }
    }
    return LayerResult(dims.map { $0 + [width] }, context.policy.compute, weights: known(weights))
  }

  private static func einsum(_ context: LayerContext) -> LayerResult {
    guard let equation = context.config.string("equation"), let dims = context.dims,
      let einsum = EinsumDense(
        equation, input: dims,
        output: TensorSpec.dims(context.config.value("output_shape")) ?? context.config.ints("output_shape")
          ?? [],
        biasAxes: context.config.string("bias_axes"))
    else { return LayerResult(nil, context.policy.compute, weights: nil) }
    var weights = QuantizedWeights.einsumKernel(context, einsum)
    if let bias = einsum.bias { weights.append(context.weight("bias", bias)) }
    weights += adapter(
      context.config, "lora_kernel", Array(einsum.kernel.dropLast()), einsum.kernel.suffix(1))
    return LayerResult(einsum.output, context.policy.compute, weights: known(weights))
  }

  /// Layers that only Keras 1 had.
  private static func legacy(_ context: LayerContext) -> LayerResult {
    let bias = context.config.bool("bias", true)
    let width = context.lastDim ?? context.config.int("input_dim")
    if context.className == "Highway" {
      var weights = [context.weight("W", width, width), context.weight("W_carry", width, width)]
      if bias { weights += [context.weight("b", width), context.weight("b_carry", width)] }
      return LayerResult(context.dims, context.policy.compute, weights: known(weights))
    }
    let features = context.config.int("nb_feature")
    let units = context.config.int("output_dim")
    var weights = [context.weight("W", features, width, units)]
    if bias { weights.append(context.weight("b", features, units)) }
    return LayerResult(
      context.dims.map { $0.dropLast() + [units] }, context.policy.compute, weights: known(weights))
  }

  /// The two factors of a low-rank adapter, where there is one.
  private static func adapter(_ config: Config, _ name: String, _ rows: [Int64?], _ columns: [Int64?])
    -> [Weight?]
  {
    guard let rank = config.int("lora_rank") else { return [] }
    return [(name + "_a", rows + [rank]), (name + "_b", [rank] + columns)].map { name, dims in
      let known = dims.compactMap { $0 }
      return known.count == dims.count ? Weight(name: name, dims: known, dtype: .float32) : nil
    }
  }

  static func known(_ weights: [Weight?]) -> [Weight]? {
    let known = weights.compactMap { $0 }
    return known.count == weights.count ? known : nil
  }
}
