import ModelGraph

/// One tensor that a file stores.
struct StoredWeight: Equatable {
  /// Where it is: names from the outside in, joined by `/`.
  var path: String
  var dims: [Int64]
  var dtype: DataType
  /// The place of its bytes in the file; nil where only HDF5 can read them.
  var offset: Int?

  /// The last part of the path, without TensorFlow's `:0`.
  var name: String {
    let last = path.split(separator: "/").last ?? ""
    return String(last.prefix { $0 != ":" })
  }

  /// Where the elements are.
  var location: TensorRef.Location {
    guard let offset, let length = TensorRef(dataType: dtype, dims: dims).byteCount else {
      return .dataset(path: path)
    }
    return .raw(offset: offset, length: Int(clamping: length))
  }
}

/// The tensors of a file, to be handed to the layers they belong to. Three forms are known:
///
/// - `.weights.h5` of Keras 3: `layers/dense_1/vars/0`, where the part after `layers` is a class in snake
///   case with a number; newer files have the layer's name as an attribute of that group;
/// - `.h5`: `model_weights/dense_1/dense_1/kernel:0`, where the first part is the layer's name, and inside a
///   nested model's one another part is;
/// - TensorFlow.js: `dense_1/kernel`.
struct StoredWeights {
  private var all: [StoredWeight] = []
  /// The names of layers by group.
  private var names: [String: String] = [:]

  var isEmpty: Bool { all.isEmpty }

  mutating func add(_ weight: StoredWeight) { all.append(weight) }

  /// Takes it that the HDF5 file begins at that offset of the model's file, or, for nil, that it is packed in there.
  mutating func place(at start: Int?) {
    for place in all.indices {
      guard let offset = all[place].offset else { continue }
      all[place].offset = start.flatMap { start in
        let (sum, overflow) = start.addingReportingOverflow(offset)
        return overflow ? nil : sum
      }
    }
  }

  /// Notes the name of a layer; the attribute is on the group of its variables.
  mutating func name(group: String, as name: String) {
    names[group.hasSuffix("/vars") ? String(group.dropLast(5)) : group] = name
  }

  /// Hands the tensors to the layers of a model.
  ///
  /// Cost: tensors times the depth of models.
  func assign(to subModel: SubModel) {
    if all.contains(where: {
      $0.path.hasPrefix("layers/") || $0.path.hasPrefix("_layer_checkpoint_dependencies/")
    }) {
      assignByClass(all[...], to: subModel, below: "")
    } else {
      let prefix = "model_weights/"
      assignByName(
        all.map { weight in
          let path = weight.path.hasPrefix(prefix) ? weight.path.dropFirst(prefix.count) : weight.path[...]
          return (path.split(separator: "/")[...], weight)
        }, to: subModel)
    }
  }

  private func assignByName(
    _ weights: [(path: ArraySlice<Substring>, weight: StoredWeight)], to subModel: SubModel
  ) {
    var places: [Substring: Int] = [:]
    for (number, layer) in subModel.layers.enumerated() { places[layer.name[...]] = number }
    var shares: [[(path: ArraySlice<Substring>, weight: StoredWeight)]] = Array(
      repeating: [], count: subModel.layers.count)
    for (path, weight) in weights {
      guard let place = path.dropLast().firstIndex(where: { places[$0] != nil }),
        let layer = places[path[place]]
      else {
        continue
      }
      shares[layer].append((path[(place + 1)...], weight))
    }
    for (layer, share) in zip(subModel.layers, shares) where !share.isEmpty {
      if let inner = layer.subModel {
        assignByName(share, to: inner)
      } else {
        layer.stored = share.map(\.weight)
      }
    }
  }

