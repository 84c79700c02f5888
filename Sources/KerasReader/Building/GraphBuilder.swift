import Diagnostics
import ModelGraph

/// Writes a model out into one graph: a node for each call of a layer, a scope for each call of a model.
final class GraphBuilder {
  private(set) var graph = Graph()
  private(set) var isTruncated = false
  private let reader: TopologyReader
  /// Whether inputs that nobody feeds become inputs of the graph.
  private let isOutermost: Bool

  /// A file may call models exponentially often; from here on a call of a model is one node.
  private static let maxNodes = 200_000
  /// How deep a layer inside a layer is followed for its shapes.
  private static let maxNesting = 200

  init(reader: TopologyReader, isOutermost: Bool = true) {
    self.reader = reader
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
      if graph.nodes.count < Self.maxNodes {
        let inner = addScope(layer, in: scope)
        let outputs = expand(parts, of: layer, arguments, in: inner, depth: depth + 1)
        layer.results.append(outputs.map(spec))
        return outputs
      }
      isTruncated = true
    }
    let effect = effect(of: layer, arguments, call, depth: depth)
    if layer.weights == nil, let weights = effect.weights {
      layer.weightList = weights
      layer.weights = weights.map { addWeight($0, of: layer) }
    }
    return addNode(layer, arguments, effect, results: results, recorded: recorded, in: scope)
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
    _ layer: Layer, _ arguments: [Argument], _ effect: Effect, results: Int, recorded: [Spec?],
    in scope: ScopeID
  ) -> [ValueID] {
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
    for (slot, value) in inputs.enumerated() {
      if let value { graph.values[value].uses.append(Usage(node: node, slot: slot)) }
    }
    graph.nodes.append(
      Node(
        op: OperatorID(domain: "keras", type: layer.className), name: layer.name, inputs: inputs,
        outputs: outputs,
        attributes: NodeAttributes.make(layer), scope: scope))
    layer.results.append(outputs.map(spec))
    return outputs
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
      className: layer.className, config: layer.config, inputs: inputs, keywords: keywords,
      policy: layer.policy,
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
    guard parts.kind != .loose else { return .unknown }
    let sheet = GraphBuilder(reader: reader, isOutermost: false)
    let arguments = inputs.map { Argument(value: sheet.addValue("", .none, $0), keyword: nil) }
    let outputs = sheet.expand(parts, of: layer, arguments, in: 0, depth: depth + 1)
    return Effect(outputs.map(sheet.spec), weights: LayerTally.weights(of: parts))
  }

  // MARK: Models

  /// Writes a model's inside out. Missing arguments become inputs of the graph.
  func expand(_ parts: Parts, of layer: Layer, _ arguments: [Argument], in scope: ScopeID, depth: Int)
    -> [ValueID]
  {
    switch parts.kind {
    case .functional: functional(parts, arguments, in: scope, depth: depth)
    case .sequential: sequential(parts, of: layer, arguments, in: scope, depth: depth)
    case .loose: loose(parts, in: scope, depth: depth)
    }
  }

  private func functional(_ parts: Parts, _ arguments: [Argument], in scope: ScopeID, depth: Int) -> [ValueID]
  {
    var made = parts.layers.map { [[ValueID]](repeating: [], count: max(1, $0.calls.count)) }
    func value(_ reference: Reference) -> ValueID? {
      guard let layer = reference.layer, made[layer].indices.contains(reference.call) else { return nil }
      let results = made[layer][reference.call]
      return reference.tensor < results.count ? results[reference.tensor] : nil
    }
    let formals = formals(parts, arguments)
    for place in parts.order {
      let layer = parts.layers[place.layer]
      guard place.call < layer.calls.count else {
        // Nobody calls an input layer.
        let own = formals[place.layer] ?? addInput(layer.name, InputShapes.spec(layer) ?? .unknown)
        layer.results.append([InputShapes.spec(layer)?.completed(by: spec(own)) ?? spec(own)])
        made[place.layer][place.call] = [own]
        continue
      }
      let call = layer.calls[place.call]
      let results = parts.resultCounts[place] ?? 1
      let recorded = (0..<results).map {
        parts.recorded[TensorPlace(layer: place.layer, call: place.call, tensor: $0)]
      }
      made[place.layer][place.call] = self.call(
        layer, call.inputs.map { Argument(value: value($0), keyword: $0.keyword) }, call, results: results,
        recorded: recorded, in: scope, depth: depth)
    }
    return parts.outputs.compactMap(value)
  }

  /// By input layer: the value that is passed for it, by name where both sides have names.
  private func formals(_ parts: Parts, _ arguments: [Argument]) -> [Int: ValueID] {
    var found: [Int: ValueID] = [:]
    for (position, input) in parts.inputs.enumerated() {
      guard let layer = input.layer else { continue }
      let named = input.keyword.flatMap { keyword in arguments.first { $0.keyword == keyword } }
      if let value = (named ?? (position < arguments.count ? arguments[position] : nil))?.value {
        found[layer] = value
      }
    }
    return found
  }

  private func sequential(
    _ parts: Parts, of owner: Layer, _ arguments: [Argument], in scope: ScopeID, depth: Int
  ) -> [ValueID] {
    var current = arguments
    if let first = parts.layers.first, current.isEmpty, first.className != "InputLayer",
      !Merged.hasBranches(first)
    {
      current = [
        Argument(value: addInput(first.name + "_input", InputShapes.firstSpec(owner, first)), keyword: nil)
      ]
    }
    for layer in parts.layers {
      if layer.className == "InputLayer" {
        if current.isEmpty {
          current = [Argument(value: addInput(layer.name, InputShapes.spec(layer) ?? .unknown))]
        }
        layer.results.append([
          InputShapes.spec(layer)?.completed(by: spec(current[0].value)) ?? spec(current[0].value)
        ])
        continue
      }
      if Merged.hasBranches(layer), current.isEmpty { current = branches(of: layer, in: scope, depth: depth) }
      let results = call(layer, current, nil, results: 1, recorded: [], in: scope, depth: depth)
      current = results.map { Argument(value: $0, keyword: nil) }
    }
    return current.compactMap(\.value)
  }

  /// The models that Keras 1's `Merge` joins, written out before it.
  private func branches(of layer: Layer, in scope: ScopeID, depth: Int) -> [Argument] {
    guard let list = layer.config.value("layers"), depth < Self.maxNesting else { return [] }
    return list.elements.filter(TopologyReader.isLayer).enumerated().flatMap { number, json in
      let branch = reader.layer(json, number: number + 1, isFrozen: layer.isFrozen)
      guard branch.parts != nil else { return [Argument]() }
      return call(branch, [], nil, results: 1, recorded: [], in: scope, depth: depth + 1).map {
        Argument(value: $0)
      }
    }
  }

  /// Parts whose wiring only code knows: they stand side by side.
  private func loose(_ parts: Parts, in scope: ScopeID, depth: Int) -> [ValueID] {
    for layer in parts.layers { _ = call(layer, [], nil, results: 0, recorded: [], in: scope, depth: depth) }
    return []
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
