import Diagnostics
import JSONInput
import ModelGraph

/// Turns the JSON of a model into ``Layer``s.
final class TopologyReader {
  private(set) var diagnostics: [Diagnostic] = []
  /// By class: the operator of its layers, made once for all of them.
  private var operators: [String: OperatorID] = [:]

  /// Reads a layer or model.
  ///
  /// Recursion is bounded by ``KerasLimits/jsonDepth``.
  func layer(_ json: JSON, number: Int, isFrozen: Bool = false) -> Layer {
    let className = Self.className(json)
    let config = Config(json: json["config"])
    let frozen = isFrozen || !config.bool("trainable", true)
    let name =
      json["name"]?.string ?? config.string("name")
      ?? (number < 0 ? "" : className.lowercased() + (number > 0 ? "_\(number)" : ""))
    return Layer(
      op: operatorID(className), name: name, config: config, buildConfig: json["build_config"],
      isFrozen: frozen,
      subModel: subModel(className, config, isFrozen: frozen),
      module: json["module"]?.string ?? "")
  }

  /// Reads the outermost model. Of a class that the author wrote, only the layers in its config are known.
  func model(_ json: JSON) -> Layer {
    let own = layer(json, number: 0)
    guard own.subModel == nil, let config = json["config"] else { return own }
    var found: [JSON] = []
    Self.findLayers(in: config, &found)
    guard !found.isEmpty else { return own }
    let layers = found.enumerated().map { layer($1, number: $0 + 1, isFrozen: own.isFrozen) }
    return Layer(
      op: own.op, name: own.name, config: own.config, buildConfig: own.buildConfig,
      isFrozen: own.isFrozen, subModel: SubModel(kind: .loose, layers: layers), module: own.module)
  }

  /// Values that look like layers, not those inside others. Recursion is bounded by ``KerasLimits/jsonDepth``.
  private static func findLayers(in json: JSON, _ found: inout [JSON]) {
    if isLayer(json) {
      let config = json["config"]
      // Initializers have no name, and policies are no layers.
      let isNamed = config?["name"] != nil && json["class_name"]?.string?.hasSuffix("Policy") == false
      if isNamed || config?["layers"] != nil || config?.isArray == true { found.append(json) }
      return
    }
    for element in json.elements { findLayers(in: element, &found) }
    for member in json.members { findLayers(in: member.value, &found) }
  }

  /// The class without its package: `Custom>Block` and `keras.layers.Dense` have short ones.
  private static func className(_ json: JSON) -> String {
    let name = json["class_name"]?.string ?? ""
    let short = name.split(whereSeparator: { $0 == ">" || $0 == "." }).last.map(String.init) ?? name
    return short.isEmpty ? "Layer" : short
  }

  private func operatorID(_ className: String) -> OperatorID {
    if let known = operators[className] { return known }
    let made = OperatorID(domain: "keras", type: className)
    operators[className] = made
    return made
  }

  /// Whether a value looks like a layer: a class and its config.
  static func isLayer(_ json: JSON) -> Bool {
    guard json.isObject, json["class_name"]?.isString == true, let config = json["config"] else {
      return false
    }
    return config.isObject || config.isArray
  }

  // MARK: Models

  private func subModel(_ className: String, _ config: Config, isFrozen: Bool) -> SubModel? {
    guard let json = config.json else { return nil }
    if json.isArray {
      return className == "Sequential" || json.elements.allSatisfy(Self.isLayer)
        ? sequential(json, isFrozen) : nil
    }
    guard let layers = json["layers"], layers.isArray, className != "Merge" else { return nil }
    // In a Sequential, an empty list wires nothing: some writers give one to all its layers, or to its input layer.
    let leastCalls = className == "Sequential" ? 1 : 0
    let isWired =
      json["input_layers"] != nil
      || layers.elements.contains { $0["inbound_nodes"].map { $0.count >= leastCalls } ?? false }
    if isWired { return functional(json, layers, isFrozen) }
    guard className == "Sequential" || layers.count > 0 && layers.elements.allSatisfy(Self.isLayer) else {
      return nil
    }
    return sequential(layers, isFrozen)
  }

  private func sequential(_ json: JSON, _ isFrozen: Bool) -> SubModel {
    SubModel(
      kind: .sequential,
      layers: json.elements.filter(Self.isLayer).enumerated().map {
        layer($1, number: $0 + 1, isFrozen: isFrozen)
      })
  }

