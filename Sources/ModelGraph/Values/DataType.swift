/// The type of a tensor's elements. Raw values are the numbers of ONNX's `TensorProto.DataType`.
public enum DataType: Int32, Sendable, Hashable, CaseIterable {
  /// Not said, or not known to this version.
  case undefined = 0
  case float32 = 1
  case uint8 = 2
  case int8 = 3
  case uint16 = 4
  case int16 = 5
  case int32 = 6
  case int64 = 7
  case string = 8
  case bool = 9
  case float16 = 10
  case float64 = 11
  case uint32 = 12
  case uint64 = 13
  case complex64 = 14
  case complex128 = 15
  case bfloat16 = 16
  case float8e4m3fn = 17
  case float8e4m3fnuz = 18
  case float8e5m2 = 19
  case float8e5m2fnuz = 20
  case uint4 = 21
  case int4 = 22
  case float4e2m1 = 23
  case float8e8m0 = 24
  case uint2 = 25
  case int2 = 26
  case float6e2m3 = 27
  case float6e3m2 = 28

  /// The name as NumPy and ONNX write it, e.g. `float32`; `undefined` where not known.
  public var name: String { String(describing: self) }

  /// The bits one element takes when packed; nil for strings and undefined types.
  public var bitWidth: Int? {
    switch self {
    case .undefined, .string: nil
    case .uint2, .int2: 2
    case .uint4, .int4, .float4e2m1: 4
    case .float6e2m3, .float6e3m2: 6
    case .uint8, .int8, .bool, .float8e4m3fn, .float8e4m3fnuz, .float8e5m2, .float8e5m2fnuz, .float8e8m0: 8
    case .uint16, .int16, .float16, .bfloat16: 16
    case .float32, .int32, .uint32: 32
    case .float64, .int64, .uint64, .complex64: 64
    case .complex128: 128
    }
  }

  /// The type of that ``name``, or nil; Keras's spelling of the 8-bit floats is known too.
  public static func named(_ name: String) -> DataType? {
    // Written out: the names that reflection gives cost a search through the whole program at first.
    switch name {
    case "float32": .float32
    case "uint8": .uint8
    case "int8": .int8
    case "uint16": .uint16
    case "int16": .int16
    case "int32": .int32
    case "int64": .int64
    case "string": .string
    case "bool": .bool
    case "float16": .float16
    case "float64": .float64
    case "uint32": .uint32
    case "uint64": .uint64
    case "complex64": .complex64
    case "complex128": .complex128
    case "bfloat16": .bfloat16
    case "float8e4m3fnuz": .float8e4m3fnuz
    case "float8e5m2fnuz": .float8e5m2fnuz
    case "uint4": .uint4
    case "int4": .int4
    case "float4e2m1": .float4e2m1
    case "float8e8m0": .float8e8m0
    case "float6e2m3": .float6e2m3
    case "float6e3m2": .float6e3m2
    case "uint2": .uint2
    case "int2": .int2
    case "float8e4m3fn", "float8_e4m3fn": .float8e4m3fn
    case "float8e5m2", "float8_e5m2": .float8e5m2
    default: nil
    }
  }

  /// Whether the elements are real or complex floating-point numbers.
  public var isFloatingPoint: Bool {
    switch self {
    case .float16, .float32, .float64, .bfloat16, .complex64, .complex128, .float8e4m3fn, .float8e4m3fnuz,
      .float8e5m2, .float8e5m2fnuz, .float8e8m0, .float6e2m3, .float6e3m2, .float4e2m1:
      true
    default: false
    }
  }
}
