import ModelGraph

/// Layers that hold another layer.
enum Wrapping {
  static func effect(_ at: Situation) -> Effect? {
    switch at.className {
    case "TimeDistributed": timeDistributed(at)
    case "Bidirectional": bidirectional(at)
    case "SpectralNormalization": spectral(at)
    case "Lambda": coded(at)
    case "Wrapper": at.config.value("layer").map { at.inner($0, at.inputs) }
    default: nil
    }
  }

  /// A layer whose work is code: it has no weights, and a shape only where the config says so.
  private static func coded(_ at: Situation) -> Effect {
    guard let dims = Spec.dims(at.config.value("output_shape")) else { return Effect([.unknown]) }
    return Effect([Spec(dims: (at.dims?.prefix(1) ?? [nil]) + dims, dtype: .undefined)])
  }

  private static func timeDistributed(_ at: Situation) -> Effect? {
    guard let layer = at.config.value("layer") else { return nil }
    let steps = at.inputs.map { input in
      var step = input
      if let dims = input.dims, dims.count > 1 { step.dims = [dims[0]] + dims.dropFirst(2) }
      return step
    }
    var effect = at.inner(layer, steps)
    effect.outputs = effect.outputs.map { outputs in
      outputs.map { output in
        guard let own = output.dims, !own.isEmpty, let dims = at.dims, dims.count > 1 else {
          return Spec(dims: nil, dtype: output.dtype)
        }
        return Spec(dims: [dims[0], dims[1]] + own.dropFirst(), dtype: output.dtype)
      }
    }
    return effect
  }

  private static func bidirectional(_ at: Situation) -> Effect? {
    guard let layer = at.config.value("layer", "forward_layer") else { return nil }
    let sequence = Array(at.inputs.prefix(1))
    let forward = at.inner(layer, sequence)
    let backward = at.config.value("backward_layer").map { at.inner($0, sequence) } ?? forward
    let weights = forward.weights.flatMap { one in
      backward.weights.map { other in
        one.map { $0.prefixed("forward/") } + other.map { $0.prefixed("backward/") }
      }
    }
    guard let outputs = forward.outputs, let first = outputs.first else {
      return Effect(nil, weights: weights)
    }
    let states = outputs.dropFirst()
    // Null means both results, but a missing setting means the default.
    let merges = at.config.json?.members.contains { $0.name == "merge_mode" && $0.value.isNull } != true
    guard merges else { return Effect([first, first] + states + states, weights: weights) }
    var joined = first
    if at.config.string("merge_mode") ?? "concat" == "concat", let dims = first.dims, let last = dims.last {
      joined.dims = dims.dropLast() + [Size.times(last, 2)]
    }
    return Effect([joined] + states + states, weights: weights)
  }

  private static func spectral(_ at: Situation) -> Effect? {
    guard let layer = at.config.value("layer") else { return nil }
    var effect = at.inner(layer, at.inputs)
    effect.weights = effect.weights.flatMap { weights in
      guard
        let kernel = weights.first(where: { $0.name.hasSuffix("kernel") || $0.name.hasSuffix("embeddings") }),
        let last = kernel.dims.last
      else { return nil }
      return weights + [Weight(name: "vector_u", dims: [1, last], dtype: kernel.dtype, isTrainable: false)]
    }
    return effect
  }
}

extension Weight {
  /// The same under a longer name, unless that were longer than any that a person wrote.
  func prefixed(_ prefix: String) -> Weight {
    Weight(
      name: name.utf8.count < 1_000 ? prefix + name : name, dims: dims, dtype: dtype, isTrainable: isTrainable
    )
  }
}
