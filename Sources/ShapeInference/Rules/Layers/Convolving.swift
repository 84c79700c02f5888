import ModelGraph
import ShapeMath

/// Convolutions.
enum Convolving {
  static let rules: [Rule] = [
    Rule("Conv") { context throws(RuleError) in try convolve(context, weight: 1, context.element(0)) },
    Rule("ConvInteger") { context throws(RuleError) in try convolve(context, weight: 1, .int32) },
    Rule("QLinearConv") { context throws(RuleError) in try convolve(context, weight: 3, context.element(7)) },
    Rule("DeformConv") { context throws(RuleError) in try convolve(context, weight: 1, context.element(0)) },
    Rule("ConvTranspose", transpose),
    Rule("CausalConvWithState", causal),
  ]

  /// N×C×D… with a weight M×C/group×k… becomes N×M×….
  static func convolve(_ context: InferenceContext, weight slot: Int, _ element: DataType) throws(RuleError) {
    context.set(0, element, nil)
    guard let input = try context.shape(0, minRank: 2) else { return }
    let weight = context.shape(slot)
    if let weight, weight.count != input.count {
      throw .shape("the weight has rank \(weight.count), the input \(input.count)")
    }
    let windows = try Windows(
      context, spatial: input.count - 2, kernel: weight.map { Array($0.dropFirst(2)) })
    var result = [input[0], weight?[0] ?? .unknown]
    for axis in 0..<(input.count - 2) { result.append(try windows.output(axis, of: input[axis + 2])) }
    try context.setChecked(0, element, result)
    guard let weight else { return }
    try checkChannels(context, input[1], weight)
  }

  private static func checkChannels(_ context: InferenceContext, _ channels: Extent, _ weight: [Extent])
    throws(RuleError)
  {
    let group = context.int("group", or: 1)
    guard group > 0 else { throw .attribute("group is \(group)") }
    guard let own = channels.value, let each = (weight[1] * group).value else { return }
    if own != each {
      throw .shape("the input has \(own) channels, but the weight \(Reconciling.text(weight)) takes \(each)")
    }
  }

  /// N×C×D… with a weight C×M/group×k…: each dim becomes stride·(d-1)+output_padding+reach-pads.
  private static func transpose(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let input = try context.shape(0, minRank: 2) else { return }
    let weight = try context.shape(1, minRank: 2)
    let count = input.count - 2
    let windows = try Windows(context, spatial: count, kernel: weight.map { Array($0.dropFirst(2)) })
    let group = context.int("group", or: 1)
    guard group > 0 else { throw .attribute("group is \(group)") }
    let extra = context.ints("output_padding") ?? [Int64](repeating: 0, count: count)
    guard extra.count == count else {
      throw .attribute("output_padding has \(extra.count) entries for \(count) spatial dims")
    }
    var result = [input[0], weight.map { $0[1] * group } ?? .unknown]
    if let given = context.ints("output_shape") {
      guard given.count >= count else {
        throw .attribute("output_shape has \(given.count) entries for \(count) spatial dims")
      }
      result += given.suffix(count).map { .known($0) }
      return try context.setChecked(0, element, result)
    }
    for axis in 0..<count {
      let stride = windows.strides[axis]
      var size = input[axis + 2].windowCover(reach: windows.reach(axis), stride: stride, extra: extra[axis])
      if let pads = windows.pads {
        size = size - .known(pads[axis]) - .known(pads[axis + count])
      } else {
        size = size - Extent.maximum(.known(0), windows.reach(axis) - stride)
      }
      result.append(size)
    }
    try context.setChecked(0, element, result)
  }

  /// A depthwise convolution over time that hands on its last k-1 inputs.
  private static func causal(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, context.type(0))
    context.set(1, element, nil)
    let input = try context.shape(0, rank: 3)
    let weight = try context.shape(1, rank: 3)
    let state = try context.shape(3, rank: 3)
    guard input != nil || state != nil else { return }
    let length = weight.map { $0[2] - 1 } ?? .unknown
    context.set(
      1, element,
      [
        input?[0] ?? state?[0] ?? .unknown, input?[1] ?? weight?[0] ?? .unknown,
        length.value == nil ? state?[2] ?? length : length,
      ])
  }
}
