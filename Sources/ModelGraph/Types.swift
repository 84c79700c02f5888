/// The type of a value.
public indirect enum ValueType: Sendable, Hashable {
  /// A dense tensor; the shape is nil where even the rank is unknown.
  case tensor(DataType, Shape?)
  /// A sparse tensor.
  case sparseTensor(DataType, Shape?)
  /// A sequence of one type.
  case sequence(ValueType)
  /// A value that may be absent.
  case optional(ValueType)
  /// A map from a key type to values of one type.
  case map(key: DataType, ValueType)
  /// A type only its domain knows.
  case opaque(domain: String, name: String)
  /// Present in the file but empty, or of a kind this version does not know.
  case unknown
}

/// A tensor's dims. Rank 0 is a scalar.
public struct Shape: Sendable, Hashable {
  /// The dims, outermost first.
  public var dims: [Dim]

  /// Makes a shape.
  public init(_ dims: [Dim]) { self.dims = dims }

  /// A shape with every dim known.
  public init(_ dims: [Int64]) { self.dims = dims.map(Dim.known) }

  /// The dims joined by `×` (`1×3×224×224`), `scalar` for rank 0.
  public var text: String {
    dims.isEmpty ? "scalar" : dims.map(\.text).joined(separator: "×")
  }
}

/// One dim of a shape.
public enum Dim: Sendable, Hashable {
  /// A number, as the file has it (a hostile file may say a negative one).
  case known(Int64)
  /// A name such as `batch`.
  case symbol(String)
  /// Nothing is known.
  case unknown

  /// The number, the symbol's name, or `?`.
  public var text: String {
    switch self {
    case .known(let size): String(size)
    case .symbol(let name): name
    case .unknown: "?"
    }
  }
}

/// A stored tensor: what it is and where its bytes are, never the bytes.
public struct TensorRef: Sendable, Hashable {
  /// The tensor's name; may be empty.
  public var name: String
  /// The element type.
  public var dataType: DataType
  /// The dims as in the file (not checked: may be negative in a broken file).
  public var dims: [Int64]
  /// Where the bytes are.
  public var location: Location
  /// For a sparse tensor, the number of stored values; nil for a dense one.
  public var sparseCount: Int64?

  /// Where a stored tensor's bytes are.
  public enum Location: Sendable, Hashable {
    /// Little-endian element bytes (ONNX `raw_data`) at an offset in the model file.
    case raw(offset: Int, length: Int)
    /// A protobuf field of the model file, such as `float_data`: its first byte (after the tag and,
    /// where packed, the length), its length in bytes, and its field number. Where a file spreads the
    /// field over several chunks, this is the first, and `chunks` says how many there are.
    case field(number: Int, offset: Int, length: Int, chunks: Int)
    /// A file beside the model, with the offset and length it names (nil: to the end of that file).
    case external(path: String, offset: Int64, length: Int64?)
    /// No bytes: an empty tensor, or a broken file.
    case none
  }

  /// Makes a reference.
  public init(
    name: String = "", dataType: DataType, dims: [Int64], location: Location = .none,
    sparseCount: Int64? = nil
  ) {
    self.name = name
    self.dataType = dataType
    self.dims = dims
    self.location = location
    self.sparseCount = sparseCount
  }

  /// The product of the dims, or nil where a dim is negative or the product overflows.
  public var elementCount: Int64? {
    var count: Int64 = 1
    for dim in dims {
      guard dim >= 0 else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: dim)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// The bytes that many elements take when packed, rounded up; nil for strings, unknown types, overflow.
  public var byteCount: Int64? {
    guard let count = elementCount, let bits = dataType.bitWidth else { return nil }
    let (total, overflow) = count.multipliedReportingOverflow(by: Int64(bits))
    if overflow || total > Int64.max - 7 { return nil }
    return (total + 7) / 8
  }

  /// The dims joined by `×`; `scalar` for rank 0.
  public var shapeText: String { Shape(dims).text }
}

/// One attribute of a node.
public struct Attribute: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The value.
  public var value: AttributeValue

  /// Makes an attribute.
  public init(_ name: String, _ value: AttributeValue) {
    self.name = name
    self.value = value
  }
}

/// An attribute's value.
public enum AttributeValue: Sendable, Hashable {
  /// An integer.
  case int(Int64)
  /// A 32-bit float.
  case float(Float)
  /// A string (bytes that are not UTF-8 are repaired).
  case string(String)
  /// A stored tensor.
  case tensor(TensorRef)
  /// A body.
  case graph(GraphID)
  /// A sparse tensor: its values' tensor with `sparseCount` set and the dense dims.
  case sparseTensor(TensorRef)
  /// A type.
  case type(ValueType)
  /// Integers.
  case ints([Int64])
  /// 32-bit floats.
  case floats([Float])
  /// Strings.
  case strings([String])
  /// Stored tensors.
  case tensors([TensorRef])
  /// Bodies.
  case graphs([GraphID])
  /// Sparse tensors.
  case sparseTensors([TensorRef])
  /// Types.
  case types([ValueType])
  /// Inside a function: the value of the caller's attribute of that name.
  case reference(String)
  /// A kind this version does not know.
  case unknown
}
