import ModelGraph

/// Operations on tensors, which Keras 3 lists among the layers by class (`GetItem`, `Matmul`).
enum Operations {
  /// Operations on each element of one tensor.
  private static let unary: Set<String> = Set(
    """
    Absolute Abs Fabs Negative Sign Square Sqrt Rsqrt Reciprocal Exp Exp2 Expm1 Log Log10 Log1p Log2 Sin Cos Tan Sinh \
    Cosh Tanh Arcsin Arccos Arctan Arcsinh Arccosh Arctanh Ceil Floor Round Trunc Clip Copy StopGradient Identity \
    Relu Relu6 Sigmoid SparseSigmoid Softplus Softsign SoftShrink SparsePlus Silu Squareplus LogSigmoid LeakyRelu \
    HardSigmoid HardSilu Elu Selu Gelu Celu TanhShrink HardTanh HardShrink Threshold LogSoftmax Sparsemax Erf Erfinv \
    Erfc Cbrt Deg2rad Rad2deg I0 Sinc Heaviside OnesLike ZerosLike EmptyLike FullLike NanToNum Cumsum Cumprod Nancumsum \
    Nancumprod Flip Fliplr Flipud Roll Tril Triu Normalize RMSNorm LayerNorm BatchNorm Sort
    """.split(separator: " ").map(String.init))
  /// Operations on pairs of elements.
  private static let binary: Set<String> = Set(
    """
    Add Subtract Multiply Divide TrueDivide DivideNoNan FloorDivide Mod Fmod Power Maximum Minimum Fmax Fmin Arctan2 \
    Hypot Logaddexp Logaddexp2 Nextafter Gcd Lcm Ldexp BitwiseAnd BitwiseOr BitwiseXor
    """.split(separator: " ").map(String.init))
  /// Operations that give truth values.
  private static let tests: Set<String> = Set(
    """
    Equal NotEqual Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr LogicalXor LogicalNot Isclose Isfinite Isinf \
    Isnan Isneginf Isposinf
    """.split(separator: " ").map(String.init))
  private static let reductions: Set<String> = Set(
    "Sum Mean Max Min Amax Amin Prod Std Var Median Any All Argmax Argmin Logsumexp CountNonzero".split(
      separator: " "
    )
    .map(String.init))

  static func effect(_ at: Situation) -> Effect? {
    let dtype = at.inputs.first?.dtype ?? .undefined
    func result(_ dims: [Int64?]?, _ other: DataType? = nil) -> Effect {
      Effect([Spec(dims: dims, dtype: other ?? dtype)])
    }
    let name = at.className
    if unary.contains(name) { return result(at.dims) }
    if binary.contains(name) { return result(Merging.broadcast(at.inputs.map(\.dims))) }
    if tests.contains(name) { return result(Merging.broadcast(at.inputs.map(\.dims)), .bool) }
    if reductions.contains(name) {
      let type: DataType? = name == "Any" || name == "All" ? .bool : name.hasPrefix("Arg") ? .int32 : nil
      return result(reduced(at), type)
    }
    switch name {
    case "Cast", "SaturateCast": return result(at.dims, Spec.dtype(at.config.json?["dtype"]) ?? .undefined)
    case "ExpandDims": return result(expanded(at))
    case "Squeeze": return result(squeezed(at))
    case "Transpose": return result(transposed(at))
    case "Reshape":
      guard let dims = at.dims, let target = at.config.ints("newshape") else { return result(nil) }
      return result(Reshaping.reshaped(dims, target))
    case "Concatenate": return Merging.concatenated(at, at.config.int("axis") ?? 0)
    case "Stack": return result(stacked(at))
    case "Matmul": return result(product(at))
    case "GetItem": return result(sliced(at))
    default: return nil
    }
  }

  private static func axes(_ at: Situation, _ rank: Int) -> [Int]? {
    guard let given = at.config.ints("axis", "dim") else { return nil }
    let places = given.compactMap { Size.axis($0, rank) }
    return places.count == given.count ? places : []
  }

  private static func reduced(_ at: Situation) -> [Int64?]? {
    guard let dims = at.dims, at.inputs.count == 1 else { return nil }
    let gone = axes(at, dims.count) ?? Array(dims.indices)
    let keeps = at.config.bool("keepdims", false)
    return dims.indices.compactMap { axis -> Int64?? in
      gone.contains(axis) ? (keeps ? .some(1) : nil) : .some(dims[axis])
    }
  }

  private static func expanded(_ at: Situation) -> [Int64?]? {
    guard var dims = at.dims, let given = at.config.ints("axis") else { return nil }
    let rank = dims.count + given.count
    for place in given.compactMap({ Size.axis($0, rank) }).sorted() where place <= dims.count {
      dims.insert(1, at: place)
    }
    return dims.count == rank ? dims : nil
  }

  private static func squeezed(_ at: Situation) -> [Int64?]? {
    guard let dims = at.dims else { return nil }
    let gone = axes(at, dims.count) ?? dims.indices.filter { dims[$0] == 1 }
    return dims.indices.filter { !gone.contains($0) }.map { dims[$0] }
  }

  private static func transposed(_ at: Situation) -> [Int64?]? {
    guard let dims = at.dims else { return nil }
    guard let order = at.config.ints("axes") else { return dims.reversed() }
    let places = order.compactMap { Size.axis($0, dims.count) }
    return places.count == dims.count ? places.map { dims[$0] } : nil
  }

  private static func stacked(_ at: Situation) -> [Int64?]? {
    guard var dims = at.dims, let place = Size.axis(at.config.int("axis") ?? 0, dims.count + 1) else {
      return nil
    }
    dims.insert(Int64(at.inputs.count), at: place)
    return dims
  }

  private static func product(_ at: Situation) -> [Int64?]? {
    guard at.inputs.count == 2, let a = at.inputs[0].dims, let b = at.inputs[1].dims, a.count > 1, b.count > 1
    else {
      return nil
    }
    guard let batch = Merging.broadcast([Array(a.dropLast(2)), Array(b.dropLast(2))]) else { return nil }
    return batch + [a[a.count - 2], b[b.count - 1]]
  }

  /// Follows a subscript of numbers, slices and new axes; unknown for anything else.
  private static func sliced(_ at: Situation) -> [Int64?]? {
    guard let dims = at.dims, let arguments = at.call?["args"], arguments.count == 2,
      let key = arguments.elements.dropFirst().first(where: { _ in true })
    else { return nil }
    let parts = key.isArray ? Array(key.elements) : [key]
    var result: [Int64?] = []
    var axis = 0
    for part in parts {
      if part.isNull {
        result.append(1)
        continue
      }
      guard axis < dims.count else { return nil }
      if part.int != nil {
        axis += 1
      } else if part["class_name"]?.string == "__slice__" {
        result.append(length(of: dims[axis], part["config"]))
        axis += 1
      } else {
        return nil
      }
    }
    return result + dims[axis...]
  }

  private static func length(of size: Int64?, _ slice: JSON?) -> Int64? {
    let step = slice?["step"]?.int ?? 1
    if slice?["start"] == nil, slice?["stop"] == nil, step == 1 { return size }
    guard let size, step > 0 else { return nil }
    func place(_ json: JSON?, _ other: Int64) -> Int64 {
      guard let own = json?.int else { return other }
      return min(max(own < 0 ? Size.plus(own, size) ?? 0 : own, 0), size)
    }
    let start = place(slice?["start"], 0)
    let stop = place(slice?["stop"], size)
    return stop > start ? Size.ceilDivided(stop - start, step) : 0
  }
}
