import Diagnostics

extension ValueType {
  /// The type as text: `float32 1×3×224×224`, `sequence(…)`; dims of unknown rank are left out.
  public var text: String {
    switch self {
    case .tensor(let type, let shape): type.name + (shape.map { " " + escaped($0.text) } ?? "")
    case .sparseTensor(let type, let shape):
      "sparse " + type.name + (shape.map { " " + escaped($0.text) } ?? "")
    case .sequence(let element): "sequence(\(element.text))"
    case .optional(let element): "optional(\(element.text))"
    case .map(let key, let value): "map(\(key.name), \(value.text))"
    case .opaque(let domain, let name): "opaque(\(escaped(domain)), \(escaped(name)))"
    case .unknown: "unknown"
    }
  }
}

extension TensorRef {
  /// The tensor as text: its type, dims and where its bytes are.
  public var text: String {
    let sparse = sparseCount.map { " sparse \($0)" } ?? ""
    return "\(dataType.name) \(shapeText)\(sparse) \(location.text)"
  }
}

extension TensorRef.Location {
  /// The place as text.
  public var text: String {
    switch self {
    case .raw(let offset, let length): "raw @\(offset)+\(length)"
    case .field(let number, let offset, let length, let chunks):
      "field \(number) @\(offset)+\(length)" + (chunks > 1 ? " (1 of \(chunks))" : "")
    case .external(let path, let offset, let length):
      "external \(quoted(path)) @\(offset)" + (length.map { "+\($0)" } ?? "")
    case .dataset(let path): "dataset \(quoted(path))"
    case .none: "no data"
    }
  }
}

extension AttributeValue {
  /// The value as text; of long lists only the start.
  public var text: String {
    switch self {
    case .int(let value): String(value)
    case .float(let value): value.description
    case .string(let value): quoted(value)
    case .tensor(let tensor), .sparseTensor(let tensor): "tensor(\(tensor.text))"
    case .graph(let id): "g\(id)"
    case .type(let type): "type(\(type.text))"
    case .ints(let list): listed(list) { String($0) }
    case .floats(let list): listed(list) { $0.description }
    case .strings(let list): listed(list) { quoted($0) }
    case .tensors(let list), .sparseTensors(let list): listed(list) { "tensor(\($0.text))" }
    case .graphs(let list): listed(list) { "g\($0)" }
    case .types(let list): listed(list) { "type(\($0.text))" }
    case .reference(let name): "&\(escaped(name))"
    case .unknown: "unknown"
    }
  }

  private func listed<Element>(_ list: [Element], _ text: (Element) -> String) -> String {
    let shown = list.prefix(16).map(text).joined(separator: ",")
    return "[\(shown)\(list.count > 16 ? ",… \(list.count)" : "")]"
  }
}