  private func functional(_ json: JSON, _ list: JSON, _ isFrozen: Bool) -> SubModel {
    let entries = list.elements.filter(\.isObject)
    let layers = entries.enumerated().map { layer($1, number: $0 + 1, isFrozen: isFrozen) }
    var numbers: [String: Int] = [:]
    for (number, layer) in layers.enumerated() {
      if numbers.updateValue(number, forKey: layer.name) != nil {
        complain(.error, "repeated-layer") { "two layers are called \(quoted(layer.name))" }
      }
    }
    var wiring = Wiring()
    wiring.makeRoom(layers.count)
    for (layer, entry) in zip(layers, entries) {
      defer { wiring.endLayer() }
      guard let nodes = entry["inbound_nodes"], nodes.isArray else { continue }
      for node in nodes.elements {
        let (found, missing) = References.find(in: node, numbers)
        for name in missing {
          complain(.error, "missing-layer") {
            "layer \(quoted(layer.name)) reads \(quoted(name)), which is no layer"
          }
        }
        wiring.addCall(node, reading: found)
        layer.callCount += 1
      }
    }
    let inputs = References.find(in: json["input_layers"], numbers)
    let outputs = References.find(in: json["output_layers"], numbers)
    for name in inputs.missing + outputs.missing {
      complain(.error, "missing-layer") {
        "the model names \(quoted(name)) as input or output, which is no layer"
      }
    }
    return check(layers, inputs.found, outputs.found, wiring)
  }

  // MARK: Numbers of calls and results

  /// Brings references into range: shifts those to nested models where the file counts their construction
  /// as a call, and drops those that make no sense.
  private func check(
    _ layers: [Layer], _ inputs: [Reference], _ outputs: [Reference], _ wiring: consuming Wiring
  ) -> SubModel {
    let shifts = Self.shifts(layers, wiring, outputs)
    var counts: [CallPlace: Int] = [:]
    var types: [TensorPlace: TensorSpec] = [:]
    func check(_ reference: inout Reference, _ reader: @autoclosure () -> String) {
      guard let layer = reference.layer else { return }
      reference.call -= shifts[layer]
      let calls = max(1, layers[layer].callCount)
      guard (0..<calls).contains(reference.call), (0..<KerasLimits.results).contains(reference.tensor) else {
        complain(.error, "bad-reference") {
          "\(reader()) reads result \(reference.tensor) of call \(reference.call) of \(quoted(layers[layer].name)), which does not exist"
        }
        reference.layer = nil
        return
      }
      if reference.tensor > 0 {
        let place = CallPlace(layer: layer, call: reference.call)
        counts[place] = max(counts[place] ?? 1, reference.tensor + 1)
      }
      if let recorded = reference.recorded {
        types[TensorPlace(layer: layer, call: reference.call, tensor: reference.tensor)] = recorded
        reference.recorded = nil
      }
    }
    func checked(_ list: [Reference]) -> [Reference] {
      var list = list
      for place in list.indices { check(&list[place], "the model") }
      return list
    }
    wiring.update { reference, layer in check(&reference, "layer \(quoted(layers[layer].name))") }
    let result = SubModel(
      kind: .functional, layers: layers, inputs: checked(inputs), outputs: checked(outputs), wiring: wiring)
    result.recorded = types
    result.resultCounts = counts
    return result
  }

  /// By layer: 1 where references count from 1. Keras 2 does so for nested models, whose construction was
  /// call 0; a file shows it by reading as many calls as there are, but never call 0.
  private static func shifts(_ layers: [Layer], _ wiring: Wiring, _ outputs: [Reference]) -> [Int] {
    var lowest = [Int](repeating: .max, count: layers.count)
    var highest = [Int](repeating: .min, count: layers.count)
    func note(_ reference: Reference) {
      guard let layer = reference.layer else { return }
      lowest[layer] = min(lowest[layer], reference.call)
      highest[layer] = max(highest[layer], reference.call)
    }
    for reference in wiring.references { note(reference) }
    for reference in outputs { note(reference) }
    return layers.indices.map { layer in
      lowest[layer] == 1 && highest[layer] == layers[layer].callCount ? 1 : 0
    }
  }

  // MARK: Diagnostics

  /// Says something once, however often the layer at fault is read.
  func complain(_ severity: Diagnostic.Severity, _ code: String, _ message: () -> String) {
    guard diagnostics.count < KerasLimits.diagnostics else { return }
    let diagnostic = Diagnostic(severity, code, message())
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
