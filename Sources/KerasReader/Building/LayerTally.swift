import ModelGraph

/// A model's layers in the file's order with what building found out, in one pass over them.
struct LayerTally {
  /// The elements of stored tensors.
  struct Total {
    /// All of them; nil where they are not known or too many to be counted.
    var all: Int64? = 0
    /// Those that training changes; nil where that is not known.
    var trainable: Int64? = 0

    mutating func add(_ other: Total) {
      all = DimMath.plus(all, other.all)
      trainable = DimMath.plus(trainable, other.trainable)
    }
  }

  /// The layers inside the model, nested ones by path.
  private(set) var layers: [LayerInfo] = []
  private(set) var total = Total()

  init(_ subModel: SubModel) {
    layers.reserveCapacity(subModel.layers.count)
    total = add(subModel, below: "")
  }

  private mutating func add(_ subModel: SubModel, below path: String) -> Total {
    var total = Total()
    for layer in subModel.layers {
      let own = path.isEmpty ? layer.name : path + "/" + layer.name
      let place = layers.count
      layers.append(
        LayerInfo(path: own, name: layer.name, className: layer.className, outputs: Self.outputs(of: layer)))
      var sum = Self.total(layer)
      if let inner = layer.subModel {
        sum = add(inner, below: own.utf8.count > KerasLimits.pathBytes ? "…" : own)
        if layer.isFrozen, sum.trainable != nil { sum.trainable = 0 }
      }
      layers[place].parameters = sum.all
      layers[place].trainableParameters = sum.trainable
      total.add(sum)
    }
    return total
  }

  /// The stored elements of a layer that is no model.
  private static func total(_ layer: Layer) -> Total {
    guard let weights = layer.weightList else {
      return layer.className == "InputLayer" ? Total() : Total(all: nil, trainable: nil)
    }
    var total = Total()
    for weight in weights {
      let isTrainable = layer.isFrozen ? false : weight.isTrainable
      total.add(
        Total(all: weight.count, trainable: isTrainable.map { $0 ? weight.count : 0 } ?? nil))
    }
    return total
  }

  /// The types of the results: of one call where all calls agree, else of all calls.
  private static func outputs(of layer: Layer) -> [ValueType?] {
    guard let first = layer.firstResults else { return [] }
    return layer.furtherResults.allSatisfy { $0 == first }
      ? first : first + layer.furtherResults.flatMap(\.self)
  }

  // MARK: Weights

  /// The stored tensors of a model, each layer's once; nil where one's are not known. Those of frozen layers
  /// are not trainable.
  static func weights(of subModel: SubModel) -> [Weight]? {
    var found: [Weight] = []
    return collect(subModel, &found) ? found : nil
  }

  private static func collect(_ subModel: SubModel, _ found: inout [Weight]) -> Bool {
    for layer in subModel.layers where layer.className != "InputLayer" {
      if let inner = layer.subModel {
        guard collect(inner, &found) else { return false }
        continue
      }
      guard let weights = layer.weightList else { return false }
      for weight in weights {
        var weight = weight.prefixed(layer.shortName + "/")
        if layer.isFrozen { weight.isTrainable = false }
        found.append(weight)
      }
    }
    return true
  }
}
