import ModelGraph

/// Makes a node's attributes from a layer's config.
enum NodeAttributes {
  /// Settings that say nothing of what a layer does, or that are shown in other ways.
  private static let left: Set<String> = [
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
  private static let longest = 64

  /// The attributes of a layer's calls. The code of a Lambda layer is left out: it is never shown.
  static func make(_ layer: Layer) -> [Attribute] {
    var attributes: [Attribute] = []
    if let json = layer.config.json {
      for member in json.members where attributes.count < longest {
        var name = member.name
        guard !left.contains(name), !member.value.isNull,
          !(layer.className == "Lambda" && name != "output_shape")
        else {
          continue
        }
        name = renamed[name] ?? (name == "output_dim" && layer.className != "Embedding" ? "units" : name)
        if let value = value(member.value) { attributes.append(Attribute(name, value)) }
      }
      if let rows = json["nb_row"]?.int, let columns = json["nb_col"]?.int {
        attributes.append(Attribute("kernel_size", .ints([rows, columns])))
      }
    }
    let policy = layer.config.json?["dtype"]
    if let name = policy?.string ?? policy?["config"]?["name"]?.string, name != "float32" {
      attributes.append(Attribute("dtype", .string(name)))
    }
    if let wrapped = wrapped(layer) { attributes.append(Attribute("wraps", .string(wrapped))) }
    if layer.isFrozen { attributes.append(Attribute("trainable", .int(0))) }
    if layer.calls.count > 1 { attributes.append(Attribute("calls", .int(Int64(layer.calls.count)))) }
    return attributes
  }

  /// The class of what a wrapper holds, and what that holds: `RNN` of `StackedRNNCells` of `LSTMCell`.
  static func wrapped(_ layer: Layer) -> String? {
    var names: [String] = []
    var config = layer.config
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
    return names.reversed().reduce(last) { "\($1)(\($0))" }
  }

  /// A setting as an attribute; nil for what has no short form.
  private static func value(_ json: JSON) -> AttributeValue? {
    if let flag = json.bool { return .int(flag ? 1 : 0) }
    if json.isWhole, let number = json.int { return .int(number) }
    if let number = json.double { return .float(Float(number)) }
    if let text = json.string { return .string(text) }
    if json.isObject { return named(json).map { .string($0) } }
    guard json.isArray, json.count <= longest, json.count > 0 else { return nil }
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

  /// What an object stands for in a word: the function's name, or the class.
  private static func named(_ json: JSON) -> String? {
    if json["class_name"]?.string == "function", let name = json["config"]?.string { return name }
    if json["class_name"]?.string == "__lambda__" { return "lambda" }
    return json["registered_name"]?.string?.split(separator: ">").last.map(String.init)
      ?? json["class_name"]?.string
  }
}
