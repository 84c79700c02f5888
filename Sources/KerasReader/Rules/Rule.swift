import ModelGraph

/// A stored tensor of a layer, before it is a value of the graph.
struct Weight: Equatable {
  var name: String
  var dims: [Int64]
  var dtype: DataType
  /// Whether training changes it where the layer is not frozen, which it does not for moving averages; nil
  /// where a file has a tensor that no rule knows.
  var isTrainable: Bool? = true

  /// The number of elements; nil where it overflows.
  var count: Int64? { TensorRef(dataType: dtype, dims: dims).elementCount }
}

/// What a layer makes of its inputs.
struct Effect {
  /// The results; nil where not even their number is known.
  var outputs: [Spec]?
  /// The stored tensors; nil where they are not known.
  var weights: [Weight]?

  init(_ outputs: [Spec]?, weights: [Weight]? = []) {
    self.outputs = outputs
    self.weights = weights
  }

  /// One result of known shape, or of unknown shape.
  init(_ dims: [Int64?]?, _ dtype: DataType, weights: [Weight]? = []) {
    self.init([Spec(dims: dims, dtype: dtype)], weights: weights)
  }

  /// Nothing is known.
  static let unknown = Effect(nil, weights: nil)
}

/// One call of a layer as its rule sees it.
struct Situation {
  let className: String
  /// Whether it is an operation on tensors, not a layer.
  let isOperation: Bool
  /// The Python module that the class is from.
  let module: String
  let config: Config
  /// The tensors it reads, by position.
  let inputs: [Spec]
  /// The arguments that inputs are passed by, by position; nil for positional ones.
  let keywords: [String?]
  /// The types the layer computes in and stores variables in.
  let policy: (compute: DataType, variable: DataType)
  /// The entry of `inbound_nodes`, for arguments that are no tensors.
  let call: JSON?
  /// What a layer inside this one makes of some inputs.
  let inner: (_ layer: JSON, _ inputs: [Spec]) -> Effect

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
  func input(_ keyword: String, _ position: Int) -> Spec? {
    if let place = keywords.firstIndex(of: keyword) { return inputs[place] }
    return position < inputs.count && keywords[position] == nil ? inputs[position] : nil
  }
}

/// All of some weights, or nil where one is not known.
func all(_ weights: Weight?...) -> [Weight]? {
  let known = weights.compactMap { $0 }
  return known.count == weights.count ? known : nil
}

/// What Foldout knows of layer classes: one family a file, asked in turn.
enum Rules {
  private static let families: [@Sendable (Situation) -> Effect?] = [
    Convolution.effect, Pooling.effect, DenseLayers.effect, Normalizing.effect, PassThrough.effect,
    Merging.effect,
    Reshaping.effect, Padding.effect, Attending.effect, Recurrent.effect, Wrapping.effect,
    Preprocessing.effect, Operations.effect,
  ]

  /// What a call makes of its inputs.
  static func effect(_ situation: Situation) -> Effect {
    if situation.isOperation { return Operations.effect(situation) ?? .unknown }
    for family in families { if let effect = family(situation) { return effect } }
    return .unknown
  }
}

/// Arithmetic on dims that may be unknown and come from a file. Everything saturates to unknown.
enum Size {
  static func times(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : product
  }

  static func plus(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }

  static func minus(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b else { return nil }
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? nil : difference
  }

  /// Division, rounded down.
  static func floorDivided(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a, let b, b > 0 else { return nil }
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }

  /// Division, rounded up.
  static func ceilDivided(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let quotient = floorDivided(a, b), let a, let b else { return nil }
    return a % b == 0 ? quotient : quotient + 1
  }

  /// The product of dims; unknown where one is.
  static func product(_ dims: some Sequence<Int64?>) -> Int64? { dims.reduce(1) { times($0, $1) } }

  /// How far a window reaches: `(kernel − 1) · dilation + 1`.
  static func reach(_ kernel: Int64, _ dilation: Int64) -> Int64? {
    plus(times(minus(kernel, 1), dilation), 1)
  }

  /// What a window leaves of an axis.
  static func window(_ size: Int64?, kernel: Int64, stride: Int64, dilation: Int64, padding: String) -> Int64?
  {
    guard stride > 0 else { return nil }
    guard padding == "valid" else { return ceilDivided(size, stride) }
    return plus(floorDivided(minus(size, reach(kernel, dilation)), stride), 1)
  }

  /// The position of an axis counted from the end where negative, or nil.
  static func axis(_ axis: Int64, _ rank: Int) -> Int? {
    let place = axis < 0 ? axis + Int64(rank) : axis
    return (0..<Int64(rank)).contains(place) ? Int(place) : nil
  }
}
