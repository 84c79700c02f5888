import ModelGraph

/// Writes JSON text: two-space indentation, keys in the order given, so that the same value always gives
/// the same bytes.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true
  private var depth = 0

  /// Writes an object.
  mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    nest(key, "{", "}", body)
  }

  /// Writes an array.
  mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    nest(key, "[", "]", body)
  }

  /// Writes a string.
  mutating func string(_ text: String, _ key: String? = nil) {
    lead(key)
    quote(text)
  }

  /// Writes a string, or nothing where there is none.
  mutating func optional(_ text: String?, _ key: String) {
    if let text, !text.isEmpty { string(text, key) }
  }

  /// Writes a whole number.
  mutating func number(_ value: Int64, _ key: String? = nil) {
    lead(key)
    bytes += String(value).utf8
  }

  /// Writes true or false.
  mutating func bool(_ value: Bool, _ key: String? = nil) {
    lead(key)
    bytes += (value ? "true" : "false").utf8
  }

  /// Writes null.
  mutating func null(_ key: String? = nil) {
    lead(key)
    bytes += "null".utf8
  }

  /// Writes an array of whole numbers on one line.
  mutating func numbers(_ values: [Int], _ key: String? = nil) {
    lead(key)
    bytes += ("[" + values.map(String.init).joined(separator: ", ") + "]").utf8
  }

  /// The document, ended by a line break.
  func finished() -> [UInt8] { bytes + [UInt8(ascii: "\n")] }

  private mutating func nest(
    _ key: String?, _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void
  ) {
    lead(key)
    bytes += open.utf8
    depth += 1
    let outer = isFirst
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { newline() }
    isFirst = outer
    bytes += close.utf8
  }

  private mutating func lead(_ key: String?) {
    if depth > 0 {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      newline()
    }
    isFirst = false
    if let key {
      quote(key)
      bytes += ": ".utf8
    }
  }

  private mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes += "  ".utf8 }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 10: bytes += "\\n".utf8
      case 13: bytes += "\\r".utf8
      case 9: bytes += "\\t".utf8
      case 0..<32, 127:
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\u00".utf8
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension JSONWriter {
  /// Writes one layer. Its `outputShape` is one shape, or a list of them where the layer gives several.
  mutating func layer(_ layer: LayerInfo) {
    object { json in
      json.string(layer.path, "path")
      json.string(layer.name, "name")
      json.string(layer.className, "class")
      if layer.outputs.count == 1 {
        json.shape(layer.outputs[0], "outputShape")
      } else if layer.outputs.isEmpty {
        json.null("outputShape")
      } else {
        json.array("outputShape") { json in for type in layer.outputs { json.shape(type) } }
      }
      if let parameters = layer.parameters {
        json.number(parameters, "parameters")
      } else {
        json.null("parameters")
      }
      if let trainable = layer.trainableParameters, trainable != layer.parameters {
        json.number(trainable, "trainableParameters")
      }
    }
  }

  /// Writes a tensor's shape as Keras has it: null for a dim that may be anything, and for an unknown rank.
  private mutating func shape(_ type: ValueType?, _ key: String? = nil) {
    guard case .tensor(_, let shape?)? = type else { return null(key) }
    array(key) { json in
      for dim in shape.dims { if case .known(let size) = dim { json.number(size) } else { json.null() } }
    }
  }

  /// Writes `dtype` and `shape` of a type: numbers, symbols or null per dim; null for an unknown rank.
  mutating func type(_ type: ValueType?) {
    switch type {
    case .tensor(let element, let shape), .sparseTensor(let element, let shape):
      string(element.name, "dtype")
      guard let shape else { return null("shape") }
      array("shape") { json in
        for dim in shape.dims {
          switch dim {
          case .known(let size): json.number(size)
          case .symbol(let name): json.string(name)
          case .unknown: json.null()
          }
        }
      }
    case .none, .unknown:
      null("dtype")
      null("shape")
    case .sequence(let element): container("sequence", of: element)
    case .optional(let element): container("optional", of: element)
    case .map(let key, let element):
      string("map", "dtype")
      null("shape")
      string(key.name, "key")
      object("element") { $0.type(element) }
    case .opaque(let domain, let name):
      string("opaque", "dtype")
      null("shape")
      string(domain + "::" + name, "name")
    }
  }

  private mutating func container(_ name: String, of element: ValueType) {
    string(name, "dtype")
    null("shape")
    object("element") { $0.type(element) }
  }
}
