import ModelGraph

/// Normalisation layers.
enum NormalizationLayers {
  static let rules: [LayerRule] = [
    LayerRule(
      "BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2", "SyncBatchNormalization",
      apply: batch),
    LayerRule("LayerNormalization", apply: layer),
    LayerRule("GroupNormalization", "InstanceNormalization", apply: group),
    LayerRule("RMSNormalization", apply: rms),
    LayerRule("UnitNormalization") { LayerResult($0.dims, $0.policy.compute) },
    LayerRule("Normalization", apply: adapted),
  ]

  private static func batch(_ context: LayerContext) -> LayerResult {
    guard let dims = context.dims else { return LayerResult(nil, context.policy.compute, weights: nil) }
    let size = DimMath.axis(context.config.ints("axis")?.first ?? -1, dims.count).flatMap { dims[$0] }
    var weights: [Weight?] = []
    if context.config.bool("scale", true) { weights.append(context.weight("gamma", size)) }
    if context.config.bool("center", true) { weights.append(context.weight("beta", size)) }
    weights.append(context.weight("moving_mean", size, trainable: false))
    weights.append(context.weight("moving_variance", size, trainable: false))
    if context.config.bool("renorm", false) {
      weights.append(context.weight("moving_stddev", size, trainable: false))
      weights += ["renorm_mean", "renorm_stddev"].map { context.weight($0, size, trainable: false) }
    }
    return LayerResult(dims, context.policy.compute, weights: DenseLayers.known(weights))
  }

  private static func layer(_ context: LayerContext) -> LayerResult {
    guard let dims = context.dims else { return LayerResult(nil, context.policy.compute, weights: nil) }
    let axes = (context.config.ints("axis") ?? [-1]).map { DimMath.axis($0, dims.count) }
    let shape = axes.map { $0.flatMap { dims[$0] } }
    var weights: [Weight?] = []
    // The old option rms_scaling keeps the scale and leaves the offset out.
    let isRMS = context.config.bool("rms_scaling", false)
    if context.config.bool("scale", true) || isRMS { weights.append(context.weight("gamma", shape)) }
    if context.config.bool("center", true) && !isRMS { weights.append(context.weight("beta", shape)) }
    return LayerResult(dims, context.policy.compute, weights: DenseLayers.known(weights))
  }

  private static func group(_ context: LayerContext) -> LayerResult {
    guard let dims = context.dims else { return LayerResult(nil, context.policy.compute, weights: nil) }
    let size = DimMath.axis(context.config.int("axis") ?? -1, dims.count).flatMap { dims[$0] }
    var weights: [Weight?] = []
    if context.config.bool("scale", true) { weights.append(context.weight("gamma", size)) }
    if context.config.bool("center", true) { weights.append(context.weight("beta", size)) }
    return LayerResult(dims, context.policy.compute, weights: DenseLayers.known(weights))
  }

  private static func rms(_ context: LayerContext) -> LayerResult {
    guard let dims = context.dims else { return LayerResult(nil, context.policy.compute, weights: nil) }
    let axes = (context.config.ints("axis") ?? [-1]).map { DimMath.axis($0, dims.count) }
    return LayerResult(
      dims, context.policy.compute,
      weights: all(context.weight("scale", axes.map { $0.flatMap { dims[$0] } })))
  }

  /// Statistics of the data that `adapt` found; none where the config has them.
  private static func adapted(_ context: LayerContext) -> LayerResult {
    guard context.config.value("mean") == nil else {
      return LayerResult(context.dims, context.policy.compute)
    }
    guard let dims = context.dims else { return LayerResult(nil, context.policy.compute, weights: nil) }
    let axes = (context.config.ints("axis") ?? []).map { DimMath.axis($0, dims.count) }
    let shape = axes.map { $0.flatMap { dims[$0] } }
    return LayerResult(
      dims, context.policy.compute,
      weights: all(
        context.weight("mean", shape, trainable: false), context.weight("variance", shape, trainable: false),
        Weight(name: "count", dims: [], dtype: .int32, isTrainable: false)))
  }
}
