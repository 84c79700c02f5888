import ModelGraph

/// What a file says of the data that a model takes.
enum InputShapes {
  /// The tensor of an input layer; nil where its config gives no shape.
  static func spec(_ layer: Layer) -> Spec? {
    let config = layer.config
    guard let dims = Spec.dims(config.value("batch_shape", "batch_input_shape")) else {
      return config.value("dtype") == nil
        ? nil : Spec(dims: nil, dtype: Spec.dtype(config.value("dtype")) ?? .undefined)
    }
    return Spec(dims: dims, dtype: Spec.dtype(config.value("dtype", "input_dtype")) ?? .float32)
  }

  /// The tensor that a model without an input layer takes: what its first layer, or its own build, says.
  static func firstSpec(_ owner: Layer, _ first: Layer) -> Spec {
    if let dims = Spec.dims(first.config.value("batch_input_shape", "batch_shape")) {
      let isTable = first.className == "Embedding"
      return Spec(
        dims: dims,
        dtype: isTable ? .int32 : Spec.dtype(first.config.value("input_dtype", "dtype")) ?? .float32)
    }
    if let parts = first.parts, let inner = parts.layers.first {
      if inner.className == "InputLayer" { return spec(inner) ?? .unknown }
      return firstSpec(first, inner)
    }
    if let dims = Spec.dims(owner.config.value("build_input_shape")) {
      return Spec(dims: dims, dtype: .undefined)
    }
    return owner.buildShapes.first ?? first.buildShapes.first ?? .unknown
  }
}
