import ModelGraph

/// Which items of a tree are equal in structure: operators, attributes, weight dims and inner wiring,
/// whatever their names.
///
/// Every item gets a class number by hash-consing, bottom up: an item's signature lists its operator or
/// its children's classes, and how they are wired; a dictionary finds equal signatures by hash and then
/// compares them in full, so equal numbers mean equal structure, never a collision.
///
/// Two kinds of number are made: `exact`, and `loose`, which looks at operators only, takes equal
/// neighbours for one and so tells blocks that look alike from blocks that show something new.
///
/// Cost: leaves times depth.
struct Structure {
  /// By leaf (visible ones).
  private(set) var exactOfLeaf: [Int]
  private(set) var looseOfLeaf: [Int]
  /// By block.
  private(set) var exactOfBlock: [Int]
  private(set) var looseOfBlock: [Int]
  /// By block: the nets that come in from outside and are drawn, in order of first use.
  private(set) var inputsOfBlock: [[NetID]]

  private var exactNumbers: [[Int]: Int] = [:]
  private var looseNumbers: [[Int]: Int] = [:]
  private var terms: [Term: Int] = [:]

  /// Something that a signature names by number.
  private enum Term: Hashable {
    case op(OperatorID)
    case attributes([Attribute])
    case tensor(DataType, [Int64])
    case kind(BlockKind)
  }

  init(_ tree: BlockTree, _ flat: FlatGraph, _ model: Model) {
    exactOfLeaf = [Int](repeating: -1, count: flat.leaves.count)
    looseOfLeaf = exactOfLeaf
    exactOfBlock = [Int](repeating: -1, count: tree.blocks.count)
    looseOfBlock = exactOfBlock
    inputsOfBlock = [[NetID]](repeating: [], count: tree.blocks.count)
    for leaf in tree.order { classify(leaf: leaf, flat, model) }
    classify(block: 0, tree, flat)
  }

  /// The exact class of an item.
  func exact(_ item: Item) -> Int {
    switch item {
    case .leaf(let leaf): exactOfLeaf[leaf]
    case .block(let block): exactOfBlock[block]
    }
  }

  /// The loose class of an item.
  func loose(_ item: Item) -> Int {
    switch item {
    case .leaf(let leaf): looseOfLeaf[leaf]
    case .block(let block): looseOfBlock[block]
    }
  }

  /// The drawn nets that an item takes from outside, in order of first use.
  func inputs(_ item: Item, _ flat: FlatGraph) -> [NetID] {
    switch item {
    case .leaf(let leaf): Self.inputs(ofLeaf: leaf, flat)
    case .block(let block): inputsOfBlock[block]
    }
  }

  static func inputs(ofLeaf leaf: LeafID, _ flat: FlatGraph) -> [NetID] {
    var found: [NetID] = []
    var ordinals = Ordinals()
    for case let net? in flat.leaves[leaf].inputs where flat.isDrawn(net) {
      if ordinals.number(net) == found.count { found.append(net) }
    }
    return found
  }

  private mutating func number(_ term: Term) -> Int {
    if let known = terms[term] { return known }
    terms[term] = terms.count
    return terms.count - 1
  }

  private static func number(_ signature: [Int], in table: inout [[Int]: Int]) -> Int {
    if let known = table[signature] { return known }
    table[signature] = table.count
    return table.count - 1
  }

  private mutating func classify(leaf: LeafID, _ flat: FlatGraph, _ model: Model) {
    let description = flat.leaves[leaf]
    let op = number(.op(model.graphs[description.graph].nodes[description.node].op))
    let attributes = number(.attributes(Self.comparable(flat.attributes(of: description, in: model))))
    var exact = [-1, op, attributes]
    var loose = [-1, op]
    var seen = Ordinals()
    for input in description.inputs {
      guard let input else {
        exact.append(-1)
        loose.append(-1)
        continue
      }
      if flat.isDrawn(input) {
        // Which slots share one value is part of the structure: x·x is not x·y.
        let ordinal = seen.number(input)
        exact += [-2, ordinal]
        loose += [-2, ordinal]
      } else if let tensor = flat.nets[input].constant {
        exact += [-3, number(.tensor(tensor.dataType, tensor.dims))]
        loose.append(-3)
      } else {
        exact.append(-4)
        loose.append(-4)
      }
    }
    exact.append(description.outputs.count)
    exactOfLeaf[leaf] = Self.number(exact, in: &exactNumbers)
    looseOfLeaf[leaf] = Self.number(loose, in: &looseNumbers)
  }

  /// Attributes without what tells nothing of structure: bodies (their operators are compared as
  /// blocks) and where tensors lie in the file.
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

  private mutating func classify(block: BlockID, _ tree: BlockTree, _ flat: FlatGraph) {
    let children = tree.blocks[block].children
    for case .block(let inner) in children { classify(block: inner, tree, flat) }
    let range = tree.ranges[block]
    var kind = -1
    if case .body = tree.blocks[block].kind { kind = number(.kind(tree.blocks[block].kind)) }
    var exact = [-5, kind]
    var loose = [-5, kind]
    for child in children where loose.last != self.loose(child) { loose.append(self.loose(child)) }
    var external: [NetID] = []
    var ordinals: [NetID: Int] = [:]
    for child in children {
      exact += [-6, self.exact(child)]
      for net in inputs(child, flat) {
        let wire: [Int]
        if case .leaf(let source, let slot) = flat.nets[net].producer, range.contains(tree.position[source]) {
          wire = [-7, tree.position[source] - range.lowerBound, slot]
        } else {
          let ordinal = ordinals[net] ?? external.count
          if ordinal == external.count {
            ordinals[net] = ordinal
            external.append(net)
          }
          wire = [-8, ordinal]
        }
        exact += wire
      }
    }
    inputsOfBlock[block] = external
    exactOfBlock[block] = Self.number(exact, in: &exactNumbers)
    looseOfBlock[block] = Self.number(loose, in: &looseNumbers)
  }
}

/// Numbers nets in the order they are first seen. Cost: constant a net, whatever their number.
private struct Ordinals {
  private var few: [NetID] = []
  private var many: [NetID: Int] = [:]
  /// Up to here, looking through a list is quicker.
  private static let limit = 16

  /// A net's number; a new one's is how many were seen before.
  mutating func number(_ net: NetID) -> Int {
    if let known = many.isEmpty ? few.firstIndex(of: net) : many[net] { return known }
    let next = max(few.count, many.count)
    if next < Self.limit {
      few.append(net)
      return next
    }
    if many.isEmpty { for (ordinal, old) in few.enumerated() { many[old] = ordinal } }
    many[net] = next
    return next
  }
}
