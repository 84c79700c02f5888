import ModelGraph

/// Scaling images.
enum Resizing {
  static let rules: [Rule] = [
    Rule("Upsample", upsample),
    Rule("Resize", since: 10) { context throws(RuleError) in try scale(context, context.content(1)) },
    Rule("Resize", since: 11, resize),
  ]

  private static func upsample(_ context: InferenceContext) throws(RuleError) {
    if let scales = context.floats("scales") { return try scale(context, scales.map { Scalar($0) }) }
    if let height = context.float("height_scale"), let width = context.float("width_scale") {
      return try scale(context, [Scalar(1), Scalar(1), Scalar(height), Scalar(width)])
    }
    try scale(context, context.content(1))
  }

  private static func scale(_ context: InferenceContext, _ scales: [Scalar]?) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    guard let scales else { return context.set(0, element, shape.map { _ in .unknown }) }
    guard scales.count == shape.count else {
      throw .shape("there are \(scales.count) scales for rank \(shape.count)")
    }
    try context.setChecked(0, element, zip(shape, scales).map { scaled($0, $1) })
  }

  /// A size times a scale, rounded down.
  private static func scaled(_ size: Extent, _ scale: Scalar) -> Extent {
    switch scale {
    case .whole(let factor): return size * factor
    case .real(let factor):
      guard factor > 0, factor.isFinite else { return .unknown }
      if let size = size.value {
        // In single precision, as in ONNX and its runtime: 10 × 0.7 is 7.
        let product = (Float(size) * Float(factor)).rounded(.down)
        return product.magnitude < 0x1p53 ? .known(Int64(product)) : .unknown
      }
      // Halves, quarters and their like stay symbolic.
      let divisor = (1 / factor).rounded()
      guard divisor <= 4096, 1 / divisor == factor else { return .unknown }
      return size.floorDivided(by: .known(Int64(divisor)))
    }
  }

  /// Scales or sizes, for all axes or for some.
  private static func resize(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    let positions = try context.axes("axes", rank: shape.count)
    var result = shape
    let hasSizes = context.has(3) && context.shape(3) != [.known(0)]
    if hasSizes {
      guard let sizes = context.extents(3) else {
        for axis in positions { result[axis] = .unknown }
        return context.set(0, element, result)
      }
      guard sizes.count == positions.count else {
        throw .shape("there are \(sizes.count) sizes for \(positions.count) axes")
      }
      let policy = context.string("keep_aspect_ratio_policy") ?? "stretch"
      let targets = policy == "stretch" ? sizes : kept(sizes, positions.map { shape[$0] }, policy)
      for (index, axis) in positions.enumerated() { result[axis] = targets[index] }
      return try context.setChecked(0, element, result)
    }
    guard let scales = context.content(2), !scales.isEmpty else {
      for axis in positions { result[axis] = .unknown }
      return context.set(0, element, result)
    }
    guard scales.count == positions.count else {
      throw .shape("there are \(scales.count) scales for \(positions.count) axes")
    }
    for (index, axis) in positions.enumerated() { result[axis] = scaled(shape[axis], scales[index]) }
    try context.setChecked(0, element, result)
  }

  /// Sizes with the aspect ratio kept: one scale for all, the smallest or the largest.
  private static func kept(_ sizes: [Extent], _ shape: [Extent], _ policy: String) -> [Extent] {
    var ratios: [Float] = []
    for (target, size) in zip(sizes, shape) {
      guard let target = target.value, let size = size.value, size > 0 else {
        return sizes.map { _ in .unknown }
      }
      ratios.append(Float(target) / Float(size))
    }
    guard let scale = policy == "not_larger" ? ratios.min() : ratios.max() else { return sizes }
    return shape.map { size in
      guard let size = size.value else { return .unknown }
      let product = (scale * Float(size)).rounded()
      return product.magnitude < 0x1p53 ? .known(Int64(product)) : .unknown
    }
  }
}
