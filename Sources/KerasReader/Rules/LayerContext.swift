import JSONInput
import ModelGraph

/// One call of a layer, as a rule sees it.
struct LayerContext {
  let className: String
  /// Whether it is an operation on tensors, not a layer.
  let isOperation: Bool
  /// The Python module that the class is from.
  let module: String
  let config: Config
  /// The tensors it reads, by position.
  let inputs: [TensorSpec]
  /// The arguments that inputs are passed by, by position; nil for positional ones.
  let keywords: [String?]
  /// The types the layer computes in and stores variables in.
  let policy: (compute: DataType, variable: DataType)
  /// The entry of `inbound_nodes`, for arguments that are no tensors.
  let call: JSON?
  /// The result of a layer inside this one for some inputs.
  let inner: (_ layer: JSON, _ inputs: [TensorSpec]) -> LayerResult

  /// The first input's dims.
  var dims: [Int64?]? { inputs.first?.dims }

  /// The first input's last dim, where it is known.
  var lastDim: Int64? { dims?.last ?? nil }

  /// A float weight of the layer's own type.
  func weight(_ name: String, _ dims: Int64?..., trainable: Bool = true) -> Weight? {
    weight(name, dims, trainable: trainable)
  }

  /// The same with the dims as a list; nil where one of them is not known.
  func weight(_ name: String, _ dims: [Int64?], trainable: Bool = true) -> Weight? {
    let known = dims.compactMap { $0 }
    guard known.count == dims.count, known.allSatisfy({ $0 >= 0 }) else { return nil }
    return Weight(name: name, dims: known, dtype: policy.variable, isTrainable: trainable)
  }

  /// The input passed by a keyword, else the one at a position.
  func input(_ keyword: String, _ position: Int) -> TensorSpec? {
    if let place = keywords.firstIndex(of: keyword) { return inputs[place] }
    return position < inputs.count && keywords[position] == nil ? inputs[position] : nil
  }
}
