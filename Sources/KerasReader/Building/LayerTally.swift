import ModelGraph

/// Lists a model's layers in the file's order with what building found out.
enum LayerTally {
  /// The stored tensors of a model, each layer's once; nil where one's are not known.
  static func weights(of parts: Parts) -> [Weight]? {
    for layer in parts.layers where layer.className != "InputLayer" {
      if let inner = layer.parts {
        if weights(of: inner) == nil { return nil }
      } else if layer.weightList == nil {
        return nil
      }
    }
    return known(parts)
  }

  /// The stored tensors of a model as far as they are known; those of frozen layers are not trainable.
  static func known(_ parts: Parts) -> [Weight] {
    parts.layers.flatMap { layer -> [Weight] in
      if let inner = layer.parts { return known(inner) }
      return (layer.weightList ?? []).map { weight in
        var weight = weight.prefixed(layer.name + "/")
        if layer.isFrozen { weight.isTrainable = false }
        return weight
      }
    }
  }

  /// The layers inside a model, nested ones by path, in the file's order.
  static func list(_ parts: Parts, path: String = "") -> [LayerInfo] {
    var found: [LayerInfo] = []
    for layer in parts.layers {
      let own = path.isEmpty ? layer.name : path + "/" + layer.name
      let weights =
        layer.parts.map(weights(of:)) ?? layer.weightList ?? (layer.className == "InputLayer" ? [] : nil)
      found.append(
        LayerInfo(
          path: own, name: layer.name, className: layer.className, outputs: outputs(of: layer),
          parameters: sum(weights), trainableParameters: trainable(weights, isFrozen: layer.isFrozen)))
      if let parts = layer.parts { found += list(parts, path: own) }
    }
    return found
  }

  /// The types of the results: of one call where all calls agree, else of all calls.
  private static func outputs(of layer: Layer) -> [ValueType?] {
    var calls = Array(layer.results.prefix(max(1, layer.calls.count)))
    if let first = calls.first, calls.allSatisfy({ $0 == first }) { calls = [first] }
    return calls.flatMap { $0.map(\.type) }
  }

  /// The elements that training changes; nil where that is not known of all.
  static func trainable(_ weights: [Weight]?, isFrozen: Bool = false) -> Int64? {
    guard let weights else { return nil }
    if isFrozen { return 0 }
    return weights.allSatisfy({ $0.isTrainable != nil })
      ? sum(weights.filter { $0.isTrainable == true }) : nil
  }

  static func sum(_ weights: [Weight]?) -> Int64? {
    guard let weights else { return nil }
    var total: Int64 = 0
    for weight in weights {
      guard let count = weight.count, let sum = Size.plus(total, count) else { return nil }
      total = sum
    }
    return total
  }
}
