import NameMatching

/// The parameters of a model in its order, found by the names that logs give them.
public struct ParameterOrder: Sendable {
  private let names: PathIndex
  private let paths: PathIndex
  private let modules: PathIndex

  /// Takes the tensors of a model.
  ///
  /// - Parameter tensors: of each the name in the file, and the path of its module with its own name.
  ///
  /// Linear in the parts of the names.
  public init(_ tensors: [(name: String, path: String)]) {
    let paths = tensors.map { nameParts($0.path) }
    names = PathIndex(tensors.map { nameParts($0.name) })
    self.paths = PathIndex(paths)
    modules = PathIndex(paths.map { Array($0.dropLast()) })
  }

  /// The place of a parameter among the tensors; nil where none is meant, or several may be.
  ///
  /// Exporters call some tensors by numbers, and a log may speak of modules. Then the first tensor of the module gives the place.
  public func place(of parameter: String) -> Int? {
    let parts = nameParts(parameter)
    for match in [
      names.match(parts), paths.match(parts), modules.match(Array(parts.dropLast())), modules.match(parts),
    ] {
      if case .one(let place) = match { return place }
    }
    return nil
  }
}

extension SizeMap {
  /// Puts the rows into the model's order; those that the model does not have come last, in the order of the log.
  ///
  /// - Returns: the names of those. Cost: n log n.
  mutating func order(by order: ParameterOrder) -> [String] {
    let places = rows.map { order.place(of: $0.name) }
    let sorted = rows.indices.sorted { (places[$0] ?? .max, $0) < (places[$1] ?? .max, $1) }
    let unknown = rows.indices.filter { places[$0] == nil }.map { rows[$0].name }
    rows = sorted.map { rows[$0] }
    return unknown
  }
}
