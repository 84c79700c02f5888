import ModelGraph

/// Normalisation layers.
enum Normalizing {
  static func effect(_ at: Situation) -> Effect? {
    switch at.className {
    case "BatchNormalization", "BatchNormalizationV1", "BatchNormalizationV2", "SyncBatchNormalization":
      batch(at)
    case "LayerNormalization": layer(at)
    case "GroupNormalization", "InstanceNormalization": group(at)
    case "RMSNormalization": rms(at)
    case "UnitNormalization": Effect(at.dims, at.policy.compute)
    case "Normalization": adapted(at)
    default: nil
    }
  }

  private static func batch(_ at: Situation) -> Effect {
    guard let dims = at.dims else { return Effect(nil, at.policy.compute, weights: nil) }
    let size = Size.axis(at.config.ints("axis")?.first ?? -1, dims.count).flatMap { dims[$0] }
    var weights: [Weight?] = []
    if at.config.bool("scale", true) { weights.append(at.weight("gamma", size)) }
    if at.config.bool("center", true) { weights.append(at.weight("beta", size)) }
    weights.append(at.weight("moving_mean", size, trainable: false))
    weights.append(at.weight("moving_variance", size, trainable: false))
    if at.config.bool("renorm", false) {
      weights.append(at.weight("moving_stddev", size, trainable: false))
      weights += ["renorm_mean", "renorm_stddev"].map { at.weight($0, size, trainable: false) }
    }
    return Effect(dims, at.policy.compute, weights: DenseLayers.known(weights))
  }

  private static func layer(_ at: Situation) -> Effect {
    guard let dims = at.dims else { return Effect(nil, at.policy.compute, weights: nil) }
    let axes = (at.config.ints("axis") ?? [-1]).map { Size.axis($0, dims.count) }
    let shape = axes.map { $0.flatMap { dims[$0] } }
    var weights: [Weight?] = []
    // The old option rms_scaling keeps the scale and leaves the offset out.
    let isRMS = at.config.bool("rms_scaling", false)
    if at.config.bool("scale", true) || isRMS { weights.append(at.weight("gamma", shape)) }
    if at.config.bool("center", true) && !isRMS { weights.append(at.weight("beta", shape)) }
    return Effect(dims, at.policy.compute, weights: DenseLayers.known(weights))
  }

  private static func group(_ at: Situation) -> Effect {
    guard let dims = at.dims else { return Effect(nil, at.policy.compute, weights: nil) }
    let size = Size.axis(at.config.int("axis") ?? -1, dims.count).flatMap { dims[$0] }
    var weights: [Weight?] = []
    if at.config.bool("scale", true) { weights.append(at.weight("gamma", size)) }
    if at.config.bool("center", true) { weights.append(at.weight("beta", size)) }
    return Effect(dims, at.policy.compute, weights: DenseLayers.known(weights))
  }

  private static func rms(_ at: Situation) -> Effect {
    guard let dims = at.dims else { return Effect(nil, at.policy.compute, weights: nil) }
    let axes = (at.config.ints("axis") ?? [-1]).map { Size.axis($0, dims.count) }
    return Effect(
      dims, at.policy.compute, weights: all(at.weight("scale", axes.map { $0.flatMap { dims[$0] } })))
  }

  /// Statistics of the data that `adapt` found; none where the config gives them.
  private static func adapted(_ at: Situation) -> Effect {
    guard at.config.value("mean") == nil else { return Effect(at.dims, at.policy.compute) }
    guard let dims = at.dims else { return Effect(nil, at.policy.compute, weights: nil) }
    let axes = (at.config.ints("axis") ?? []).map { Size.axis($0, dims.count) }
    let shape = axes.map { $0.flatMap { dims[$0] } }
    return Effect(
      dims, at.policy.compute,
      weights: all(
        at.weight("mean", shape, trainable: false), at.weight("variance", shape, trainable: false),
        Weight(name: "count", dims: [], dtype: .int32, isTrainable: false)))
  }
}
