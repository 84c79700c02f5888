import ModelGraph

/// Padding and cropping.
enum Padding {
  static let rules: [Rule] = [Rule("Pad", pad), Rule("CenterCropPad", cropPad)]

  /// The amounts are an attribute (`paddings` in version 1) before version 11.
  private static func pad(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let shape = site.shape(0) else { return }
    let given = (site.ints(named: "pads") ?? site.ints(named: "paddings"))?.map(Extent.known)
    guard let pads = given ?? site.extents(1) else {
      return site.set(0, element, shape.map { _ in .unknown })
    }
    var axes = Array(shape.indices)
    if site.has(3) {
      guard let list = site.ints(3) else { return site.set(0, element, shape.map { _ in .unknown }) }
      axes = try site.axes(list, rank: shape.count)
    }
    guard pads.count == 2 * axes.count else {
      throw .shape("there are \(pads.count) amounts of padding for \(axes.count) axes")
    }
    var result = shape
    for (index, axis) in axes.enumerated() {
      result[axis] = result[axis] + pads[index] + pads[index + axes.count]
    }
    try site.setChecked(0, element, result)
  }

  private static func cropPad(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let shape = site.shape(0) else { return }
    let axes = try site.ints(named: "axes").map { list throws(Fault) in try site.axes(list, rank: shape.count)
    }
    let positions = axes ?? Array(shape.indices)
    var result = shape
    let target = site.extents(1)
    if let target, target.count != positions.count {
      throw .shape("the target has \(target.count) dims for \(positions.count) axes")
    }
    for (index, axis) in positions.enumerated() { result[axis] = target?[index] ?? .unknown }
    try site.setChecked(0, element, result)
  }
}
