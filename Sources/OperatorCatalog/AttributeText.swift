import ModelGraph
import TextOutput

extension Operators {
  /// The attributes of ONNX's operators, and of ONNX Runtime's, whose number stands for an element type.
  private static let elementTypes: Set<String> = [
    "to", "dtype", "output_dtype", "output_datatype", "stash_type",
  ]

  /// An attribute's value as ``attributeText(_:limit:)`` writes it, but element types by name: `float32`, not 1.
  public static func text(of attribute: Attribute, in op: OperatorID, limit: Int = 80) -> String {
    if case .int(let number) = attribute.value, elementTypes.contains(attribute.name),
      op.domain.isEmpty || op.domain == "com.microsoft",
      let type = Int32(exactly: number).flatMap(DataType.init(rawValue:)), type != .undefined
    {
      return cut(type.name, limit)
    }
    return attributeText(attribute.value, limit: limit)
  }

  /// An attribute's value in a few words: `3 3`, `0.01`, `float32 64×3×7×7`, `→ name` for a reference.
  ///
  /// At most `limit` Unicode scalars, the last of them `…` where something was left out. Costs no more than
  /// `limit` allows, however long the value is. Text may be hostile: it is not cleaned here.
  public static func attributeText(_ value: AttributeValue, limit: Int = 80) -> String {
    switch value {
    case .int(let value): cut(NumberText.int(value), limit)
    case .float(let value): cut(NumberText.float(value), limit)
    case .string(let value): cut(value, limit)
    case .tensor(let tensor), .sparseTensor(let tensor): cut(text(of: tensor), limit)
    case .graph: cut("graph", limit)
    case .type(let type): cut(text(of: type), limit)
    case .ints(let values): joined(values, limit, NumberText.int)
    case .floats(let values): joined(values, limit, NumberText.float)
    case .strings(let values): joined(values, limit) { cut($0, limit) }
    case .tensors(let tensors), .sparseTensors(let tensors): joined(tensors, limit, text(of:))
    case .graphs(let graphs): cut("\(graphs.count) graphs", limit)
    case .types(let types): joined(types, limit) { text(of: $0) }
    case .reference(let name): cut("→ " + cut(name, limit), limit)
    case .unknown: "?"
    }
  }

  /// The value with its lists joined by `×`.
  static func crossText(_ value: AttributeValue, limit: Int = 80) -> String {
    if case .ints(let values) = value { return joined(values, limit, separator: "×", NumberText.int) }
    return attributeText(value, limit: limit)
  }

  /// The text, or its first scalars and `…` where it has more than `limit`. Costs no more than `limit`.
  static func cut(_ text: String, _ limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard text.utf8.count > limit,
      let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return text }
    return limit < 1 ? "" : String(scalars.prefix(limit - 1)) + "…"
  }

  private static func joined<T>(
    _ values: [T], _ limit: Int, separator: String = " ", _ text: (T) -> String
  ) -> String {
    var result = ""
    for (index, value) in values.enumerated() {
      if index > 0 { result += separator }
      result += text(value)
      if result.utf8.count > 4 * limit { break }
    }
    return cut(result, limit)
  }

  private static func text(of tensor: TensorRef) -> String {
    let dims = tensor.dims.prefix(12).map(NumberText.int).joined(separator: "×")
    let more = tensor.dims.count > 12 ? "…" : ""
    return tensor.dataType.name + (dims.isEmpty ? "" : " " + dims + more)
  }

  /// A type in a few words. Types nest, so only the outer ones are named.
  private static func text(of type: ValueType, depth: Int = 0) -> String {
    guard depth < 4 else { return "…" }
    switch type {
    case .tensor(let element, let shape):
      return element.name + (shape.map { " " + cut(Shape(Array($0.dims.prefix(12))).text, 60) } ?? "")
    case .sparseTensor(let element, _): return "sparse " + element.name
    case .sequence(let inner): return "sequence of " + text(of: inner, depth: depth + 1)
    case .optional(let inner): return "optional " + text(of: inner, depth: depth + 1)
    case .map(let key, let inner): return "map \(key.name) → " + text(of: inner, depth: depth + 1)
    case .opaque(let domain, let name): return cut(domain, 40) + "::" + cut(name, 40)
    case .unknown: return "?"
    }
  }
}
