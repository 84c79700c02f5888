import ModelGraph

/// The types of a model's inputs, as far as the file says.
enum InputShapes {
  /// The tensor of an input layer; nil where its config has no shape.
  static func spec(_ layer: Layer) -> TensorSpec? {
    let config = layer.config
    guard let dims = TensorSpec.dims(config.value("batch_shape", "batch_input_shape")) else {
      return config.value("dtype") == nil
        ? nil : TensorSpec(dims: nil, dtype: TensorSpec.dtype(config.value("dtype")) ?? .undefined)
    }
    return TensorSpec(dims: dims, dtype: TensorSpec.dtype(config.value("dtype", "input_dtype")) ?? .float32)
  }

  /// The tensor that a model without an input layer takes: what its first layer, or its own build, says.
  static func firstSpec(_ owner: Layer, _ first: Layer) -> TensorSpec {
    if let dims = TensorSpec.dims(first.config.value("batch_input_shape", "batch_shape")) {
      let isTable = first.className == "Embedding"
      return TensorSpec(
        dims: dims,
        dtype: isTable ? .int32 : TensorSpec.dtype(first.config.value("input_dtype", "dtype")) ?? .float32)
    }
    if let subModel = first.subModel, let inner = subModel.layers.first {
      if inner.className == "InputLayer" { return spec(inner) ?? .unknown }
      return firstSpec(first, inner)
    }
    if let dims = TensorSpec.dims(owner.config.value("build_input_shape")) {
      return TensorSpec(dims: dims, dtype: .undefined)
    }
    return owner.buildShapes.first ?? first.buildShapes.first ?? .unknown
  }
}
