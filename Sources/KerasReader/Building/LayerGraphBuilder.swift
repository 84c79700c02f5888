import Diagnostics
import JSONInput
import ModelGraph

/// Writes a model out into one graph: a node for each call of a layer, a scope for each call of a model.
final class LayerGraphBuilder {
  private(set) var graph = Graph()
  let reader: TopologyReader
  let budget: Budget
  let shared = SharedParts()
  /// The values whose first dim is the batch.
  private(set) var batchFirst = BatchFirst()
  /// Whether this is the graph itself, where inputs without a source become its inputs, and not a sheet
  /// for what a wrapper holds.
  let isOutermost: Bool
  /// The depth at which the model itself is written out, which is done once.
  static let wholeDepth = 1

  /// Lets go of the memory that the file's bytes take.
  private let letGo: () -> Void

  init(
    reader: TopologyReader, budget: Budget, isOutermost: Bool = true, letGo: @escaping () -> Void = {}
  ) {
    self.reader = reader
    self.budget = budget
    self.isOutermost = isOutermost
    self.letGo = letGo
  }

  /// The known part of a value's type.
  func spec(_ value: ValueID?) -> TensorSpec { shared.spec(value.flatMap { graph.values[$0].type }) }

  /// Makes room for calls with their tensors: room that is not used costs nothing, and to grow bit by bit takes
  /// the memory twice.
  func makeRoom(_ calls: Int) {
    graph.nodes.reserveCapacity(calls)
    graph.values.reserveCapacity(4 * calls)
  }

  func addValue(_ name: String, _ producer: Value.Producer, _ spec: TensorSpec) -> ValueID {
    graph.values.append(Value(name: name, producer: producer, type: shared.type(spec)))
    return graph.values.count - 1
  }

  /// Adds a formal input of the graph.
  func addInput(_ name: String, _ spec: TensorSpec) -> ValueID {
    let value = addValue(name, isOutermost ? .input : .none, spec)
    guard isOutermost else { return value }
    graph.inputs.append(value)
    if spec.hasOpenFirst { batchFirst.insert(value) }
    return value
  }

  // MARK: Calls

  /// One tensor that is passed to a call.
  struct Argument {
    var value: ValueID?
    var keyword: String?
  }

  /// Writes one call of a layer or model out and returns its results; `call` is its entry in `inbound_nodes`.
  func call(
    _ layer: Layer, _ arguments: [Argument], _ call: JSON?, results: Int, recorded: [TensorSpec?],
    in scope: ScopeID,
    depth: Int
  ) -> [ValueID] {
    budget.spend(1 + arguments.count + results + depth)
    if let subModel = layer.subModel, subModel.kind != .loose, depth < KerasLimits.nesting {
      if !budget.isSpent {
        let inner = addScope(layer, in: scope)
        let outputs = expand(subModel, of: layer, arguments, in: inner, depth: depth + 1)
        note(outputs, of: layer)
        return outputs
      }
      budget.exceed()
      let result = LayerResult(layer.firstResults?.map(TensorSpec.init), weights: nil)
      return addNode(layer, arguments, call, result, results: results, recorded: recorded, in: scope)
    }
    var result = LayerResult.unknown
    if layer.firstResults == nil || !budget.isSpent {
      result = self.result(of: layer, arguments, call, depth: depth)
      budget.spend(layer.config.work)
    } else {
      budget.exceed()
    }
    if layer.weights == nil, let weights = StoredWeights.merge(result.weights, layer.stored) {
      budget.spend(weights.count)
      let weights = shared.weights(weights)
      layer.weightList = weights.list
      let first = graph.values.count
      let name = layer.shortName
      for (tensor, type) in zip(weights.tensors, weights.types) {
        graph.values.append(Value(stored: TensorRef(owner: name, tensor), type: type))
      }
      layer.weights = first..<graph.values.count
    }
    return addNode(layer, arguments, call, result, results: results, recorded: recorded, in: scope)
  }

  private func addScope(_ layer: Layer, in parent: ScopeID) -> ScopeID {
    graph.scopes.append(Scope(name: layer.name, className: layer.className, parent: parent))
    return graph.scopes.count - 1
  }

  private func addNode(
    _ layer: Layer, _ arguments: [Argument], _ call: JSON?, _ result: LayerResult, results: Int,
    recorded: [TensorSpec?], in scope: ScopeID
  ) -> [ValueID] {
    let node = graph.nodes.count
    let known = result.outputs ?? []
    var count = max(1, results, known.count)
    if budget.isSpent { count = min(count, KerasLimits.resultsBeyondBudget) }
    var outputs: [ValueID] = []
    for slot in 0..<count {
      let computed = slot < known.count ? known[slot] : .unknown
      let spec = slot < recorded.count ? recorded[slot]?.completed(by: computed) ?? computed : computed
      outputs.append(
        addValue(slot == 0 ? layer.name : "\(layer.shortName):\(slot)", .node(node, slot: slot), spec))
    }
    var inputs = arguments.map(\.value)
    // Beyond the budget, later calls do without the weights.
    if let weights = layer.weights, !budget.isSpent || layer.firstResults == nil {
      inputs += weights.map { $0 }
    }
    budget.spend(count + inputs.count)
    var made = Node(op: layer.op, name: layer.name)
    if isOutermost {
      if layer.firstResults == nil { layer.attributes.share(shared) }
      made = shared.node(layer.op, layer.name, layer.attributes.facts)
      made.attributes = NodeAttributes.make(layer, call)
    }
    made.inputs = Slots(inputs)
    made.outputs = Slots(outputs)
    made.scope = scope
    graph.nodes.append(made)
    if graph.nodes.count % KerasLimits.releaseInterval == 0 { letGo() }
    if isOutermost { noteBatch(outputs, of: layer, arguments, call) }
    note(outputs, of: layer)
    return outputs
  }

  private func noteBatch(_ outputs: [ValueID], of layer: Layer, _ arguments: [Argument], _ call: JSON?) {
    let open = arguments.compactMap(\.value).filter { spec($0).hasOpenFirst }
    guard !open.isEmpty, open.allSatisfy(batchFirst.contains),
      BatchFirst.isKept(by: layer, arguments.map { spec($0.value) }, call)
    else { return }
    for output in outputs where spec(output).hasOpenFirst { batchFirst.insert(output) }
  }

  func note(_ outputs: [ValueID], of layer: Layer) {
    layer.note(shared.results(outputs.map { graph.values[$0].type }))
  }

  // MARK: The end

  /// Makes values the graph's outputs, under the names of the layers that produce them.
  func setOutputs(_ outputs: [ValueID], names: [String]) {
    for (output, name) in zip(outputs, names) {
      if case .node = graph.values[output].producer { graph.values[output].name = name }
    }
    graph.outputs = outputs
  }

  func name(_ name: String, className: String?) {
    graph.name = name
    graph.scopes[0].className = className
  }
}
