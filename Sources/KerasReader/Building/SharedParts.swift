import ModelGraph

/// Parts of a model that are equal for many layers, each kept once: they are most of the memory that a layer takes.
final class SharedParts {
  private var types: [TensorSpec: ValueType?] = [:]
  private var attributes: Set<[Attribute]> = []

  /// The type that is known of a tensor. Cost: a look-up.
  func type(_ spec: TensorSpec) -> ValueType? {
    if let known = types[spec] { return known }
    let made = spec.type
    types[spec] = .some(made)
    return made
  }

  /// The same list in memory that equal lists share. Cost: linear in the list.
  func list(_ list: [Attribute]) -> [Attribute] { attributes.insert(list).memberAfterInsert }
}
