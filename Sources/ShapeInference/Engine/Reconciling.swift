import ModelGraph

/// Joins the declared type of a value with the type inferred from its producer.
enum Reconciling {
  /// The two types joined. Declared numbers stand, declared names and gaps give way to numbers; a
  /// conflict is where both can't be true.
  static func merge(declared: InferredType, inferred: InferredType) -> (type: InferredType, conflict: Bool) {
    switch (declared, inferred) {
    case (_, .unknown): return (declared, false)
    case (.unknown, _): return (inferred, false)
    case (.tensor(let x, let p), .tensor(let y, let q)):
      let (shape, clash) = merge(p, q)
      return (.tensor(x == .undefined ? y : x, shape), clash || differ(x, y))
    case (.sparse(let x, let p), .sparse(let y, let q)):
      let (shape, clash) = merge(p, q)
      return (.sparse(x == .undefined ? y : x, shape), clash || differ(x, y))
    case (.sequence(let a), .sequence(let b)):
      let (type, clash) = merge(declared: a, inferred: b)
      return (.sequence(type), clash)
    case (.optional(let a), .optional(let b)):
      let (type, clash) = merge(declared: a, inferred: b)
      return (.optional(type), clash)
    case (.map(let k, let a), .map(let l, let b)):
      let (type, clash) = merge(declared: a, inferred: b)
      return (.map(k == .undefined ? l : k, type), clash || differ(k, l))
    // An optional takes what is not one, too.
    case (.optional(let a), let b):
      let (type, clash) = merge(declared: a, inferred: b)
      return (.optional(type), clash)
    case (.opaque, .opaque): return (declared, declared != inferred)
    default: return (declared, true)
    }
  }

  private static func differ(_ a: DataType, _ b: DataType) -> Bool {
    a != b && a != .undefined && b != .undefined
  }

  private static func merge(_ declared: [Extent]?, _ inferred: [Extent]?) -> ([Extent]?, Bool) {
    guard let declared else { return (inferred, false) }
    guard let inferred else { return (declared, false) }
    guard declared.count == inferred.count else { return (declared, true) }
    var clash = false
    var merged = declared
    for (index, own) in declared.enumerated() {
      switch (own, inferred[index]) {
      case (.known(let a), .known(let b)): if a != b { clash = true }
      case (.known, _): break
      case (_, .known): merged[index] = inferred[index]
      case (.unknown, let other): merged[index] = other
      case (.symbolic, _): break
      }
    }
    return (merged, clash)
  }

  /// A type in a message: `float32 1×3×?`.
  static func text(_ type: InferredType) -> String {
    switch type {
    case .tensor(let element, let shape): text(element, shape)
    case .sparse(let element, let shape): "sparse " + text(element, shape)
    case .sequence(let element): "sequence of " + text(element)
    case .optional(let element): "optional " + text(element)
    case .map(let key, let element): "map from \(key.name) to " + text(element)
    case .opaque: "opaque"
    case .unknown: "unknown"
    }
  }

  private static func text(_ element: DataType, _ shape: [Extent]?) -> String {
    let name = element == .undefined ? "tensor" : element.name
    return shape.map { name + " " + text($0) } ?? name
  }

  /// Dims in a message, at most a dozen.
  static func text(_ shape: [Extent]) -> String {
    Shape(shape.prefix(12).map(\.dim)).text + (shape.count > 12 ? "×…" : "")
  }
}
