import JSONInput
import ModelGraph

/// Operations on tensors, which Keras 3 lists among the layers by class (`GetItem`, `Matmul`).
enum TensorOperations {
  /// Operations on each element of one tensor.
  private static let unary = names(
    """
    Absolute Abs Fabs Negative Sign Square Sqrt Rsqrt Reciprocal Exp Exp2 Expm1 Log Log10 Log1p Log2 Sin
    Cos Tan Sinh Cosh Tanh Arcsin Arccos Arctan Arcsinh Arccosh Arctanh Ceil Floor Round Trunc Clip Copy
    StopGradient Identity Relu Relu6 Sigmoid SparseSigmoid Softplus Softsign SoftShrink SparsePlus Silu
    Squareplus LogSigmoid LeakyRelu HardSigmoid HardSilu Elu Selu Gelu Celu TanhShrink HardTanh
    HardShrink Threshold LogSoftmax Sparsemax Erf Erfinv Erfc Cbrt Deg2rad Rad2deg I0 Sinc Heaviside
    OnesLike ZerosLike EmptyLike FullLike NanToNum Cumsum Cumprod Nancumsum Nancumprod Flip Fliplr
    Flipud Roll Tril Triu Normalize RMSNorm LayerNorm BatchNorm Sort
    """)
  /// Operations on pairs of elements.
  private static let binary = names(
    """
    Add Subtract Multiply Divide TrueDivide DivideNoNan FloorDivide Mod Fmod Power Maximum Minimum Fmax
    Fmin Arctan2 Hypot Logaddexp Logaddexp2 Nextafter Gcd Lcm Ldexp BitwiseAnd BitwiseOr BitwiseXor
    """)
  /// Operations with boolean results.
  private static let tests = names(
    """
    Equal NotEqual Greater GreaterEqual Less LessEqual LogicalAnd LogicalOr LogicalXor LogicalNot
    Isclose Isfinite Isinf Isnan Isneginf Isposinf
    """)
  /// Operations that take axes away.
  private static let reductions = names(
    """
    Sum Mean Max Min Amax Amin Prod Std Var Median Any All Argmax Argmin Logsumexp CountNonzero
    """)

  private static let inPlace = Set(unary + binary + tests + ["Cast", "SaturateCast"])

  /// Whether every axis of the result is the same axis of the arguments.
  static func keepsAxes(_ name: String) -> Bool { inPlace.contains(name) }

  static let rules: [LayerRule] = [
    LayerRule(unary) { result($0, $0.dims) },
    LayerRule(binary) { result($0, MergingLayers.broadcast($0.inputs.map(\.dims))) },
    LayerRule(tests) { result($0, MergingLayers.broadcast($0.inputs.map(\.dims)), .bool) },
    LayerRule(reductions) { context in
      let name = context.className
      let type: DataType? = name == "Any" || name == "All" ? .bool : name.hasPrefix("Arg") ? .int32 : nil
      return result(context, reduced(context), type)
    },
    LayerRule("Cast", "SaturateCast") { context in
      result(context, context.dims, TensorSpec.dtype(context.config.json?["dtype"]) ?? .undefined)
    },
    LayerRule("ExpandDims") { result($0, expanded($0)) }, LayerRule("Squeeze") { result($0, squeezed($0)) },
    LayerRule("Transpose") { result($0, transposed($0)) }, LayerRule("Reshape") { result($0, reshaped($0)) },
    LayerRule("Concatenate") { MergingLayers.concatenated($0, $0.config.int("axis") ?? 0) },
    LayerRule("Stack") { result($0, stacked($0)) }, LayerRule("Matmul") { result($0, product($0)) },
    LayerRule("GetItem") { result($0, sliced($0)) },
  ]

  private static func names(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// One tensor, of the first input's type unless another is given.
  private static func result(_ context: LayerContext, _ dims: [Int64?]?, _ other: DataType? = nil)
    -> LayerResult
  {
    LayerResult([TensorSpec(dims: dims, dtype: other ?? context.inputs.first?.dtype ?? .undefined)])
  }

  private static func reshaped(_ context: LayerContext) -> [Int64?]? {
    guard let dims = context.dims, let target = context.config.ints("newshape") else { return nil }
    return ReshapingLayers.reshaped(dims, target)
  }

  private static func axes(_ context: LayerContext, _ rank: Int) -> [Int]? {
    guard let given = context.config.ints("axis", "dim") else { return nil }
    let places = given.compactMap { DimMath.axis($0, rank) }
    return places.count == given.count ? places : []
  }

  private static func reduced(_ context: LayerContext) -> [Int64?]? {
    guard let dims = context.dims, context.inputs.count == 1 else { return nil }
    let gone = axes(context, dims.count) ?? Array(dims.indices)
    let keeps = context.config.bool("keepdims", false)
    return dims.indices.compactMap { axis -> Int64?? in
      gone.contains(axis) ? (keeps ? .some(1) : nil) : .some(dims[axis])
    }
  }

  private static func expanded(_ context: LayerContext) -> [Int64?]? {
    guard var dims = context.dims, let given = context.config.ints("axis") else { return nil }
    let rank = dims.count + given.count
    for place in given.compactMap({ DimMath.axis($0, rank) }).sorted() where place <= dims.count {
      dims.insert(1, at: place)
    }
    return dims.count == rank ? dims : nil
  }

  private static func squeezed(_ context: LayerContext) -> [Int64?]? {
    guard let dims = context.dims else { return nil }
    let gone = axes(context, dims.count) ?? dims.indices.filter { dims[$0] == 1 }
    return dims.indices.filter { !gone.contains($0) }.map { dims[$0] }
  }

  private static func transposed(_ context: LayerContext) -> [Int64?]? {
    guard let dims = context.dims else { return nil }
    guard let order = context.config.ints("axes") else { return dims.reversed() }
    let places = order.compactMap { DimMath.axis($0, dims.count) }
    return places.count == dims.count ? places.map { dims[$0] } : nil
  }

  private static func stacked(_ context: LayerContext) -> [Int64?]? {
    guard var dims = context.dims, let place = DimMath.axis(context.config.int("axis") ?? 0, dims.count + 1)
    else {
      return nil
    }
    dims.insert(Int64(context.inputs.count), at: place)
    return dims
  }

  private static func product(_ context: LayerContext) -> [Int64?]? {
    guard context.inputs.count == 2, let a = context.inputs[0].dims, let b = context.inputs[1].dims,
      a.count > 1, b.count > 1
    else {
      return nil
    }
    guard let batch = MergingLayers.broadcast([Array(a.dropLast(2)), Array(b.dropLast(2))]) else {
      return nil
    }
    return batch + [a[a.count - 2], b[b.count - 1]]
  }

  /// Follows a subscript of numbers, slices and new axes; unknown for anything else.
  private static func sliced(_ context: LayerContext) -> [Int64?]? {
    guard let dims = context.dims, let arguments = context.call?["args"], arguments.count == 2,
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
      return min(max(own < 0 ? DimMath.plus(own, size) ?? 0 : own, 0), size)
    }
    let start = place(slice?["start"], 0)
    let stop = place(slice?["stop"], size)
    return stop > start ? DimMath.ceilDivided(stop - start, step) : 0
  }
}
