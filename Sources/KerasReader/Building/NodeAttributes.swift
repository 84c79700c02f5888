import JSONInput
import ModelGraph

/// Makes a node's attributes from a layer's config.
enum NodeAttributes {
  /// Settings that say nothing of what a layer does, or that are shown in other ways.
  private static let unused: Set<String> = [
    "name", "trainable", "dtype", "seed", "batch_input_shape", "batch_shape", "build_config",
    "build_input_shape",
    "function", "output_shape_type", "module", "function_type", "layer", "backward_layer", "forward_layer",
    "cell",
    "cells", "layers", "input_layers", "output_layers", "vocabulary", "quantization_config",
    "registered_name",
  ]
  /// Names that Keras 1 had for today's settings.
  private static let renamed: [String: String] = [
    "nb_filter": "filters", "subsample": "strides", "subsample_length": "strides", "border_mode": "padding",
    "dim_ordering": "data_format", "p": "rate", "filter_length": "kernel_size", "bias": "use_bias",
    "inner_activation": "recurrent_activation", "sigma": "stddev", "atrous_rate": "dilation_rate",
    "pool_length": "pool_size", "stride": "strides",
  ]

  /// The part that all calls of a layer have in common. A class, since no layer has one before it is called.
  final class Shared {
    /// The settings, and those of what it wraps.
    var settings: [Attribute] = []
    /// How it computes and is trained.
    var manner: [Attribute] = []
    /// Both, as most nodes have them: arrays that are shared take no room.
    var all: [Attribute] = []
    /// The part of it that later steps ask for.
    var facts = NodeFacts()

    /// Keeps the attributes in memory that equal layers share.
    func share(_ parts: SharedParts) {
      settings = parts.list(settings)
      all = manner.isEmpty ? settings : parts.list(all)
    }
  }

  /// The attributes of one call of a layer.
  static func make(_ layer: Layer, _ call: JSON?) -> [Attribute] {
    let shared = layer.attributes
    let own = operation(layer, call)
    return own.isEmpty ? shared.all : shared.settings + own + shared.manner
  }

  /// The part that all calls have in common. The code of a Lambda layer is left out: it is never shown.
  static func shared(_ layer: Layer) -> Shared {
    let shared = Shared()
    if layer.className != "Lambda" { shared.settings = settings(layer.config.json, layer.className) }
    if let inner = innermost(layer.config) {
      shared.facts.wrapped = inner.names
      shared.settings.append(Attribute("wraps", .string(inner.names)))
      let own = Set(shared.settings.map(\.name))
      shared.settings += settings(inner.config.json, "").filter { !own.contains($0.name) }
    }
    if let name = policyName(layer.config.json?["dtype"]), name != "float32" {
      shared.facts.precision = name
      shared.manner.append(Attribute("dtype", .string(name)))
    }
    shared.facts.isFrozen = layer.isFrozen
    if layer.isFrozen { shared.manner.append(Attribute("trainable", .int(0))) }
    shared.facts.callCount = max(1, layer.callCount)
    if layer.callCount > 1 { shared.manner.append(Attribute("calls", .int(Int64(layer.callCount)))) }
    shared.all = shared.manner.isEmpty ? shared.settings : shared.settings + shared.manner
    return shared
  }

  /// The name of a dtype policy: `mixed_float16`, `int8_from_float32`.
  private static func policyName(_ json: JSON?) -> String? {
    guard let json else { return nil }
    if let name = json.string ?? json["config"]?["name"]?.string { return name }
    guard let mode = json["config"]?["mode"]?.string else { return nil }
    return mode + "_from_" + (json["config"]?["source_name"]?.string ?? "float32")
  }

  private static func settings(_ json: JSON?, _ className: String) -> [Attribute] {
    guard let json else { return [] }
    let isTable = json["input_dim"] == nil || json["embeddings_initializer"] != nil
    var attributes: [Attribute] = []
    var left = KerasLimits.attributeBytes
    for member in json.members where attributes.count < KerasLimits.attributes {
      guard !member.value.isNull else { continue }
      let name = member.name
      guard !unused.contains(name), let value = value(member.value) else { continue }
      guard name.utf8.count + size(value) <= left else { continue }
      left -= name.utf8.count + size(value)
      let isUnits = name == "output_dim" && className != "Embedding" && !isTable
      attributes.append(Attribute(isUnits ? "units" : renamed[name] ?? name, value))
    }
    if let rows = json["nb_row"]?.int, let columns = json["nb_col"]?.int {
      attributes.append(Attribute("kernel_size", .ints([rows, columns])))
    }
    // Without the room that it grew by: this is most of what a layer keeps.
    return attributes.map { $0 }
  }

