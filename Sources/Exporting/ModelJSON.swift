import ModelGraph
import TextOutput

extension JSONWriter {
  /// Writes one layer. Its `outputShape` is one shape, or a list of them where the layer has several outputs.
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