  private func assignByClass(_ weights: ArraySlice<StoredWeight>, to subModel: SubModel, below path: String) {
    let prefix = (path.isEmpty ? "" : path + "/") + "layers/"
    var groups: [String] = []
    var shares: [String: [StoredWeight]] = [:]
    for weight in weights where weight.path.hasPrefix(prefix) {
      let key = String(weight.path.dropFirst(prefix.count).prefix { $0 != "/" })
      if shares[key] == nil { groups.append(key) }
      shares[key, default: []].append(weight)
    }
    var byName: [String: String] = [:]
    for group in groups { if let name = names[prefix + group] { byName[name] = group } }
    var counts: [String: Int] = [:]
    for layer in subModel.layers where !layer.isOperation {
      let snake = Self.snakeCase(layer.className)
      let count = counts[snake] ?? 0
      counts[snake] = count + 1
      let group = byName[layer.name] ?? (byName.isEmpty ? (count == 0 ? snake : "\(snake)_\(count)") : "")
      guard let share = shares[group] else { continue }
      if let inner = layer.subModel {
        assignByClass(share[...], to: inner, below: prefix + group)
      } else {
        layer.stored = share
      }
    }
  }

  /// A class's name as Keras writes it in paths: `Conv2DTranspose` becomes `conv2d_transpose`.
  static func snakeCase(_ name: String) -> String {
    var result = ""
    let letters = Array(name)
    for (index, letter) in letters.enumerated() {
      if letter.isUppercase, index > 0 {
        let before = letters[index - 1]
        let isNextLower = index + 1 < letters.count && letters[index + 1].isLowercase
        if before.isLowercase || isNextLower && before != "_" { result += "_" }
      }
      result += letter.lowercased()
    }
    return result
  }

  /// The tensors of a layer: what its rule says, with the types and places that the file has; where both disagree, what
  /// the file has. Nil where neither knows.
  static func merge(_ computed: [Weight]?, _ stored: [StoredWeight]) -> [Weight]? {
    guard !stored.isEmpty else { return computed }
    let stored = stored.sorted { isBefore($0.path, $1.path) }
    var free = FreeWeights(stored)
    var merged: [Weight] = []
    // By name first: files of old list a layer's tensors by the alphabet, so that of equal dims the order says nothing.
    let named = (computed ?? []).map { free.take(named: $0.name, dims: $0.dims) }
    for (weight, named) in zip(computed ?? [], named) {
      guard let place = named ?? free.take(dims: weight.dims) else { break }
      var weight = weight
      if stored[place].dtype != .undefined { weight.dtype = stored[place].dtype }
      weight.location = stored[place].location
      merged.append(weight)
    }
    // Random seeds are stored too, but are no parameters.
    let own = stored.indices.filter { !stored[$0].path.holds("seed_generator") }
    if own.allSatisfy({ free.isTaken[$0] }), merged.count == computed?.count { return merged }
    return own.map { place in
      let weight = stored[place]
      return Weight(
        name: weight.name, dims: weight.dims, dtype: weight.dtype, isTrainable: nil, location: weight.location
      )
    }
  }

  /// Whether one path stands before another where only numbers at the same place differ; else neither does, so that
  /// sorting keeps the file's order. HDF5 lists `vars/10` before `vars/2`.
  private static func isBefore(_ a: String, _ b: String) -> Bool {
    let (a, b) = (a.split(separator: "/"), b.split(separator: "/"))
    guard a.count == b.count, let place = a.indices.first(where: { a[$0] != b[$0] }),
      let first = Int(a[place]), let second = Int(b[place])
    else { return false }
    return first < second
  }
}

/// The stored tensors of a layer that no tensor of its rule is matched with yet.
private struct FreeWeights {
  private let stored: [StoredWeight]
  private(set) var isTaken: [Bool]
  /// By dims: the tensors, the first one last.
  private var places: [[Int64]: [Int]] = [:]

  init(_ stored: [StoredWeight]) {
    self.stored = stored
    isTaken = [Bool](repeating: false, count: stored.count)
    for place in stored.indices.reversed() { places[stored[place].dims, default: []].append(place) }
  }

  /// Takes the tensor of that name and those dims where there is just one.
  mutating func take(named name: String, dims: [Int64]) -> Int? {
    let own = name.split(separator: "/").last ?? ""
    let found = (places[dims] ?? []).filter { !isTaken[$0] && stored[$0].name == own }
    guard found.count == 1 else { return nil }
    isTaken[found[0]] = true
    return found[0]
  }

  /// Takes the first tensor of those dims.
  mutating func take(dims: [Int64]) -> Int? {
    while let place = places[dims]?.popLast() {
      guard !isTaken[place] else { continue }
      isTaken[place] = true
      return place
    }
    return nil
  }
}
