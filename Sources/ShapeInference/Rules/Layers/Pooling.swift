import ModelGraph
import ShapeMath

/// Pools over windows and over whole images.
enum Pooling {
  static let rules: [Rule] =
    Rule.all(["AveragePool", "LpPool"], pool)
    + [
      Rule("MaxPool") { context throws(RuleError) in
        context.set(1, .int64, nil)
        try pool(context)
        context.set(1, .int64, context.results.first?.shape)
      }
    ] + Rule.all(["GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool"], global)
    + [Rule("MaxUnpool", unpool)]

  static func pool(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let input = try context.shape(0, minRank: 2) else { return }
    guard context.ints("kernel_shape") != nil else { throw .attribute("kernel_shape is missing") }
    var windows = try Windows(context, spatial: input.count - 2, kernel: nil)
    if context.flag("ceil_mode") { windows.rounding = .up }
    var result = Array(input.prefix(2))
    for axis in 0..<(input.count - 2) { result.append(try windows.output(axis, of: input[axis + 2])) }
    context.set(0, element, result)
  }

  static func global(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let input = try context.shape(0, minRank: 2) else { return }
    context.set(
      0, context.element(0), input.prefix(2) + [Extent](repeating: .known(1), count: input.count - 2))
  }

  /// The inverse of a max pool: (d-1)·stride+kernel-pads, unless a third input says the shape.
  private static func unpool(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let input = try context.shape(0, minRank: 2) else { return }
    if context.has(2) {
      return context.set(0, element, context.extents(2) ?? [Extent](repeating: .unknown, count: input.count))
    }
    let count = input.count - 2
    let windows = try Windows(context, spatial: count, kernel: nil)
    var result = Array(input.prefix(2))
    for axis in 0..<count {
      let pads = windows.pads.map { Extent.known($0[axis]) + .known($0[axis + count]) } ?? .unknown
      let cover = input[axis + 2].windowCover(
        reach: windows.kernel[axis], stride: windows.strides[axis], extra: 0)
      result.append(cover - pads)
    }
    try context.setChecked(0, element, result)
  }
}
