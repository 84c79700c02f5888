import ModelGraph
import ShapeMath

/// Multiply-accumulates of Keras layers: the kernel is the first stored tensor, channels last in it.
extension MacRules {
  /// The layers that count, by all names that they ever had.
  static let layers: [(types: [String], rule: Rule)] = [
    (["1D", "2D", "3D"].flatMap { ["Conv" + $0, "Convolution" + $0] }, convolutionLayer),
    (["DepthwiseConv1D", "DepthwiseConv2D", "DepthwiseConv3D"], depthwiseLayer),
    (["SeparableConv1D", "SeparableConv2D"], separableLayer),
    (["Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose"], transposedLayer), (["Dense"], denseLayer),
  ]

  private static func kernels(_ context: CostContext) -> [[Int64]] {
    context.node.inputs.compactMap { input in
      guard let input, let constant = context.graph.values[input].constant else { return nil }
      return constant.dims
    }
  }

  /// out · ∏k · (C/group): the kernel is k… × C/group × M.
  private static func convolutionLayer(_ context: CostContext) -> Int64? {
    guard let kernel = kernels(context).first, kernel.count >= 3, let output = context.output() else {
      return nil
    }
    return product(output.map { $0 } + kernel.dropLast().map { $0 })
  }

  /// out · ∏k: the kernel is k… × C × multiplier.
  private static func depthwiseLayer(_ context: CostContext) -> Int64? {
    guard let kernel = kernels(context).first, kernel.count >= 3, let output = context.output() else {
      return nil
    }
    return product(output.map { $0 } + kernel.dropLast(2).map { $0 })
  }

  /// Depthwise at every place of the output, then pointwise: places · (C·multiplier·∏k + C·multiplier·M).
  private static func separableLayer(_ context: CostContext) -> Int64? {
    let found = kernels(context)
    guard found.count >= 2, let output = context.output(), let width = output.last, width > 0,
      let deep = product(output.map { $0 }), let first = product(found[0].map { $0 }),
      let second = product(found[1].map { $0 }), let places = Optional(deep / width)
    else { return nil }
    return product([places, saturatingSum(first, second)])
  }

  /// in · ∏k · M: the kernel is k… × M × C.
  private static func transposedLayer(_ context: CostContext) -> Int64? {
    guard let kernel = kernels(context).first, kernel.count >= 3, let input = context.input(0) else {
      return nil
    }
    return product(input.map { $0 } + kernel.dropLast().map { $0 })
  }

  /// out · in: the kernel is in × out.
  private static func denseLayer(_ context: CostContext) -> Int64? {
    guard let kernel = kernels(context).first, kernel.count == 2, let output = context.output() else {
      return nil
    }
    return product(output.map { $0 } + [kernel[0]])
  }
}
