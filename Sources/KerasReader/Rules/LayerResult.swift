import ModelGraph

/// The results of one call of a layer.
struct LayerResult {
  /// The results; nil where not even their number is known.
  var outputs: [TensorSpec]?
  /// The stored tensors; nil where they are not known.
  var weights: [Weight]?

  init(_ outputs: [TensorSpec]?, weights: [Weight]? = []) {
    self.outputs = outputs
    self.weights = weights
  }

  /// One result of known shape, or of unknown shape.
  init(_ dims: [Int64?]?, _ dtype: DataType, weights: [Weight]? = []) {
    self.init([TensorSpec(dims: dims, dtype: dtype)], weights: weights)
  }

  /// Nothing is known.
  static let unknown = LayerResult(nil, weights: nil)
}
