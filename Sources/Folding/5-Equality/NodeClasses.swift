import ModelGraph

/// The classes of single nodes, and the drawn values that each reads: the part of ``StructuralClasses`` that does not
/// depend on the tree of blocks, so it is found once.
///
/// - *exact*: the same operator, attributes, dims of weights, and slots that share a value;
/// - *loose*: the same operator and kinds of inputs.
///
/// Cost: linear in nodes, inputs and attributes.
struct NodeClasses {
  /// By node: its class number; -1 for hidden ones.
  private(set) var exact: [Int32]
  private(set) var loose: [Int32]
  /// How many classes of each kind there are.
  private(set) var exactCount = 0
  private(set) var looseCount = 0
  /// By node: where its drawn values begin in ``drawn``; one more at the end.
  private var starts: [Int32]
  private var drawn: [FlatValueID] = []

  private var exactNumbers = Numbering<[Int]>()
  private var looseNumbers = Numbering<[Int]>()
  private var terms = Numbering<Term>()

  /// Something that a signature names by number.
  private enum Term: Hashable {
    case op(OperatorID)
    case attributes([Attribute])
    case tensor(DataType, [Int64])
  }

  init(_ flat: FlatGraph, _ model: Model) {
    exact = [Int32](repeating: -1, count: flat.nodes.count)
    loose = exact
    starts = [0]
    starts.reserveCapacity(flat.nodes.count + 1)
    for node in flat.nodes.indices {
      if flat.nodes[node].hidden == nil { classify(node, flat, model) }
      starts.append(Int32(drawn.count))
    }
    exactCount = exactNumbers.count
    looseCount = looseNumbers.count
    // Large, and of no use any more.
    (exactNumbers, looseNumbers, terms) = (Numbering(), Numbering(), Numbering())
  }

  /// The drawn values that a node reads, each once, in order of first use.
  func inputs(of node: FlatNodeID) -> ArraySlice<FlatValueID> {
    drawn[Int(starts[node])..<Int(starts[node + 1])]
  }

  private mutating func classify(_ node: FlatNodeID, _ flat: FlatGraph, _ model: Model) {
    let own = flat.nodes[node]
    let op = terms.number(.op(model.graphs[own.graph].nodes[own.node].op))
    let hasAttributes = !model.graphs[own.graph].nodes[own.node].attributes.isEmpty
    let attributes =
      hasAttributes ? terms.number(.attributes(Self.comparable(flat.attributes(of: own, in: model)))) : -1
    let slots = flat.inputs(of: node)
    var exact = [op, attributes]
    var loose = [op]
    exact.reserveCapacity(3 + 2 * slots.count)
    loose.reserveCapacity(1 + 2 * slots.count)
    var seen = Ordinals()
    for input in slots {
      guard let input else {
        exact.append(-1)
        loose.append(-1)
        continue
      }
      if flat.isDrawn(input) {
        // Which slots share one value is part of the structure: x·x is not x·y.
        let ordinal = seen.number(input)
        if ordinal == drawn.count - Int(starts[node]) { drawn.append(input) }
        exact.append(-2 - ordinal)
        loose.append(-2 - ordinal)
      } else if let tensor = flat.values[input].constant {
        exact.append(terms.number(.tensor(tensor.dataType, tensor.dims)))
        loose.append(0)
      } else {
        exact.append(.min)
        loose.append(.min)
      }
    }
    exact.append(flat.outputs(of: node).count)
    self.exact[node] = Int32(exactNumbers.number(exact))
    self.loose[node] = Int32(looseNumbers.number(loose))
  }

  /// Attributes without those that are no part of structure: bodies (their operators are compared as blocks) and the
  /// places of tensors in the file.
  private static func comparable(_ attributes: [Attribute]) -> [Attribute] {
    attributes.compactMap { attribute in
      switch attribute.value {
      case .graph, .graphs: return nil
      case .tensor(let tensor):
        return Attribute(attribute.name, .tensor(TensorRef(dataType: tensor.dataType, dims: tensor.dims)))
      case .tensors(let tensors):
        return Attribute(
          attribute.name, .tensors(tensors.map { TensorRef(dataType: $0.dataType, dims: $0.dims) }))
      case .sparseTensor(let tensor):
        return Attribute(
          attribute.name, .sparseTensor(TensorRef(dataType: tensor.dataType, dims: tensor.dims)))
      default: return attribute
      }
    }
  }
}

/// Numbers values in the order they are first seen. Cost: constant a value, whatever their number.
private struct Ordinals {
  private var few: [FlatValueID] = []
  private var many: [FlatValueID: Int] = [:]
  /// Up to here, looking through a list is quicker.
  private static let limit = 16

  /// A value's number; a new one's is how many were seen before.
  mutating func number(_ value: FlatValueID) -> Int {
    if let known = many.isEmpty ? few.firstIndex(of: value) : many[value] { return known }
    let next = max(few.count, many.count)
    if next < Self.limit {
      few.append(value)
      return next
    }
    if many.isEmpty { for (ordinal, old) in few.enumerated() { many[old] = ordinal } }
    many[value] = next
    return next
  }
}
