import ModelGraph

/// Which values of a graph are channels over a plane or a line, and which axis the channels are.
///
/// A convolution or pooling makes such values; operators that look at each element leave them so, and a transposition moves
/// the axis. Cost: linear in the nodes.
struct Planes {
  /// By value: the axis of its channels; nil where it is no plane, or nothing is known.
  private(set) var channelAxis: [ValueID: Int] = [:]

  /// - Parameter rank: the number of axes of a value, where it is known.
  init(_ graph: Graph, nodesAreLayers: Bool, rank: (ValueID) -> Int?) {
    for node in graph.nodes {
      guard case let output?? = node.outputs.first else { continue }
      if let axis = Self.axis(of: node, nodesAreLayers, graph, channelAxis, rank: rank(output)) {
        channelAxis[output] = axis
      }
    }
  }

  private static func axis(
    of node: Node, _ isLayer: Bool, _ graph: Graph, _ known: [ValueID: Int], rank: Int?
  ) -> Int? {
    let type = node.op.type
    if isLayer, layerStarts.contains(where: type.hasPrefix) {
      guard let rank, rank >= 3 else { return nil }
      if case .string("channels_first")? = node.attribute("data_format") { return 1 }
      return rank - 1
    }
    if makers.contains(type) { return rank.map { $0 >= 3 ? 1 : nil } ?? 1 }
    if breakers.contains(type) { return nil }
    let first = node.inputs.lazy.compactMap { $0.flatMap { known[$0] } }.first
    guard let first else { return nil }
    guard type == "Transpose" else { return first }
    guard case .ints(let order)? = node.attribute("perm") else { return nil }
    return order.firstIndex(of: Int64(first))
  }

  private static let makers: Set<String> = [
    "Conv", "ConvTranspose", "ConvInteger", "QLinearConv", "DeformConv", "FusedConv", "MaxPool",
    "AveragePool", "LpPool",
    "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "QLinearAveragePool", "QLinearGlobalAveragePool",
    "MaxUnpool",
    "InstanceNormalization", "GroupNormalization", "LRN", "DepthToSpace", "SpaceToDepth", "Upsample",
    "MaxRoiPool",
    "RoiAlign", "GridSample",
  ]
  /// After these the axes mean something else.
  private static let breakers: Set<String> = [
    "Reshape", "Flatten", "Squeeze", "Unsqueeze", "MatMul", "Gemm", "Gather", "GatherND", "Shape", "Size",
    "Einsum",
    "Expand", "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ArgMax", "ArgMin", "TopK",
    "NonMaxSuppression",
    "Dense", "MultiHeadAttention", "Embedding", "Permute", "RepeatVector", "TimeDistributed", "LSTM", "GRU",
    "SimpleRNN",
    "RNN", "GlobalAveragePooling2D", "GlobalMaxPooling2D", "GlobalAveragePooling1D", "GlobalMaxPooling1D",
  ]
  /// Layers of Keras that make planes, by how their names begin.
  private static let layerStarts = [
    "Conv", "SeparableConv", "DepthwiseConv", "MaxPooling", "AveragePooling", "UpSampling", "ZeroPadding",
    "Cropping",
  ]
}
