import JSONInput
import ModelGraph

/// The known part of the type of a tensor that passes from layer to layer.
struct TensorSpec: Hashable {
  /// The dims, nil for one that Keras calls `None`; nil as a whole where not even the rank is known.
  var dims: [Int64?]?
  /// The element type.
  var dtype = DataType.float32

  /// A tensor of which nothing is known but that it exists.
  static let unknown = TensorSpec(dims: nil, dtype: .undefined)

  /// Whether it has a first dim that may be anything.
  var hasOpenFirst: Bool { dims.map { $0.first == .some(nil) } ?? false }

  /// The known part of a type of the graph.
  init(_ type: ValueType?) {
    self = .unknown
    guard case .tensor(let dtype, let shape)? = type else { return }
    self.dtype = dtype
    dims = shape.map { shape in
      shape.dims.map { dim in if case .known(let size) = dim { size } else { nil } }
    }
  }

  /// Makes a specification.
  init(dims: [Int64?]?, dtype: DataType = .float32) {
    self.dims = dims
    self.dtype = dtype
  }

  /// The same as a type of the graph.
  var type: ValueType? {
    guard let dims else { return dtype == .undefined ? nil : .tensor(dtype, nil) }
    return .tensor(dtype, Shape(dims.map { dim in dim.map { Dim.known($0) } ?? .symbol("None") }))
  }

  /// Reads a shape as Keras writes it: a list of numbers and nulls. Also the tagged form of tuples.
  static func dims(_ json: JSON?) -> [Int64?]? {
    guard let json else { return nil }
    if let items = json["items"], json["class_name"]?.string == "__tuple__" { return dims(items) }
    guard json.isArray, json.count <= KerasLimits.rank else { return nil }
    var found: [Int64?] = []
    for element in json.elements {
      if element.isNull {
        found.append(nil)
      } else if let size = element.int, size >= -1 {
        found.append(size < 0 ? nil : size)
      } else {
        return nil
      }
    }
    return found
  }

  /// The element type of a name such as `float32`, or of a dtype policy, whose computations count.
  static func dtype(_ json: JSON?) -> DataType? { policy(json)?.compute }

  /// The types that a policy computes in and stores variables in. A policy is a name (`mixed_float16`,
  /// `int8_from_float32`) or an object that holds one.
  static func policy(_ json: JSON?) -> (compute: DataType, variable: DataType)? {
    guard let json else { return nil }
    guard let name = json.string ?? json["config"]?["name"]?.string ?? json["config"]?["source_name"]?.string
    else {
      return nil
    }
    switch name {
    case "mixed_float16": return (.float16, .float32)
    case "mixed_bfloat16": return (.bfloat16, .float32)
    default: break
    }
    if let range = name.split(separator: "_").last, name.holds("_from_") {
      let source =
        name.hasSuffix("mixed_bfloat16")
        ? "mixed_bfloat16" : name.hasSuffix("mixed_float16") ? "mixed_float16" : String(range)
      if source.hasPrefix("mixed") { return (source == "mixed_float16" ? .float16 : .bfloat16, .float32) }
      return DataType.named(source).map { ($0, $0) }
    }
    return DataType.named(name).map { ($0, $0) }
  }
}
