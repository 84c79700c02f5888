import CallInlining
import ModelGraph

/// Says what kind of thing each value is, by the operator that makes it, those that read it, and its dims as recorded.
struct FindKinds {
  private let model: Model
  private let planes: [Planes]
  private let uses: [Uses]
  private let steps: [Steps]

  /// - Parameter ranks: by graph and value, the number of axes as recorded.
  init(_ model: Model, ranks: [Place: Int]) {
    self.model = model
    planes = model.graphs.enumerated().map { id, graph in
      Planes(graph, nodesAreLayers: model.traits.nodesAreLayers) { value in
        ranks[Place(graph: id, value: value)] ?? Self.rank(graph.values[value].type)
      }
    }
    uses = model.graphs.map { Uses(of: $0) }
    steps = zip(model.graphs, uses).map { Steps($0, $1) }
  }

  /// A value of a model.
  struct Place: Hashable {
    var graph: GraphID
    var value: ValueID
  }

  private static func rank(_ type: ValueType?) -> Int? {
    guard case .tensor(_, let shape?)? = type else { return nil }
    return shape.dims.count
  }

  /// The kind of a value that was recorded with some dims.
  func kind(of place: ValuePlace?, _ type: DataType, _ dims: [Int64]) -> ValueKind {
    guard !dims.contains(0) else { return .plumbing }
    if let place, steps[place.graph].isFixed[place.value] { return .plumbing }
    guard type.isFloatingPoint else { return wholeNumbers(place, type, dims) }
    let count = dims.reduce(1.0) { $0 * Double($1) }
    guard count > 1 || place?.isOutput == true, !dims.isEmpty else { return .plumbing }
    if let node = place?.node, let place, model.graphs[place.graph].isInRounds(node) {
      return dims.count == 3 ? .states(timeAxis: 0) : .other
    }
    if let place, isAttention(place, dims) { return .attention }
    if let place, Self.recurrent.contains(place.operatorType), place.slot == 0, !model.traits.nodesAreLayers {
      return dims.count >= 3 ? .states(timeAxis: 0) : .vector
    }
    switch dims.count {
    case 1: return place?.node != nil || place == nil ? .vector : .plumbing
    case 2: return place?.isOutput == true && dims[1] > 1 ? .scores : .vector
    case 3:
      if let axis = channelAxis(place), place?.isInput != true { return .signals(channelAxis: axis) }
      return .states(timeAxis: 1)
    case 4:
      guard let axis = channelAxis(place) ?? imageAxis(place, dims) else { return .other }
      let wide = dims.indices.dropFirst().filter { $0 != axis && dims[$0] > 1 }
      // A plane of one row is a line.
      return wide.isEmpty ? .vector : wide.count == 1 ? .signals(channelAxis: axis) : .maps(channelAxis: axis)
    default: return .other
    }
  }

  private func wholeNumbers(_ place: ValuePlace?, _ type: DataType, _ dims: [Int64]) -> ValueKind {
    guard let place else { return .other }
    // Quantised values are what they stand for; what comes in or goes out names things.
    if let axis = channelAxis(place), dims.count == 4 { return .maps(channelAxis: axis) }
    if Self.quantizers.contains(place.operatorType) {
      return dims.count == 2 ? .vector : dims.count == 3 ? .states(timeAxis: 1) : .other
    }
    return place.isInput || place.isOutput ? .tokens : .plumbing
  }

  /// Whether a value is but a step within what a layer does: see ``Steps``.
  func isStep(_ place: ValuePlace) -> Bool {
    !place.isOutput && !place.isOfModule && steps[place.graph].isStep(place.value)
  }

  /// The value that a dequantised one stands for.
  func quantized(_ place: ValuePlace) -> String? {
    steps[place.graph].quantized(place.value).map { model.graphs[place.graph].values[$0].name }
  }

  private static let quantizers: Set<String> = [
    "QuantizeLinear", "DynamicQuantizeLinear", "MatMulInteger", "QLinearMatMul",
  ]
  private static let recurrent: Set<String> = ["LSTM", "GRU", "RNN"]

  private func channelAxis(_ place: ValuePlace?) -> Int? {
    place.flatMap { planes[$0.graph].channelAxis[$0.value] }
  }

  /// The channels of a picture that comes in: the axis with as many as pictures have.
  private func imageAxis(_ place: ValuePlace?, _ dims: [Int64]) -> Int? {
    guard let place, place.isInput else { return nil }
    if ActivityTuning.imageChannels.contains(dims[1]) { return 1 }
    return ActivityTuning.imageChannels.contains(dims[3]) ? 3 : nil
  }

  /// Whether a value is a softmax over keys that a product takes as weights.
  private func isAttention(_ place: ValuePlace, _ dims: [Int64]) -> Bool {
    guard dims.count >= 3, dims[dims.count - 1] > 1 else { return false }
    if let node = place.node, model.graphs[place.graph].nodes[node].hasAttentionWeights(in: place.slot) {
      return true
    }
    guard place.operatorType == "Softmax" else { return false }
    let graph = model.graphs[place.graph]
    var value = place.value
    for _ in 0..<ActivityTuning.weightSteps {
      for use in uses[place.graph][value] {
        let node = graph.nodes[use.node]
        if node.op.type == "MatMul", use.slot == 0 { return true }
        if node.op.type == "Einsum" { return true }
      }
      let passing = uses[place.graph][value].first { Self.passing.contains(graph.nodes[$0.node].op.type) }
      guard let passing, case let next?? = graph.nodes[passing.node].outputs.first else { return false }
      value = next
    }
    return false
  }

  private static let passing: Set<String> = [
    "Cast", "Dropout", "Identity", "Where", "QuantizeLinear", "DequantizeLinear",
  ]
}
