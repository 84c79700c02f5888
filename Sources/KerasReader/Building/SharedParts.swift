import ModelGraph

/// Parts of a model that are equal for many layers, each kept once: they are most of the memory that a layer takes.
final class SharedParts {
  private var types: [TensorSpec: ValueType?] = [:]
  private var attributes: Set<[Attribute]> = []
  private var weights: [[Weight]: StoredParts] = [:]
  private var nodes: [NodeFacts: Node] = [:]
  private var results: [ValueType?] = []
  private var known: (type: ValueType?, spec: TensorSpec) = (nil, .unknown)

  /// The type that is known of a tensor. Cost: a look-up.
  func type(_ spec: TensorSpec) -> ValueType? {
    if let known = types[spec] { return known }
    let made = spec.type
    types[spec] = .some(made)
    return made
  }

  /// The known part of a type, with the same dims in memory as the last one's where both are equal: of many inputs of a
  /// call most are alike.
  func spec(_ type: ValueType?) -> TensorSpec {
    if type != known.type { known = (type, TensorSpec(type)) }
    return known.spec
  }

  /// A node of an operator, whose facts equal ones share. Cost: a look-up.
  func node(_ op: OperatorID, _ name: String, _ facts: NodeFacts) -> Node {
    guard facts != NodeFacts() else { return Node(op: op, name: name) }
    var node = nodes[facts] ?? Node(op: op)
    if nodes[facts] == nil {
      node.facts = facts
      nodes[facts] = node
    }
    node.op = op
    node.name = name
    return node
  }

  /// The same list in memory that equal lists share. Cost: linear in the list.
  func list(_ list: [Attribute]) -> [Attribute] { attributes.insert(list).memberAfterInsert }

  /// The types of a call's results, in the same list in memory as the last call's where they are equal: most calls
  /// give what the one before gave. Cost: linear in the list.
  func results(_ types: [ValueType?]) -> [ValueType?] {
    if types != results { results = types }
    return results
  }

  /// The stored tensors of a layer that all layers with equal ones have.
  struct StoredParts {
    let list: [Weight]
    /// By weight: the tensor, under the weight's own name, and its type.
    let tensors: [TensorRef]
    let types: [ValueType?]
  }

  /// The same parts in memory that equal lists share. Cost: linear in the list.
  func weights(_ list: [Weight]) -> StoredParts {
    if let known = weights[list] { return known }
    let made = StoredParts(
      list: list,
      tensors: list.map {
        TensorRef(name: $0.name, dataType: $0.dtype, dims: $0.dims, location: $0.location)
      },
      types: list.map { type(TensorSpec(dims: $0.dims.map { $0 }, dtype: $0.dtype)) })
    weights[list] = made
    return made
  }
}
