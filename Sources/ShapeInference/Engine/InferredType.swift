import ModelGraph

/// The type of a value during inference: as ``ValueType``, with symbolic dims.
indirect enum InferredType: Sendable, Hashable {
  case tensor(DataType, [Extent]?)
  case sparse(DataType, [Extent]?)
  case sequence(InferredType)
  case optional(InferredType)
  case map(DataType, InferredType)
  case opaque(domain: String, name: String)
  /// Nothing is known.
  case unknown

  /// The element type of a tensor; `undefined` for all else.
  var element: DataType {
    switch self {
    case .tensor(let element, _), .sparse(let element, _): element
    default: .undefined
    }
  }

  /// The dims of a tensor of known rank.
  var shape: [Extent]? {
    switch self {
    case .tensor(_, let shape), .sparse(_, let shape): shape
    default: nil
    }
  }

  /// Whether it is a tensor whose dims are all numbers.
  var isNumeric: Bool { shape?.allSatisfy { $0.value != nil } ?? false }

  /// As a type of the model; nil where nothing is known.
  var valueType: ValueType? {
    switch self {
    case .tensor(.undefined, nil), .unknown: nil
    case .tensor(let element, let shape): .tensor(element, shape.map { Shape($0.map(\.dim)) })
    case .sparse(let element, let shape): .sparseTensor(element, shape.map { Shape($0.map(\.dim)) })
    case .sequence(let element): .sequence(element.valueType ?? .unknown)
    case .optional(let element): .optional(element.valueType ?? .unknown)
    case .map(let key, let element): .map(key: key, element.valueType ?? .unknown)
    case .opaque(let domain, let name): .opaque(domain: domain, name: name)
    }
  }

  /// The part that two types have in common: dims that differ become unknown, shapes of different rank vanish.
  static func common(_ a: InferredType, _ b: InferredType) -> InferredType {
    if a == b { return a }
    switch (a, b) {
    case (.tensor(let x, let p), .tensor(let y, let q)):
      return .tensor(x == y ? x : .undefined, commonShape(p, q))
    case (.sparse(let x, let p), .sparse(let y, let q)):
      return .sparse(x == y ? x : .undefined, commonShape(p, q))
    case (.sequence(let x), .sequence(let y)): return .sequence(common(x, y))
    case (.optional(let x), .optional(let y)): return .optional(common(x, y))
    case (.map(let k, let x), .map(let l, let y)) where k == l: return .map(k, common(x, y))
    default: return .unknown
    }
  }

  static func commonShape(_ a: [Extent]?, _ b: [Extent]?) -> [Extent]? {
    guard let a, let b, a.count == b.count else { return nil }
    return zip(a, b).map { $0 == $1 ? $0 : .unknown }
  }
}
