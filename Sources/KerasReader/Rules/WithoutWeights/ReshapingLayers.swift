import ModelGraph

/// Layers that only move elements about.
enum ReshapingLayers {
  static let rules: [LayerRule] = [
    LayerRule("Flatten", apply: flattened), LayerRule("Reshape", apply: toTarget),
    LayerRule("Permute", apply: permuted), LayerRule("RepeatVector", apply: repeated),
  ]

  private static func result(_ context: LayerContext, _ dims: [Int64?]?) -> LayerResult {
    LayerResult([TensorSpec(dims: dims, dtype: context.inputs.first?.dtype ?? .undefined)])
  }

  private static func flattened(_ context: LayerContext) -> LayerResult {
    guard let dims = context.dims else { return result(context, nil) }
    return result(context, dims.count > 1 ? [dims[0], DimMath.product(dims.dropFirst())] : dims + [1])
  }

  private static func toTarget(_ context: LayerContext) -> LayerResult? {
    guard let target = context.config.ints("target_shape") else { return nil }
    guard let dims = context.dims else { return result(context, [nil] + target.map { $0 < 0 ? nil : $0 }) }
    return result(context, dims.prefix(1) + reshaped(Array(dims.dropFirst()), target))
  }

  private static func permuted(_ context: LayerContext) -> LayerResult {
    guard let order = context.config.ints("dims"), let dims = context.dims, order.count + 1 == dims.count,
      order.allSatisfy({ (1..<Int64(dims.count)).contains($0) })
    else { return result(context, nil) }
    return result(context, [dims[0]] + order.map { dims[Int($0)] })
  }

  private static func repeated(_ context: LayerContext) -> LayerResult {
    guard let dims = context.dims, dims.count == 2 else { return result(context, nil) }
    return result(context, [dims[0], context.config.int("n"), dims[1]])
  }

  /// The target with its −1, if any, worked out.
  static func reshaped(_ dims: [Int64?], _ target: [Int64]) -> [Int64?] {
    guard target.contains(where: { $0 < 0 }) else { return target }
    let rest = DimMath.product(target.filter { $0 >= 0 }.map { $0 })
    let missing = DimMath.product(dims).flatMap { whole in
      rest.flatMap { $0 > 0 && whole % $0 == 0 ? whole / $0 : nil }
    }
    return target.map { $0 < 0 ? missing : $0 }
  }
}
