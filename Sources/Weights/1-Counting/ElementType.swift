import ModelGraph

/// How the elements of a type are looked at.
enum ElementForm: Sendable {
  /// `float32`: a table of upper halves, and sums on the side.
  case float32
  /// Types of 8 or 16 bits: a table of all codes, from which all else follows exactly.
  case codes(bits: Int)
  /// Types of which several elements share a byte: a table of bytes.
  case packed(bits: Int)
  /// Types of more than 32 bits, and whole numbers of 32: as double.
  case wide(bits: Int)

  /// The form of a type; nil for texts, complex numbers, and types whose packing ONNX does not define.
  init?(_ type: DataType) {
    switch type {
    case .float32: self = .float32
    case .float16, .bfloat16, .int16, .uint16: self = .codes(bits: 16)
    case .int8, .uint8, .bool, .float8e4m3fn, .float8e4m3fnuz, .float8e5m2, .float8e5m2fnuz, .float8e8m0:
      self = .codes(bits: 8)
    case .int4, .uint4, .float4e2m1: self = .packed(bits: 4)
    case .int2, .uint2: self = .packed(bits: 2)
    case .int32, .uint32: self = .wide(bits: 32)
    case .float64, .int64, .uint64: self = .wide(bits: 64)
    case .undefined, .string, .complex64, .complex128, .float6e2m3, .float6e3m2: return nil
    }
  }

  /// The bits of one element.
  var bits: Int {
    switch self {
    case .float32: 32
    case .codes(let bits), .packed(let bits), .wide(let bits): bits
    }
  }
}