  // MARK: TensorOperations

  /// The arguments of an operation beside its tensors.
  private static func operation(_ layer: Layer, _ call: JSON?) -> [Attribute] {
    let config = layer.config
    if ["TFOpLambda", "SlicingOpLambda", "ClassMethod", "InstanceMethod"].contains(layer.className) {
      return function(config.string("function", "method_name"))
    }
    if layer.className == "TensorFlowOpLayer", let name = config.value("node_def")?["op"] {
      return function(name.string)
    }
    guard layer.isOperation, let arguments = call?["args"], arguments.isArray else { return [] }
    let rest = arguments.elements.dropFirst()
    if layer.className == "GetItem" {
      return rest.first { _ in true }.map { [Attribute("key", .string(key($0)))] } ?? []
    }
    guard let constant = rest.first(where: { $0.double != nil }), let value = value(constant),
      size(value) <= KerasLimits.operationBytes
    else {
      return []
    }
    return [Attribute("constant", value)]
  }

  private static func function(_ name: String?) -> [Attribute] {
    guard let name, name.utf8.count <= KerasLimits.operationBytes else { return [] }
    return [Attribute("function", .string(name))]
  }

  /// A subscript as Python writes it: `:, 1:, -1`.
  private static func key(_ json: JSON) -> String {
    let parts = json.isArray ? Array(json.elements.prefix(12)) : [json]
    return parts.map { part in
      if part.isNull { return "new" }
      if let number = part.int { return String(number) }
      if part.string == "Ellipsis" || part["class_name"]?.string == "__ellipsis__" { return "…" }
      guard let slice = part["config"], part["class_name"]?.string == "__slice__" else { return "?" }
      let ends = ["start", "stop"].map { slice[$0]?.int.map { String($0) } ?? "" }
      let step = slice["step"]?.int.map { $0 == 1 ? "" : ":\($0)" } ?? ""
      return ends.joined(separator: ":") + step
    }.joined(separator: ", ")
  }

  // MARK: Wrappers

  /// The classes inside a wrapper, `StackedRNNCells(LSTMCell)`, and the innermost one's config.
  private static func innermost(_ config: Config) -> (names: String, config: Config)? {
    var names: [String] = []
    var config = config
    while names.count < 4 {
      let cells = config.value("cells").flatMap { $0.elements.first(where: TopologyReader.isLayer) }
      guard let inner = config.value("layer", "forward_layer", "cell") ?? cells,
        TopologyReader.isLayer(inner),
        let name = inner["class_name"]?.string
      else { break }
      names.append(String(name.split(whereSeparator: { $0 == ">" || $0 == "." }).last ?? ""))
      config = Config(json: inner["config"])
    }
    guard let last = names.popLast() else { return nil }
    return (names.reversed().reduce(last) { "\($1)(\($0))" }, config)
  }

  /// A setting as an attribute; nil for what has no short form.
  private static func value(_ json: JSON) -> AttributeValue? {
    if let flag = json.bool { return .int(flag ? 1 : 0) }
    if json.isWhole, let number = json.int { return .int(number) }
    if let number = json.double { return .float(Float(number)) }
    if let text = json.string { return .string(text) }
    if json.isObject { return named(json).map { .string($0) } }
    guard json.isArray, json.count <= KerasLimits.attributes, json.count > 0 else { return nil }
    let elements = Array(json.elements)
    let whole = elements.compactMap(\.int)
    if whole.count == elements.count { return .ints(whole) }
    let floats = elements.compactMap(\.double)
    if floats.count == elements.count { return .floats(floats.map { Float($0) }) }
    let texts = elements.compactMap(\.string)
    if texts.count == elements.count { return .strings(texts) }
    // Pairs per axis, as paddings have them.
    let pairs = elements.flatMap { Config.ints($0) ?? [] }
    return pairs.count == 2 * elements.count ? .ints(pairs) : nil
  }

  /// About how many bytes a value takes.
  private static func size(_ value: AttributeValue) -> Int {
    switch value {
    case .string(let text): text.utf8.count
    case .strings(let texts): texts.reduce(0) { $0 + $1.utf8.count }
    case .ints(let numbers): 8 * numbers.count
    case .floats(let numbers): 4 * numbers.count
    default: 8
    }
  }

  /// An object in one word: the function's name, or the class.
  private static func named(_ json: JSON) -> String? {
    if json["class_name"]?.string == "function", let name = json["config"]?.string { return name }
    if json["class_name"]?.string == "__lambda__" { return "lambda" }
    return json["registered_name"]?.string?.split(separator: ">").last.map(String.init)
      ?? json["class_name"]?.string
  }
}
