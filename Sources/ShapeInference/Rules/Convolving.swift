import ModelGraph

/// Convolutions.
enum Convolving {
  static let rules: [Rule] = [
    Rule("Conv") { site throws(Fault) in try convolve(site, weight: 1, site.element(0)) },
    Rule("ConvInteger") { site throws(Fault) in try convolve(site, weight: 1, .int32) },
    Rule("QLinearConv") { site throws(Fault) in try convolve(site, weight: 3, site.element(7)) },
    Rule("DeformConv") { site throws(Fault) in try convolve(site, weight: 1, site.element(0)) },
    Rule("ConvTranspose", transpose),
    Rule("CausalConvWithState", causal),
  ]

  /// N×C×D… with a weight M×C/group×k… gives N×M×….
  static func convolve(_ site: Site, weight slot: Int, _ element: DataType) throws(Fault) {
    site.set(0, element, nil)
    guard let input = try site.shape(0, minRank: 2) else { return }
    let weight = site.shape(slot)
    if let weight, weight.count != input.count {
      throw .shape("the weight has rank \(weight.count), the input \(input.count)")
    }
    let windows = try Windows(site, spatial: input.count - 2, kernel: weight.map { Array($0.dropFirst(2)) })
    var result = [input[0], weight?[0] ?? .unknown]
    for axis in 0..<(input.count - 2) { result.append(try windows.output(axis, of: input[axis + 2])) }
    try site.setChecked(0, element, result)
    guard let weight else { return }
    try checkChannels(site, input[1], weight)
  }

  private static func checkChannels(_ site: Site, _ channels: Extent, _ weight: [Extent]) throws(Fault) {
    let group = site.int("group", or: 1)
    guard group > 0 else { throw .attribute("group is \(group)") }
    guard let own = channels.value, let each = (weight[1] * group).value else { return }
    if own != each {
      throw .shape("the input has \(own) channels, but the weight \(Reconciling.text(weight)) takes \(each)")
    }
  }

  /// N×C×D… with a weight C×M/group×k…: each dim becomes stride·(d-1)+output_padding+reach-pads.
  private static func transpose(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let input = try site.shape(0, minRank: 2) else { return }
    let weight = try site.shape(1, minRank: 2)
    let count = input.count - 2
    let windows = try Windows(site, spatial: count, kernel: weight.map { Array($0.dropFirst(2)) })
    let group = site.int("group", or: 1)
    guard group > 0 else { throw .attribute("group is \(group)") }
    let extra = site.ints(named: "output_padding") ?? [Int64](repeating: 0, count: count)
    guard extra.count == count else {
      throw .attribute("output_padding has \(extra.count) entries for \(count) spatial dims")
    }
    var result = [input[0], weight.map { $0[1] * group } ?? .unknown]
    if let given = site.ints(named: "output_shape") {
      guard given.count >= count else {
        throw .attribute("output_shape has \(given.count) entries for \(count) spatial dims")
      }
      result += given.suffix(count).map { .known($0) }
      return try site.setChecked(0, element, result)
    }
    for axis in 0..<count {
      let stride = windows.strides[axis]
      var size = (input[axis + 2] - 1) * stride + .known(extra[axis]) + windows.reach(axis)
      if let pads = windows.pads {
        size = size - .known(pads[axis]) - .known(pads[axis + count])
      } else {
        size = size - Extent.maximum(.known(0), windows.reach(axis) - stride)
      }
      result.append(size)
    }
    try site.setChecked(0, element, result)
  }

  /// A depthwise convolution over time that hands on its last k-1 inputs.
  private static func causal(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, site.kind(0))
    site.set(1, element, nil)
    let input = try site.shape(0, rank: 3)
    let weight = try site.shape(1, rank: 3)
    let state = try site.shape(3, rank: 3)
    guard input != nil || state != nil else { return }
    let length = weight.map { $0[2] - 1 } ?? .unknown
    site.set(
      1, element,
      [
        input?[0] ?? state?[0] ?? .unknown, input?[1] ?? weight?[0] ?? .unknown,
        length.value == nil ? state?[2] ?? length : length,
      ])
  }
}
