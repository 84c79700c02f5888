import ModelGraph

/// Models are written out call by call: functional ones along their wires, sequential ones layer by layer.
extension LayerGraphBuilder {
  /// Writes a model's inside out. Missing arguments become inputs of the graph.
  func expand(_ subModel: SubModel, of layer: Layer, _ arguments: [Argument], in scope: ScopeID, depth: Int)
    -> [ValueID]
  {
    budget.spend(subModel.work)
    if graph.nodes.isEmpty { makeRoom(subModel.work) }
    return switch subModel.kind {
    case .functional: functional(subModel, arguments, in: scope, depth: depth)
    case .sequential: sequential(subModel, of: layer, arguments, in: scope, depth: depth)
    case .loose: loose(subModel, in: scope, depth: depth)
    }
  }

  private func functional(_ subModel: SubModel, _ arguments: [Argument], in scope: ScopeID, depth: Int)
    -> [ValueID]
  {
    var made = CallResults(subModel.layers)
    let formals = formals(subModel, arguments)
    let isWhole = isOutermost && depth == Self.wholeDepth
    for place in subModel.order {
      let layer = subModel.layers[place.layer]
      guard place.call < layer.callCount else {
        // Nobody calls an input layer.
        let own = formals[place.layer] ?? addInput(layer.name, InputShapes.spec(layer) ?? .unknown)
        noteInput(layer, own)
        made.note([own], of: place)
        continue
      }
      let results = subModel.resultCounts[place] ?? 1
      let recorded = (0..<results).map {
        subModel.recorded[TensorPlace(layer: place.layer, call: place.call, tensor: $0)]
      }
      let arguments = subModel.wiring.references(place.layer, call: place.call).map {
        Argument(value: made.value($0), keyword: $0.keyword)
      }
      let own = call(
        layer, arguments, subModel.wiring.entry(place.layer, call: place.call), results: results,
        recorded: recorded, in: scope, depth: depth)
      made.note(own, of: place)
      if isWhole { layer.forgetAttributes() }
    }
    if isWhole { subModel.forgetWiring() }
    return subModel.outputs.compactMap(made.value)
  }

  /// Keeps the type of an input layer, the first time.
  private func noteInput(_ layer: Layer, _ value: ValueID?) {
    guard layer.firstResults == nil else { return }
    let spec = InputShapes.spec(layer)?.completed(by: spec(value)) ?? spec(value)
    layer.note([shared.type(spec)])
  }

  /// By input layer: the value that is passed for it, by name where both sides have names.
  private func formals(_ subModel: SubModel, _ arguments: [Argument]) -> [Int: ValueID] {
    var found: [Int: ValueID] = [:]
    var byKeyword: [String: Argument] = [:]
    for argument in arguments {
      if let keyword = argument.keyword, byKeyword[keyword] == nil { byKeyword[keyword] = argument }
    }
    for (position, input) in subModel.inputs.enumerated() {
      guard let layer = input.layer else { continue }
      let named = input.keyword.flatMap { byKeyword[$0] }
      if let value = (named ?? (position < arguments.count ? arguments[position] : nil))?.value {
        found[layer] = value
      }
    }
    return found
  }

  private func sequential(
    _ subModel: SubModel, of owner: Layer, _ arguments: [Argument], in scope: ScopeID, depth: Int
  ) -> [ValueID] {
    var current = arguments
    if let first = subModel.layers.first, current.isEmpty, first.className != "InputLayer",
      !Merged.hasBranches(first)
    {
      current = [
        Argument(value: addInput(first.name + "_input", InputShapes.firstSpec(owner, first)), keyword: nil)
      ]
    }
    for layer in subModel.layers {
      if layer.className == "InputLayer" {
        if current.isEmpty {
          current = [Argument(value: addInput(layer.name, InputShapes.spec(layer) ?? .unknown))]
        }
        noteInput(layer, current[0].value)
        continue
      }
      if Merged.hasBranches(layer), current.isEmpty { current = branches(of: layer, in: scope, depth: depth) }
      let results = call(layer, current, nil, results: 1, recorded: [], in: scope, depth: depth)
      current = results.map { Argument(value: $0, keyword: nil) }
    }
    return current.compactMap(\.value)
  }

  /// The models that Keras 1's `Merge` joins, written out before it; they are read anew for each call.
  private func branches(of layer: Layer, in scope: ScopeID, depth: Int) -> [Argument] {
    budget.spend(layer.config.work)
    guard let list = layer.config.value("layers"), depth < KerasLimits.nesting, !budget.isSpent else {
      return []
    }
    return list.elements.filter(TopologyReader.isLayer).enumerated().flatMap { number, json in
      let branch = reader.layer(json, number: number + 1, isFrozen: layer.isFrozen)
      guard let subModel = branch.subModel, (try? subModel.sortAll()) != nil else { return [Argument]() }
      return call(branch, [], nil, results: 1, recorded: [], in: scope, depth: depth + 1).map {
        Argument(value: $0)
      }
    }
  }

  /// Layers whose wiring only code knows: they stand side by side.
  private func loose(_ subModel: SubModel, in scope: ScopeID, depth: Int) -> [ValueID] {
    for layer in subModel.layers {
      let inputs: [Argument] =
        layer.buildShapes.isEmpty ? [] : [Argument(value: addValue("", .none, layer.buildShapes[0]))]
      _ = call(layer, inputs, nil, results: 0, recorded: [], in: scope, depth: depth)
    }
    return []
  }
}

/// Keras 1's layer that holds the models it joins.
enum Merged {
  static func hasBranches(_ layer: Layer) -> Bool {
    layer.className == "Merge"
      && (layer.config.value("layers")?.elements.contains(where: TopologyReader.isLayer) ?? false)
  }
}
