import ModelGraph

/// Dense layers and embedding tables, quantised ones and those with low-rank adapters too.
enum DenseLayers {
  static func effect(_ at: Situation) -> Effect? {
    switch at.className {
    case "Dense": dense(at)
    case "TimeDistributedDense": dense(at)
    case "EinsumDense": einsum(at)
    case "Embedding", "ReversibleEmbedding": embedding(at)
    case "Highway", "MaxoutDense": legacy(at)
    default: nil
    }
  }

  private static func dense(_ at: Situation) -> Effect {
    let config = at.config
    let units = config.int("units", "output_dim")
    // The last dim of what comes in, else what the first layer of a Keras 1 model says.
    let width = at.lastDim ?? config.int("input_dim")
    var weights = Quantization.kernel(at, [width, units], units: units, axis: 0)
    if config.bool(config.json?["bias"] == nil ? "use_bias" : "bias", true) {
      weights.append(at.weight("bias", units))
    }
    weights += adapter(config, "lora_kernel", [width], [units])
    return Effect(at.dims.map { $0.dropLast() + [units] }, at.policy.compute, weights: known(weights))
  }

  private static func embedding(_ at: Situation) -> Effect {
    let config = at.config
    let rows = config.int("input_dim")
    let width = config.int("output_dim")
    var weights = Quantization.table(at, rows, width)
    weights += adapter(config, "lora_embeddings", [rows], [width])
    if at.className == "ReversibleEmbedding" {
      if !config.bool("tie_weights", true) { weights.append(at.weight("reverse_embeddings", width, rows)) }
      if case .some(let arguments) = at.call?["kwargs"], arguments["reverse"]?.bool == true {
        return Effect(at.dims.map { $0.dropLast() + [rows] }, at.policy.compute, weights: known(weights))
      }
    }
    var dims = at.dims
    if let length = config.ints("input_length"), let own = dims, own.count == length.count + 1 {
      for (axis, size) in length.enumerated() where own[axis + 1] == nil { dims?[axis + 1] = size }
    }
    return Effect(dims.map { $0 + [width] }, at.policy.compute, weights: known(weights))
  }

  private static func einsum(_ at: Situation) -> Effect {
    guard let equation = at.config.string("equation"), let dims = at.dims,
      let einsum = Einsum(
        equation, input: dims,
        output: Spec.dims(at.config.value("output_shape")) ?? at.config.ints("output_shape") ?? [],
        biasAxes: at.config.string("bias_axes"))
    else { return Effect(nil, at.policy.compute, weights: nil) }
    var weights = Quantization.einsumKernel(at, einsum)
    if let bias = einsum.bias { weights.append(at.weight("bias", bias)) }
    weights += adapter(at.config, "lora_kernel", Array(einsum.kernel.dropLast()), einsum.kernel.suffix(1))
    return Effect(einsum.output, at.policy.compute, weights: known(weights))
  }

  /// Layers that only Keras 1 had.
  private static func legacy(_ at: Situation) -> Effect {
    let bias = at.config.bool("bias", true)
    let width = at.lastDim ?? at.config.int("input_dim")
    if at.className == "Highway" {
      var weights = [at.weight("W", width, width), at.weight("W_carry", width, width)]
      if bias { weights += [at.weight("b", width), at.weight("b_carry", width)] }
      return Effect(at.dims, at.policy.compute, weights: known(weights))
    }
    let features = at.config.int("nb_feature")
    let units = at.config.int("output_dim")
    var weights = [at.weight("W", features, width, units)]
    if bias { weights.append(at.weight("b", features, units)) }
    return Effect(at.dims.map { $0.dropLast() + [units] }, at.policy.compute, weights: known(weights))
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
