import JSONInput
import ModelGraph

/// Results of calls of layers, models inside wrappers included.
extension LayerGraphBuilder {
  func result(of layer: Layer, _ arguments: [Argument], _ call: JSON?, depth: Int) -> LayerResult {
    var inputs = arguments.map { spec($0.value) }
    if inputs.allSatisfy({ $0.dims == nil }), !layer.buildShapes.isEmpty { inputs = layer.buildShapes }
    var keywords = arguments.map(\.keyword)
    if keywords.count != inputs.count { keywords = [String?](repeating: nil, count: inputs.count) }
    return result(of: layer, inputs, keywords, call, depth: depth)
  }

  private func result(
    of layer: Layer, _ inputs: [TensorSpec], _ keywords: [String?], _ call: JSON?, depth: Int
  )
    -> LayerResult
  {
    guard depth < KerasLimits.nesting else { return .unknown }
    if let subModel = layer.subModel { return result(of: layer, subModel, inputs, depth: depth) }
    let situation = LayerContext(
      className: layer.className, isOperation: layer.isOperation, module: layer.module,
      config: layer.config, inputs: inputs, keywords: keywords, policy: layer.policy, call: call,
      inner: { [self] json, inputs in result(inside: json, inputs, depth: depth + 1) })
    return Self.bounded(LayerRules.result(situation))
  }

  /// The result of a layer inside a wrapper. It is read anew for each call.
  private func result(inside json: JSON, _ inputs: [TensorSpec], depth: Int) -> LayerResult {
    budget.spend(1 + Config(json: json).work)
    guard !budget.isSpent else {
      budget.exceed()
      return .unknown
    }
    return result(
      of: reader.layer(json, number: -1), inputs, [String?](repeating: nil, count: inputs.count), nil,
      depth: depth)
  }

  /// The result of a model inside a wrapper, which is written out on a sheet of its own.
  private func result(of layer: Layer, _ subModel: SubModel, _ inputs: [TensorSpec], depth: Int)
    -> LayerResult
  {
    guard subModel.kind != .loose, (try? subModel.sortAll()) != nil else { return .unknown }
    let sheet = LayerGraphBuilder(reader: reader, budget: budget, isOutermost: false)
    let arguments = inputs.map { Argument(value: sheet.addValue("", .none, $0), keyword: nil) }
    let outputs = sheet.expand(subModel, of: layer, arguments, in: 0, depth: depth + 1)
    let weights = LayerTally.weights(of: subModel)
    budget.spend(weights?.count ?? 0)
    return LayerResult(outputs.map(sheet.spec), weights: weights)
  }

  /// The same cut to ``KerasLimits``.
  private static func bounded(_ result: LayerResult) -> LayerResult {
    var result = result
    if let outputs = result.outputs {
      if outputs.count > KerasLimits.results { result.outputs = Array(outputs.prefix(KerasLimits.results)) }
      for slot in 0..<min(outputs.count, KerasLimits.results)
      where outputs[slot].dims?.count ?? 0 > KerasLimits.rank {
        result.outputs?[slot].dims = nil
      }
    }
    if result.weights?.count ?? 0 > KerasLimits.weights { result.weights = nil }
    return result
  }
}

extension TensorSpec {
  /// The parts known from either side; those from the file come first.
  func completed(by other: TensorSpec) -> TensorSpec {
    TensorSpec(dims: dims ?? other.dims, dtype: dtype == .undefined ? other.dtype : dtype)
  }
}
