import ModelGraph

/// Fourier transforms. The last dim holds the real and the imaginary part.
enum Signals {
  static let rules: [Rule] = [Rule("DFT", transform), Rule("STFT", shortTime)]

  /// The axis is an attribute (by default 1) before version 20, then the third input (by default -2).
  private static func transform(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = try context.shape(0, minRank: 2) else { return }
    let isOneSided = context.flag("onesided")
    let isInverse = context.flag("inverse")
    var result = shape
    result[shape.count - 1] = .known(isOneSided && isInverse ? 1 : 2)
    let given =
      context.version < 20
      ? .known(context.int("axis", or: 1)) : context.has(2) ? context.scalar(2) ?? .unknown : .known(-2)
    guard let axis = given.value else {
      if isOneSided || context.has(1) {
        for index in result.indices.dropLast() { result[index] = .unknown }
      }
      return context.set(0, element, result)
    }
    let position = try context.axis(axis, rank: shape.count)
    guard position != shape.count - 1 else {
      throw .attribute("the axis is that of the parts of complex numbers")
    }
    let length = context.has(1) ? context.scalar(1) ?? .unknown : shape[position]
    if isOneSided, isInverse {
      result[position] = context.has(1) ? length : (length - 1) * 2
    } else {
      result[position] = isOneSided ? length.floorDivided(by: .known(2)) + 1 : length
    }
    try context.setChecked(0, element, result)
  }

  /// Batch × frames × bins × 2.
  private static func shortTime(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    let shape = try context.shape(0, minRank: 2)
    let window = try context.shape(2, rank: 1)
    let length = context.scalar(3) ?? (context.has(3) ? .unknown : window?[0] ?? .unknown)
    let bins = context.flag("onesided", or: true) ? length.floorDivided(by: .known(2)) + 1 : length
    var frames = Extent.unknown
    if let shape, let step = context.scalar(1)?.value, step > 0 {
      frames = (shape[1] - length).floorDivided(by: .known(step)) + 1
    }
    try context.setChecked(0, element, [shape?[0] ?? .unknown, frames, bins, .known(2)])
  }
}
