import ModelGraph

/// Padding and cropping.
enum Padding {
  static let rules: [Rule] = [Rule("Pad", pad), Rule("CenterCropPad", cropPad)]

  /// The amounts are an attribute (`paddings` in version 1) before version 11.
  private static func pad(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    let given = (context.ints("pads") ?? context.ints("paddings"))?.map(Extent.known)
    guard let pads = given ?? context.extents(1) else {
      return context.set(0, element, shape.map { _ in .unknown })
    }
    var axes = Array(shape.indices)
    if context.has(3) {
      guard let list = context.inputInts(3) else {
        return context.set(0, element, shape.map { _ in .unknown })
      }
      axes = try context.axes(list, rank: shape.count)
    }
    guard pads.count == 2 * axes.count else {
      throw .shape("there are \(pads.count) amounts of padding for \(axes.count) axes")
    }
    var result = shape
    for (index, axis) in axes.enumerated() {
      result[axis] = result[axis] + pads[index] + pads[index + axes.count]
    }
    try context.setChecked(0, element, result)
  }

  private static func cropPad(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    let positions = try context.axes("axes", rank: shape.count)
    var result = shape
    let target = context.extents(1)
    if let target, target.count != positions.count {
      throw .shape("the target has \(target.count) dims for \(positions.count) axes")
    }
    for (index, axis) in positions.enumerated() { result[axis] = target?[index] ?? .unknown }
    try context.setChecked(0, element, result)
  }
}
