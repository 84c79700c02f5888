import GraphAlgorithms
import ModelGraph

/// What a flat graph knows about its values: types and small constants.
final class FlatFacts {
  let flat: FlatGraph
  let model: Model
  /// By node: the number of its operator's type.
  let types: [Int32]
  /// The types of operators, by number.
  let typeNames: [String]

  /// Looks at a graph. Cost: linear in its nodes.
  init(_ flat: FlatGraph, _ model: Model) {
    self.flat = flat
    self.model = model
    var numbers = Numbering<String>()
    var names: [String] = []
    types = flat.nodes.map { node in
      let type = model.graphs[node.graph].nodes[node.node].op.type
      let number = numbers.number(type)
      if number == names.count { names.append(type) }
      return Int32(number)
    }
    typeNames = names
  }

  /// The type of a node's operator.
  func type(_ number: FlatNodeID) -> String { typeNames[Int(types[number])] }

  /// A node as in its graph, its attributes' references resolved.
  func node(_ number: FlatNodeID) -> Node {
    let own = flat.nodes[number]
    var node = model.graphs[own.graph].nodes[own.node]
    if own.frame != 0 { node.attributes = flat.attributes(of: own, in: model) }
    return node
  }

  /// The dims of a value, where its rank is known.
  func dims(_ value: FlatValueID) -> [Dim]? {
    let own = flat.values[value]
    guard case .tensor(_, let shape?)? = model.graphs[own.graph].values[own.value].type else { return nil }
    return shape.dims
  }

  func dataType(_ value: FlatValueID) -> DataType? {
    let own = flat.values[value]
    guard case .tensor(let type, _)? = model.graphs[own.graph].values[own.value].type else { return nil }
    return type
  }

  /// A dim of a value as a number, counted from the end where negative.
  func size(_ value: FlatValueID, _ axis: Int) -> Int64? {
    guard let dims = dims(value) else { return nil }
    let place = axis < 0 ? dims.count + axis : axis
    guard dims.indices.contains(place), case .known(let size) = dims[place] else { return nil }
    return size
  }

  /// How many channels a picture has: ONNX counts them first, Keras last.
  func channels(_ value: FlatValueID) -> Int64? { size(value, model.traits.nodesAreLayers ? -1 : 1) }

  /// What a small stored tensor holds, seen through operators that only move or convert its elements.
  func elements(_ value: FlatValueID) -> [Double]? {
    guard let found = flat.values[value].constant?.elements else { return nil }
    var next = value
    var reader = flat.nodes.count
    // Operators behind their reader close a circle of the model's own.
    while case .node(let node, _) = flat.values[next].producer, node < reader {
      let type = type(node)
      if type == "Constant" { return found }
      guard Self.keepsElements.contains(type), let input = flat.inputs(of: node).first, let input else {
        return nil
      }
      next = input
      reader = node
    }
    return found
  }

  private static let keepsElements: Set<String> = [
    "Cast", "CastLike", "Identity", "Reshape", "Unsqueeze", "Squeeze", "Flatten",
  ]

  /// The only element of a constant.
  func scalar(_ value: FlatValueID) -> Double? {
    guard let elements = elements(value), elements.count == 1 else { return nil }
    return elements[0]
  }

  /// Whether a value is one number that, added to a score, no other score outweighs.
  func isLow(_ value: FlatValueID?) -> Bool {
    value.flatMap(scalar).map { $0 <= FoldTuning.Idioms.lowScore } ?? false
  }

  /// The inputs of a node that are drawn as lines, in order.
  func drawnInputs(of node: FlatNodeID) -> some Sequence<FlatValueID> {
    flat.inputs(of: node).lazy.compactMap { $0 }.filter { [flat] in flat.isDrawn($0) }
  }

  /// The first input of a node that is drawn as a line.
  func firstDrawnInput(of node: FlatNodeID) -> FlatValueID? { drawnInputs(of: node).first { _ in true } }

  /// Whether a node joins tensors along an axis.
  func isJoin(_ node: FlatNodeID) -> Bool { type(node) == "Concat" || type(node) == "Concatenate" }

  /// The node that makes a value, if it is drawn.
  func producer(_ value: FlatValueID) -> FlatNodeID? {
    guard case .node(let node, _) = flat.values[value].producer, flat.nodes[node].hidden == nil else {
      return nil
    }
    return node
  }

  /// The drawn nodes that read a value.
  func readers(_ value: FlatValueID) -> some Sequence<FlatNodeID> {
    flat.uses(of: value).lazy.map(\.node).filter { [flat] in flat.nodes[$0].hidden == nil }
  }

  /// Whether all that some nodes make is read by them alone, but for what one of them makes. Nodes ascend.
  func isClosed(_ nodes: [FlatNodeID], but last: FlatNodeID) -> Bool {
    nodes.allSatisfy { isClosed(nodes, but: last, at: $0) }
  }

  /// Whether what one of some nodes makes is read by them alone, or the node is the last.
  func isClosed(_ nodes: [FlatNodeID], but last: FlatNodeID, at node: FlatNodeID) -> Bool {
    node == last
      || flat.outputs(of: node).allSatisfy { output in
        guard let output else { return true }
        return !flat.values[output].isOutput && readers(output).allSatisfy { nodes.holds($0) }
      }
  }
}

extension [Int] {
  /// Whether an ascending list holds a number. Cost: logarithmic, or linear in short lists.
  func holds(_ number: Int) -> Bool {
    if count < 16 { return contains(number) }
    let place = partitioningIndex { $0 >= number }
    return place < count && self[place] == number
  }
}
