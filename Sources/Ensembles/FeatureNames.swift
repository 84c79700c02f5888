import ModelGraph
import TextOutput

/// Names of the features that a model of `ai.onnx.ml` reads: those of the graph's inputs where columns come one by one, else none.
struct FeatureNames {
  private let graph: Graph
  private let producers: [ValueID: NodeID]

  init(_ graph: Graph) {
    self.graph = graph
    var producers: [ValueID: NodeID] = [:]
    for (number, node) in graph.nodes.enumerated() {
      for case let output? in node.outputs where producers[output] == nil { producers[output] = number }
    }
    self.producers = producers
  }

  /// Operators that keep columns in their places.
  private static let keeping: Set<String> = [
    "Cast", "CastMap", "Identity", "Scaler", "Imputer", "Normalizer", "Binarizer",
  ]
  private static let joining: Set<String> = ["Concat", "FeatureVectorizer"]

  /// The names of the columns of a value; nil where the graph has none.
  func names(of value: ValueID?) -> [String]? {
    guard var value else { return nil }
    for _ in 0..<EnsembleLimits.mostSteps {
      guard let producer = producers[value] else { return nil }
      let node = graph.nodes[producer]
      if Self.joining.contains(node.op.type) { return joined(node) }
      guard Self.keeping.contains(node.op.type), let input = node.inputs.first, let input else { return nil }
      value = input
    }
    return nil
  }

  /// Whether a scaler stands before a value: then coefficients are for scaled features.
  func isScaled(_ value: ValueID?) -> Bool {
    guard var value else { return false }
    for _ in 0..<EnsembleLimits.mostSteps {
      guard let producer = producers[value] else { return false }
      let node = graph.nodes[producer]
      if node.op.type == "Scaler" { return true }
      guard Self.keeping.contains(node.op.type), let input = node.inputs.first, let input else {
        return false
      }
      value = input
    }
    return false
  }

  /// Whether a value is an input of the graph, or a cast of one.
  func isInput(_ value: ValueID?) -> Bool {
    guard var value else { return false }
    for _ in 0..<EnsembleLimits.mostSteps {
      guard let producer = producers[value] else { return graph.inputs.contains(value) }
      let node = graph.nodes[producer]
      guard node.op.type == "Cast" || node.op.type == "Identity", let input = node.inputs.first, let input
      else {
        return false
      }
      value = input
    }
    return false
  }

  /// The columns of inputs that are joined, each a graph's input behind at most a few operators that keep its place.
  private func joined(_ node: Node) -> [String]? {
    var names: [String] = []
    for case let input? in node.inputs {
      guard let source = source(input), let width = width(input) else { return nil }
      let name = graph.values[source].name
      guard !name.isEmpty, names.count + width <= EnsembleLimits.mostNames else { return nil }
      names += width == 1 ? [name] : (0..<width).map { "\(name)[\($0)]" }
    }
    return names
  }

  private func source(_ value: ValueID) -> ValueID? {
    var value = value
    for _ in 0..<EnsembleLimits.mostSteps {
      guard let producer = producers[value] else { return graph.inputs.contains(value) ? value : nil }
      let node = graph.nodes[producer]
      guard Self.keeping.contains(node.op.type), let input = node.inputs.first, let input else { return nil }
      value = input
    }
    return nil
  }

  private func width(_ value: ValueID) -> Int? {
    guard case .tensor(_, let shape?)? = graph.values[value].type, case .known(let width)? = shape.dims.last,
      shape.dims.count == 2, width > 0, width <= EnsembleLimits.mostNames
    else { return nil }
    return Int(width)
  }
}
