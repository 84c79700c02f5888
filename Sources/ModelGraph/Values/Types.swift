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

  /// The dims joined by `×` (`1×3×224×224`), sums in parentheses (`batch×(sequence+1)`); `scalar` for rank 0.
  public var text: String {
    switch dims.count {
    case 0: "scalar"
    case 1: dims[0].text
    default: dims.map { $0.isSum ? "(\($0.text))" : $0.text }.joined(separator: "×")
    }
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

  /// Whether it is written as a sum or difference; a hyphen in a name is none.
  var isSum: Bool {
    guard case .symbol(let text) = self else { return false }
    var last: Character?
    for character in text {
      if character == "+" || last == "-" && character.isNumber { return true }
      last = character
    }
    return false
  }

  /// The number, the symbol's name, or `?`.
  public var text: String {
    switch self {
    case .known(let size): String(size)
    case .symbol(let name): name
    case .unknown: "?"
    }
  }
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
