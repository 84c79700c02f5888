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
    guard let small = context.small(0), context.plainResult(0) != nil else { return }
    let mode = context.string("mode") ?? "constant"
    var places = small.allPlaces
    for (index, axis) in axes.enumerated() {
      guard let low = pads[index].value, let high = pads[index + axes.count].value else { return }
      guard let list = self.places(small.dims[axis], low, high, mode) else { return }
      places[axis] = list
    }
    let filler = context.has(2) ? context.content(2)?.first ?? .unknown : Scalar(context.float("value") ?? 0)
    if let content = small.picking(places, filler: filler)?.elements { context.setContent(0, content) }
  }

  /// Where each element of a padded dim comes from; nil in the list for those that are filled in.
  private static func places(_ size: Int, _ low: Int64, _ high: Int64, _ mode: String) -> [Int?]? {
    let limit = Int64(InferenceLimits.elements)
    guard size > 0, (-limit...limit).contains(low), (-limit...limit).contains(high) else { return nil }
    let range = -Int(low)..<max(-Int(low), size + Int(high))
    switch mode {
    case "constant": return range.map { (0..<size).contains($0) ? $0 : nil }
    case "edge": return range.map { max(0, min(size - 1, $0)) }
    case "wrap": return range.map { ($0 % size + size) % size }
    case "reflect":
      let period = max(1, 2 * (size - 1))
      return range.map { index in
        let rest = (index % period + period) % period
        return min(rest, period - rest)
      }
    default: return nil
    }
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
