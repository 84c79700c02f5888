import ModelGraph

/// The stored tensors of a model, in the order of its graphs, with what reads each. Cost: linear in nodes and values.
public func storedTensors(of model: Model) -> [StoredTensor] { FindUses(model).tensors() }

/// Finds the stored tensors of a model, and what reads each.
///
/// A tensor is followed through operators that only pass it on, into functions that it is an argument of, and into bodies
/// that capture it. Cost: linear in nodes and values; each tensor is followed a few steps.
struct FindUses {
  private let model: Model
  private let uses: [Uses]
  /// By graph: the function's graph that an operator stands for is found by its name.
  private var functions: [OperatorID: GraphID] = [:]
  /// By graph: the bodies that capture a value of it, as pairs of graph and inner value.
  private var captures: [GraphID: [ValueID: (graph: GraphID, value: ValueID)]] = [:]

  /// How far a tensor is followed.
  private static let mostSteps = 12
  /// How many of a value's readers are looked at for one that says what a tensor is.
  private static let mostReaders = 8

  init(_ model: Model) {
    self.model = model
    uses = model.graphs.map { Uses(of: $0) }
    for function in model.functions { functions[function.id] = function.graph }
    for (inner, graph) in model.graphs.enumerated() {
      guard let owner = graph.owner else { continue }
      for capture in graph.captures where captures[owner.graph]?[capture.outer] == nil {
        captures[owner.graph, default: [:]][capture.outer] = (inner, capture.inner)
      }
    }
  }

  /// All stored tensors, in the order of the graphs.
  func tensors() -> [StoredTensor] {
    var found: [StoredTensor] = []
    for id in model.inferenceGraphs {
      for (value, content) in model.graphs[id].values.enumerated() {
        guard let tensor = content.constant, isListed(content, tensor) else { continue }
        var stored = StoredTensor(graph: id, value: value, tensor: tensor, name: content.name)
        stored.use = use(of: value, in: id, tensor)
        if let use = stored.use { stored.module = module(of: use) }
        found.append(stored)
      }
    }
    return found
  }

  /// Whether a value is more than a shape, an axis or a factor amid the graph.
  private func isListed(_ value: Value, _ tensor: TensorRef) -> Bool {
    switch value.producer {
    case .initializer, .input: true
    case .node: tensor.isTrainedWeight && (tensor.elementCount ?? 0) > TensorRef.mostElements
    case .capture, .none: false
    }
  }

  /// A place that a tensor has come to.
  private struct Place {
    var graph: GraphID
    var value: ValueID
    /// By axis of the tensor as it is there: the axis as stored; nil where they can't be told.
    var axes: [Int]?
    var dequantizer: NodeID?
    /// ``axes`` where that stands.
    var dequantizerAxes: [Int]?
  }

  /// The first use that says what the tensor is, else the first.
  private func use(of value: ValueID, in graph: GraphID, _ tensor: TensorRef) -> WeightUse? {
    var pending = [Place(graph: graph, value: value, axes: Array(tensor.dims.indices))]
    var first: WeightUse?
    var steps = 0
    while !pending.isEmpty, steps < Self.mostSteps {
      let place = pending.removeFirst()
      steps += 1
      if let inner = captures[place.graph]?[place.value] {
        pending.append(Place(graph: inner.graph, value: inner.value, axes: place.axes))
      }
      for usage in uses[place.graph][place.value].prefix(Self.mostReaders) {
        let node = model.graphs[place.graph].nodes[usage.node]
        if let next = passed(on: place, by: node, usage) {
          pending.append(next)
          continue
        }
        let use = self.use(place, node, usage, tensor)
        if use.role != .other { return use }
        if first == nil { first = use }
      }
    }
    return first
  }

  private func use(_ place: Place, _ node: Node, _ usage: Usage, _ tensor: TensorRef) -> WeightUse {
    let rank = place.axes?.count ?? tensor.dims.count
    let entry = RoleTable.entry(node, slot: usage.slot, rank: rank, name: tensor.name)
    let axis = entry.axis.flatMap { axis in place.axes.flatMap { $0.indices.contains(axis) ? $0[axis] : nil }
    }
    let isPacked = node.op.type == "MatMulNBits" && usage.slot == 1
    return WeightUse(
      graph: place.graph, node: usage.node, slot: usage.slot, role: entry.role, channelAxis: axis,
      dequantizer: isPacked ? usage.node : place.dequantizer, dequantizerAxes: place.dequantizerAxes)
  }

  /// Where an operator that only passes a tensor on takes it.
  private func passed(on place: Place, by node: Node, _ usage: Usage) -> Place? {
    var next = place
    if let body = functions[node.op] {
      let formals = model.graphs[body].inputs
      guard formals.indices.contains(usage.slot) else { return nil }
      return Place(graph: body, value: formals[usage.slot], axes: place.axes)
    }
    guard usage.slot == 0, let output = node.outputs.first, let output else { return nil }
    next.value = output
    switch node.op.type {
    case "Identity", "Cast", "CastLike", "Dropout": return next
    case "DequantizeLinear":
      (next.dequantizer, next.dequantizerAxes) = (usage.node, place.axes)
      return next
    case "Transpose":
      next.axes = place.axes.flatMap { Self.permuted($0, node.ints("perm")) }
      return next
    default: return nil
    }
  }

  private static func permuted(_ axes: [Int], _ order: [Int64]?) -> [Int]? {
    guard let order else { return axes.reversed() }
    guard order.count == axes.count else { return nil }
    let places = order.compactMap { Int(exactly: $0) }.filter(axes.indices.contains)
    return places.count == axes.count ? places.map { axes[$0] } : nil
  }

  /// The names of the modules around an operator, from the outside in.
  private func module(of use: WeightUse) -> [String] {
    let graph = model.graphs[use.graph]
    guard graph.nodes.indices.contains(use.node) else { return [] }
    return graph.scopePath(graph.nodes[use.node].scope)
  }
}
