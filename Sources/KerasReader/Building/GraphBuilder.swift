import Diagnostics
import ModelGraph

/// Writes a model out into one graph: a node for each call of a layer, a scope for each call of a model.
final class GraphBuilder {
  private(set) var graph = Graph()
  private(set) var isTruncated = false
  let reader: TopologyReader
  /// Whether inputs that nobody feeds become inputs of the graph.
  private let isOutermost: Bool

  private let budget: Budget

  /// What is left to be written out, sheets for what wrappers hold included: a file may call models
  /// exponentially often. From there on a call of a model is one node.
  final class Budget {
    var nodes = 50_000
  }

  /// How deep a layer inside a layer is followed for its shapes.
  static let maxNesting = 200

  init(reader: TopologyReader, isOutermost: Bool = true, budget: Budget = Budget()) {
    self.reader = reader
    self.budget = budget
    self.isOutermost = isOutermost
  }

  /// What is known of a value.
  func spec(_ value: ValueID?) -> Spec {
    guard let value, case .tensor(let dtype, let shape)? = graph.values[value].type else { return .unknown }
    return Spec(
      dims: shape.map { shape in
        shape.dims.map { dim in if case .known(let size) = dim { size } else { nil } }
      }, dtype: dtype)
  }

  func addValue(_ name: String, _ producer: Value.Producer, _ spec: Spec, constant: TensorRef? = nil)
    -> ValueID
  {
    graph.values.append(Value(name: name, producer: producer, type: spec.type, constant: constant))
    return graph.values.count - 1
  }

  /// Adds a formal input of the graph.
  func addInput(_ name: String, _ spec: Spec) -> ValueID {
    let value = addValue(name, isOutermost ? .input : .none, spec)
    if isOutermost { graph.inputs.append(value) }
    return value
  }

  // MARK: Calls

  /// One tensor that is passed to a call.
  struct Argument {
    var value: ValueID?
    var keyword: String?
  }

  /// Writes one call of a layer or model out and gives its results.
  func call(
    _ layer: Layer, _ arguments: [Argument], _ call: LayerCall?, results: Int, recorded: [Spec?],
    in scope: ScopeID,
    depth: Int
  ) -> [ValueID] {
    if let parts = layer.parts, parts.kind != .loose, depth < Self.maxNesting {
      if budget.nodes > 0 {
        let inner = addScope(layer, in: scope)
        let outputs = expand(parts, of: layer, arguments, in: inner, depth: depth + 1)
        note(outputs, of: layer)
        return outputs
      }
      isTruncated = true
      let effect = Effect(layer.results.first, weights: nil)
      return addNode(layer, arguments, call, effect, results: results, recorded: recorded, in: scope)
    }
    let effect = effect(of: layer, arguments, call, depth: depth)
    if layer.weights == nil, let weights = StoredWeights.merge(effect.weights, layer.stored) {
      layer.weightList = weights
      layer.weights = weights.map { addWeight($0, of: layer) }
    }
    return addNode(layer, arguments, call, effect, results: results, recorded: recorded, in: scope)
  }

  private func addScope(_ layer: Layer, in parent: ScopeID) -> ScopeID {
    graph.scopes.append(Scope(name: layer.name, className: layer.className, parent: parent))
    return graph.scopes.count - 1
  }

  private func addWeight(_ weight: Weight, of layer: Layer) -> ValueID {
    let name = layer.name + "/" + weight.name
    return addValue(
      name, .initializer, Spec(dims: weight.dims.map { $0 }, dtype: weight.dtype),
      constant: TensorRef(name: name, dataType: weight.dtype, dims: weight.dims))
  }

  private func addNode(
    _ layer: Layer, _ arguments: [Argument], _ call: LayerCall?, _ effect: Effect, results: Int,
    recorded: [Spec?],
    in scope: ScopeID
  ) -> [ValueID] {
    budget.nodes -= 1
    let node = graph.nodes.count
    let known = effect.outputs ?? []
    let count = max(1, results, known.count)
    var outputs: [ValueID] = []
    for slot in 0..<count {
      let computed = slot < known.count ? known[slot] : .unknown
      let spec = slot < recorded.count ? recorded[slot]?.completed(by: computed) ?? computed : computed
      outputs.append(
        addValue(slot == 0 ? layer.name : "\(layer.name):\(slot)", .node(node, slot: slot), spec))
    }
    let inputs = arguments.map(\.value) + (layer.weights ?? [])
    graph.nodes.append(
      Node(
        op: OperatorID(domain: "keras", type: layer.className), name: layer.name, inputs: inputs,
        outputs: outputs,
        attributes: NodeAttributes.make(layer, call), scope: scope))
    note(outputs, of: layer)
    return outputs
  }

  /// Keeps what a call gave, for as many calls as are listed.
  func note(_ outputs: [ValueID], of layer: Layer) {
    if layer.results.count < max(1, layer.calls.count) { layer.results.append(outputs.map(spec)) }
  }

  // MARK: Rules

  private func effect(of layer: Layer, _ arguments: [Argument], _ call: LayerCall?, depth: Int) -> Effect {
    var inputs = arguments.map { spec($0.value) }
    if inputs.allSatisfy({ $0.dims == nil }), !layer.buildShapes.isEmpty { inputs = layer.buildShapes }
    var keywords = arguments.map(\.keyword)
    if keywords.count != inputs.count { keywords = [String?](repeating: nil, count: inputs.count) }
    return effect(of: layer, inputs, keywords, call?.json, depth: depth)
  }

  private func effect(of layer: Layer, _ inputs: [Spec], _ keywords: [String?], _ call: JSON?, depth: Int)
    -> Effect
  {
    guard depth < Self.maxNesting else { return .unknown }
    if let parts = layer.parts { return effect(of: layer, parts, inputs, depth: depth) }
    let situation = Situation(
      className: layer.className, module: layer.module, config: layer.config, inputs: inputs,
      keywords: keywords, policy: layer.policy,
      call: call,
      inner: { [self] json, inputs in
        let inner = reader.layer(json, number: -1)
        return effect(
          of: inner, inputs, [String?](repeating: nil, count: inputs.count), nil, depth: depth + 1)
      })
    return Rules.effect(situation)
  }

  /// What a model inside a wrapper makes of its inputs: it is written out on a sheet of its own.
  private func effect(of layer: Layer, _ parts: Parts, _ inputs: [Spec], depth: Int) -> Effect {
    guard parts.kind != .loose, budget.nodes > 0 else { return .unknown }
    let sheet = GraphBuilder(reader: reader, isOutermost: false, budget: budget)
    let arguments = inputs.map { Argument(value: sheet.addValue("", .none, $0), keyword: nil) }
    let outputs = sheet.expand(parts, of: layer, arguments, in: 0, depth: depth + 1)
    return Effect(outputs.map(sheet.spec), weights: LayerTally.weights(of: parts))
  }

  // MARK: The end

  /// Makes values the graph's outputs, under the names of the layers that give them.
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

extension Spec {
  /// What is known from either side; what the file says comes first.
  func completed(by other: Spec) -> Spec {
    Spec(dims: dims ?? other.dims, dtype: dtype == .undefined ? other.dtype : dtype)
  }
}

/// Keras 1's layer that holds the models it joins.
enum Merged {
  static func hasBranches(_ layer: Layer) -> Bool {
    layer.className == "Merge"
      && (layer.config.value("layers")?.elements.contains(where: TopologyReader.isLayer) ?? false)
  }
}
