import ModelGraph

/// What calls of layers make of their inputs, models inside wrappers included.
extension GraphBuilder {
  /// Results of one call beyond this are no real layer's, nor are so many stored tensors. Wrappers that hold
  /// each other may double both at every level.
  private static let maxResults = 1024
  private static let maxWeights = 1 << 17

  func effect(of layer: Layer, _ arguments: [Argument], _ call: LayerCall?, depth: Int) -> Effect {
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
      className: layer.className, isOperation: layer.isOperation, module: layer.module,
      config: layer.config, inputs: inputs, keywords: keywords, policy: layer.policy, call: call,
      inner: { [self] json, inputs in effect(inside: json, inputs, depth: depth + 1) })
    return Self.bounded(Rules.effect(situation))
  }

  /// What a layer inside a wrapper makes of some inputs. It is read anew for each call.
  private func effect(inside json: JSON, _ inputs: [Spec], depth: Int) -> Effect {
    budget.spend(1 + Config(json: json).work)
    guard !budget.isSpent else {
      budget.exceed()
      return .unknown
    }
    return effect(
      of: reader.layer(json, number: -1), inputs, [String?](repeating: nil, count: inputs.count), nil,
      depth: depth)
  }

  /// What a model inside a wrapper makes of its inputs: it is written out on a sheet of its own.
  private func effect(of layer: Layer, _ parts: Parts, _ inputs: [Spec], depth: Int) -> Effect {
    guard parts.kind != .loose, (try? parts.sortAll()) != nil else { return .unknown }
    let sheet = GraphBuilder(reader: reader, budget: budget, isOutermost: false)
    let arguments = inputs.map { Argument(value: sheet.addValue("", .none, $0), keyword: nil) }
    let outputs = sheet.expand(parts, of: layer, arguments, in: 0, depth: depth + 1)
    let weights = LayerTally.weights(of: parts)
    budget.spend(weights?.count ?? 0)
    return Effect(outputs.map(sheet.spec), weights: weights)
  }

  /// The same without what is too much to be true.
  private static func bounded(_ effect: Effect) -> Effect {
    var effect = effect
    if let outputs = effect.outputs {
      if outputs.count > maxResults { effect.outputs = Array(outputs.prefix(maxResults)) }
      for slot in 0..<min(outputs.count, maxResults) where outputs[slot].dims?.count ?? 0 > Spec.maxRank {
        effect.outputs?[slot].dims = nil
      }
    }
    if effect.weights?.count ?? 0 > maxWeights { effect.weights = nil }
    return effect
  }
}

extension Spec {
  /// What is known from either side; what the file says comes first.
  func completed(by other: Spec) -> Spec {
    Spec(dims: dims ?? other.dims, dtype: dtype == .undefined ? other.dtype : dtype)
  }
}
