import Diagnostics
import ModelGraph
import TextOutput

/// A size for dims that have a name in the file.
public struct DimSize: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The size.
  public var size: Int64

  /// Makes a pair.
  public init(_ name: String, _ size: Int64) {
    self.name = name
    self.size = size
  }

  /// Reads `name=size`; names may hold any character, `=` too.
  public init?(text: some StringProtocol) {
    guard let equals = text.lastIndex(of: "="), equals > text.startIndex,
      let size = Int64(text[text.index(after: equals)...]), size >= 0
    else { return nil }
    self.init(String(text[..<equals]), size)
  }
}

/// A model with numbers in place of some of the names that dims have.
///
/// Names are matched whole: `batch` leaves `batch*2` as it is. Cost: linear in values.
public func bind(_ model: Model, _ sizes: [DimSize]) -> Model {
  guard !sizes.isEmpty else { return model }
  let dims = Dictionary(sizes.map { ($0.name, $0.size) }) { _, last in last }
  var bound = model
  for graph in bound.graphs.indices {
    for value in bound.graphs[graph].values.indices {
      guard let type = bound.graphs[graph].values[value].type else { continue }
      let changed = bind(type, dims)
      if changed != type { bound.graphs[graph].values[value].type = changed }
    }
  }
  for layer in bound.layers.indices {
    bound.layers[layer].outputs = bound.layers[layer].outputs.map { $0.map { bind($0, dims) } }
  }
  return bound
}

/// Says which of some sizes is for a name that no dim has.
///
/// - Throws: ``FoldoutError`` of kind `usage` with the names that there are.
///
/// Cost: linear in values.
public func checkNames(_ sizes: [DimSize], in model: Model) throws(FoldoutError) {
  guard !sizes.isEmpty else { return }
  var names: [String] = symbols(of: model)
  var seen = Set(names)
  func add(_ type: ValueType?) {
    switch type {
    case .tensor(_, let shape), .sparseTensor(_, let shape):
      for case .symbol(let name) in shape?.dims ?? [] where seen.insert(name).inserted { names.append(name) }
    case .sequence(let element), .optional(let element), .map(_, let element): add(element)
    case .opaque, .unknown, nil: break
    }
  }
  for graph in model.graphs { for value in graph.values { add(value.type) } }
  guard let size = sizes.first(where: { !seen.contains($0.name) }) else { return }
  let open = names.prefix(6).map { escaped($0, limit: 60) }.joined(separator: ", ")
  let near = NearestNames.question(size.name, among: names)
  throw FoldoutError(
    .usage, "no-such-dim", "no dim is called \(escaped(size.name)), so --dim can't give it a size",
    hint: names.isEmpty
      ? "this model leaves no dim open under a name"
      : (near.map { $0 + " " } ?? "") + "open dims are " + open + (names.count > 6 ? " and more" : ""))
}

private func bind(_ type: ValueType, _ dims: [String: Int64]) -> ValueType {
  func bound(_ shape: Shape?) -> Shape? {
    shape.map { shape in
      Shape(
        shape.dims.map { dim in
          guard case .symbol(let name) = dim, let size = dims[name] else { return dim }
          return .known(size)
        })
    }
  }
  switch type {
  case .tensor(let element, let shape): return .tensor(element, bound(shape))
  case .sparseTensor(let element, let shape): return .sparseTensor(element, bound(shape))
  case .sequence(let element): return .sequence(bind(element, dims))
  case .optional(let element): return .optional(bind(element, dims))
  case .map(let key, let element): return .map(key: key, bind(element, dims))
  case .opaque, .unknown: return type
  }
}

/// The names that dims of the main graph's inputs have, each once, in order: what can be bound.
public func symbols(of model: Model) -> [String] {
  var names: [String] = []
  for input in model.graphs.first?.inputs ?? [] {
    guard case .tensor(_, let shape?)? = model.graphs[0].values[input].type else { continue }
    for case .symbol(let name) in shape.dims where !names.contains(name) { names.append(name) }
  }
  return names
}
