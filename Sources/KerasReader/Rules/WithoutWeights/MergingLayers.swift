import ModelGraph
import ShapeMath

/// Layers that take several tensors of one shape or nearly.
enum MergingLayers {
  static let rules: [LayerRule] = [
    LayerRule("Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract", apply: elementwise),
    LayerRule("Concatenate") { concatenated($0, $0.config.int("axis") ?? -1) }, LayerRule("Dot", apply: dot),
    LayerRule("Merge", apply: merged),
  ]

  /// Keras 1's layer for all of these.
  private static func merged(_ context: LayerContext) -> LayerResult {
    switch context.config.string("mode") ?? "sum" {
    case "concat": concatenated(context, context.config.int("concat_axis") ?? -1)
    case "dot", "cos": LayerResult([.unknown])
    default: elementwise(context)
    }
  }

  private static func elementwise(_ context: LayerContext) -> LayerResult {
    // The name is also that of operations on a tensor and a plain number.
    LayerResult([
      TensorSpec(
        dims: broadcast(context.inputs.map(\.dims)), dtype: context.inputs.first?.dtype ?? .undefined)
    ])
  }

  /// The common shape by NumPy's rules; a dim of 1 gives way, and so does `None` to a known one above 1.
  static func broadcast(_ shapes: [[Int64?]?]) -> [Int64?]? {
    var result: [PlainSize] = []
    for shape in shapes {
      guard let shape else { return nil }
      result = ShapeMath.broadcast(result, shape.map(PlainSize.init)) { first, _ in first } ?? result
    }
    return shapes.isEmpty ? nil : result.map(\.value)
  }

  /// The tensors one after the other along an axis.
  static func concatenated(_ context: LayerContext, _ axis: Int64) -> LayerResult {
    let dtype = context.inputs.first?.dtype ?? .undefined
    guard var result = context.dims, let place = DimMath.axis(axis, result.count) else {
      return LayerResult([.unknown])
    }
    for input in context.inputs.dropFirst() {
      guard let dims = input.dims, dims.count == result.count else {
        return LayerResult([TensorSpec(dims: nil, dtype: dtype)])
      }
      for index in result.indices {
        if index == place {
          result[index] = DimMath.plus(result[index], dims[index])
        } else if result[index] == nil {
          result[index] = dims[index]
        }
      }
    }
    return LayerResult(result, dtype)
  }

  /// The first tensor's axes but the batch and the summed one, then the second's.
  private static func dot(_ context: LayerContext) -> LayerResult {
    guard context.inputs.count == 2, let a = context.inputs[0].dims, let b = context.inputs[1].dims,
      var axes = context.config.ints("axes"),
      !axes.isEmpty
    else { return LayerResult([.unknown]) }
    if axes.count == 1 { axes.append(axes[0]) }
    guard let first = DimMath.axis(axes[0], a.count), let second = DimMath.axis(axes[1], b.count), first > 0,
      second > 0
    else {
      return LayerResult([.unknown])
    }
    var left = a
    left.remove(at: first)
    var right = b
    right.remove(at: second)
    let dims = left + right.dropFirst()
    return LayerResult(dims.count == 1 ? dims + [1] : dims, context.inputs[0].dtype)
  }
}
