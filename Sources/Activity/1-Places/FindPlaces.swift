import ModelGraph
import NameMatching
import Recordings

/// Finds the values that recorded arrays stand for: by the value's name, else by that of the module or layer that makes it.
struct FindPlaces {
  private let model: Model
  /// By name of a value: where it is; values of the main graph come first.
  private var named: [String: (graph: GraphID, value: ValueID)] = [:]
  private let modules: ModuleOutputs
  /// Stored tensors by name, which only gradients are of.
  private var parameters: PathIndex
  private let inputs: [ValueID]
  private let allInputs, outputs: Set<ValueID>

  /// Cost: linear in the values and, times their depth, the modules of the model.
  init(_ model: Model) {
    self.model = model
    for id in model.inferenceGraphs {
      for (value, content) in model.graphs[id].values.enumerated() where !content.name.isEmpty {
        guard named[content.name] == nil, content.producer != .capture else { continue }
        named[content.name] = (id, value)
      }
    }
    modules = ModuleOutputs(model)
    let main = model.graphs.first ?? Graph()
    parameters = PathIndex(
      main.values.map { $0.producer == .initializer ? nameParts($0.name) : [] })
    inputs = main.inputs.filter { main.values[$0].constant == nil }
    (allInputs, outputs) = (Set(inputs), Set(main.outputs))
  }

  /// The value that an array is of. Cost: linear in its name.
  func place(of array: RecordedArray) -> Result<ValuePlace, NoPlace> {
    let name = Self.plain(array.name)
    // Another program may call its module as the model calls a value: then the dims tell. Else the name is enough, since a model
    // may be run at sizes other than those it says.
    var byName: ValuePlace?
    if let (graph, value) = named[name] {
      let found = place(graph, value)
      if ModuleOutputs.fits(model.graphs[graph].values[value].type, array.dims) { return .success(found) }
      byName = found
    }
    if let value = numberedInput(name) { return .success(place(0, value)) }
    switch modules.index.match(nameParts(name)) {
    case .none: break
    case .several: return byName.map { .success($0) } ?? .failure(.ambiguous)
    case .one(let module):
      let output = modules.output(of: module, fitting: array).map { value in
        var place = place(0, value)
        place.isOfModule = true
        return place
      }
      if case .success = output { return output }
      return byName.map { .success($0) } ?? output
    }
    if let byName { return .success(byName) }
    if case .one(let value) = parameters.match(nameParts(name)) { return .success(place(0, value)) }
    return .failure(.unknownName)
  }

  /// A name without what marks a gradient, and without what NumPy or TensorFlow add.
  static func plain(_ name: String) -> String {
    var name = name[...]
    for mark in gradientPrefixes where name.hasPrefix(mark) { name = name.dropFirst(mark.count) }
    for mark in gradientSuffixes where name.hasSuffix(mark) { name = name.dropLast(mark.count) }
    return String(name)
  }

  /// Whether a name says that the array is a gradient.
  static func isGradient(_ name: String) -> Bool {
    gradientPrefixes.contains(where: name.hasPrefix) || gradientSuffixes.contains(where: name.hasSuffix)
  }

  private static let gradientPrefixes = ["grad/", "grads/", "gradient/", "gradients/", "grad."]
  private static let gradientSuffixes = [".grad", "/grad", ":grad"]

  /// ONNX's test data name inputs by their number: `input_0`.
  private func numberedInput(_ name: String) -> ValueID? {
    guard name.hasPrefix("input_"), let number = Int(name.dropFirst(6)), inputs.indices.contains(number)
    else {
      return nil
    }
    return inputs[number]
  }

  private func place(_ graph: GraphID, _ value: ValueID) -> ValuePlace {
    let content = model.graphs[graph]
    var place = ValuePlace(graph: graph, value: value, name: content.values[value].name)
    place.isInput = graph == 0 && allInputs.contains(value)
    place.isOutput = graph == 0 && outputs.contains(value)
    if case .node(let node, let slot) = content.values[value].producer, content.nodes.indices.contains(node) {
      (place.node, place.slot) = (node, slot)
      place.operatorType = content.nodes[node].op.type
      place.siblings = content.nodes[node].outputs.compactMap { other in
        other == value ? nil : other.map { content.values[$0].name }
      }
      place.path = content.modulePath(of: node, isLayer: model.traits.nodesAreLayers)
    }
    return place
  }
}

extension Graph {
  /// The names of the module around a node, joined by dots; with a layer's own name where nodes are layers.
  func modulePath(of node: NodeID, isLayer: Bool) -> String {
    var parts = scopePath(nodes[node].scope).filter { !$0.hasPrefix("_empty_nn_module") }
    if isLayer { parts.append(nodes[node].name) }
    return parts.joined(separator: ".")
  }
}
