import ModelGraph

/// Layers that hold another layer.
enum WrapperLayers {
  static let rules: [LayerRule] = [
    LayerRule("TimeDistributed", apply: timeDistributed), LayerRule("Bidirectional", apply: bidirectional),
    LayerRule("SpectralNormalization", apply: spectral), LayerRule("Lambda", apply: coded),
    LayerRule("Wrapper") { context in context.config.value("layer").map { context.inner($0, context.inputs) }
    },
  ]

  /// A layer whose work is code: it has no weights, and a shape only where the config says so.
  private static func coded(_ context: LayerContext) -> LayerResult {
    guard let dims = TensorSpec.dims(context.config.value("output_shape")) else {
      return LayerResult([.unknown])
    }
    return LayerResult([TensorSpec(dims: (context.dims?.prefix(1) ?? [nil]) + dims, dtype: .undefined)])
  }

  private static func timeDistributed(_ context: LayerContext) -> LayerResult? {
    guard let layer = context.config.value("layer") else { return nil }
    let steps = context.inputs.map { input in
      var step = input
      if let dims = input.dims, dims.count > 1 { step.dims = [dims[0]] + dims.dropFirst(2) }
      return step
    }
    var result = context.inner(layer, steps)
    result.outputs = result.outputs.map { outputs in
      outputs.map { output in
        guard let own = output.dims, !own.isEmpty, let dims = context.dims, dims.count > 1 else {
          return TensorSpec(dims: nil, dtype: output.dtype)
        }
        return TensorSpec(dims: [dims[0], dims[1]] + own.dropFirst(), dtype: output.dtype)
      }
    }
    return result
  }

  private static func bidirectional(_ context: LayerContext) -> LayerResult? {
    guard let layer = context.config.value("layer", "forward_layer") else { return nil }
    let sequence = Array(context.inputs.prefix(1))
    let forward = context.inner(layer, sequence)
    let backward = context.config.value("backward_layer").map { context.inner($0, sequence) } ?? forward
    let weights = forward.weights.flatMap { one in
      backward.weights.map { other in
        one.map { $0.prefixed("forward/") } + other.map { $0.prefixed("backward/") }
      }
    }
    guard let outputs = forward.outputs, let first = outputs.first else {
      return LayerResult(nil, weights: weights)
    }
    let states = outputs.dropFirst()
    // Null means both results, but a missing setting means the default.
    let merges = context.config.json?.members.contains { $0.name == "merge_mode" && $0.value.isNull } != true
    guard merges else { return LayerResult([first, first] + states + states, weights: weights) }
    var joined = first
    if context.config.string("merge_mode") ?? "concat" == "concat", let dims = first.dims,
      let last = dims.last
    {
      joined.dims = dims.dropLast() + [DimMath.times(last, 2)]
    }
    return LayerResult([joined] + states + states, weights: weights)
  }

  private static func spectral(_ context: LayerContext) -> LayerResult? {
    guard let layer = context.config.value("layer") else { return nil }
    var result = context.inner(layer, context.inputs)
    result.weights = result.weights.flatMap { weights in
      guard
        let kernel = weights.first(where: { $0.name.hasSuffix("kernel") || $0.name.hasSuffix("embeddings") }),
        let last = kernel.dims.last
      else { return nil }
      return weights + [Weight(name: "vector_u", dims: [1, last], dtype: kernel.dtype, isTrainable: false)]
    }
    return result
  }
}
