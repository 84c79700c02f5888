import Folding
import ModelGraph
import OperatorCatalog

/// How large the maps are that an operator makes, and how many.
struct Side {
  /// The extents of a map: height and width, of a signal its length.
  let dims: [String]
  /// Their product, more than 1; see ``SampledExtent``.
  let area: Double
  /// How many maps there are, where that is known.
  let channels: Int64?

  /// The side of a value, whose channels come first or last; nil where it has no maps, they are of one element, or
  /// their size is not known.
  init?(_ type: ValueType?, channelsLast: Bool, _ extents: SampledExtent) {
    guard case .tensor(_, let shape?) = type, shape.dims.count >= 3 else { return nil }
    let all = shape.dims
    let spatial = channelsLast ? all[1..<all.count - 1] : all[2...]
    var area = 1.0
    for dim in spatial {
      guard let size = extents.value(of: dim), size > 0 else { return nil }
      area *= size
    }
    guard area > 1 else { return nil }
    dims = spatial.map(\.text)
    self.area = area
    if case .known(let count) = channelsLast ? all[all.count - 1] : all[1], count > 0 {
      channels = count
    } else {
      channels = nil
    }
  }

  /// Whether two sides are of one scale: a border without padding and an odd extent change a side by less than a halving
  /// does.
  func isLike(_ other: Side) -> Bool {
    dims.count == other.dims.count && max(area, other.area) < FigureTuning.sameSide * min(area, other.area)
  }
}

extension Outline {
  /// The side of what an item makes, where it convolves, pools or resamples, or is an input: other operators may use
  /// the dims for something else.
  func side(_ item: Int, _ extents: SampledExtent) -> Side? {
    guard let value = items[item].outputs.first else { return nil }
    switch items[item].content {
    case .input: return Side(values[value].type, channelsLast: traits.nodesAreLayers, extents)
    case .output, .block: return nil
    case .operation(let operation):
      let op = operation.node.op
      let isPixels = op.type == "DepthToSpace" || op.type == "SpaceToDepth"
      let kind = Operators.info(for: op).kind
      guard kind == .convolution || kind == .pooling || isPixels else { return nil }
      let isLast = traits.nodesAreLayers && operation.node.string("data_format") != "channels_first"
      return Side(values[value].type, channelsLast: isLast, extents)
    }
  }
}

extension Outline {
  /// Whether an item puts several values side by side.
  func joins(_ item: Int) -> Bool {
    guard case .operation(let operation) = items[item].content else { return false }
    return operation.node.op.type == "Concat" || operation.node.op.type == "Concatenate"
  }
}
