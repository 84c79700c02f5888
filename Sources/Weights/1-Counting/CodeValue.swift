import ModelGraph

extension DataType {
  /// The number that a code of at most 16 bits stands for; NaN for other types.
  ///
  /// Sources: IEEE 754; ONNX "Float stored in 8 bits", "4 bit integer types", "Float stored in 4 bits";
  /// OCP Microscaling Formats 1.0 for E8M0 and E2M1.
  func value(ofCode code: UInt16) -> Double {
    switch self {
    case .bool: code == 0 ? 0 : 1
    case .uint8, .uint16, .uint4, .uint2: Double(code)
    case .int16: Double(Int16(bitPattern: code))
    case .int8: Double(Int8(truncatingIfNeeded: code))
    case .int4: Double(Int8(truncatingIfNeeded: code << 4) >> 4)
    case .int2: Double(Int8(truncatingIfNeeded: code << 6) >> 6)
    case .bfloat16: Double(Float(bitPattern: UInt32(code) << 16))
    case .float16: SmallFloat(exponentBits: 5, fractionBits: 10, bias: 15, special: .ieee).value(code)
    case .float8e5m2: SmallFloat(exponentBits: 5, fractionBits: 2, bias: 15, special: .ieee).value(code)
    case .float8e4m3fn: SmallFloat(exponentBits: 4, fractionBits: 3, bias: 7, special: .allOnes).value(code)
    case .float8e5m2fnuz:
      SmallFloat(exponentBits: 5, fractionBits: 2, bias: 16, special: .minusZero).value(code)
    case .float8e4m3fnuz:
      SmallFloat(exponentBits: 4, fractionBits: 3, bias: 8, special: .minusZero).value(code)
    case .float4e2m1: SmallFloat(exponentBits: 2, fractionBits: 1, bias: 1, special: .none).value(code)
    case .float8e8m0: code == 0xFF ? .nan : Double(sign: .plus, exponent: Int(code) - 127, significand: 1)
    default: .nan
    }
  }
}

/// A floating-point type with a sign, an exponent and a fraction.
private struct SmallFloat {
  /// Which codes are no numbers.
  enum Special {
    case none
    /// The largest exponent: infinity, or NaN with a fraction.
    case ieee
    /// The largest exponent with the largest fraction: NaN.
    case allOnes
    /// What would be -0: NaN.
    case minusZero
  }

  let exponentBits, fractionBits, bias: Int
  let special: Special

  func value(_ code: UInt16) -> Double {
    let fraction = Int(code) & ((1 << fractionBits) - 1)
    let exponent = Int(code) >> fractionBits & ((1 << exponentBits) - 1)
    let isNegative = Int(code) >> (fractionBits + exponentBits) & 1 == 1
    let isLargest = exponent == (1 << exponentBits) - 1
    switch special {
    case .none: break
    case .ieee where isLargest:
      return fraction != 0 ? .nan : isNegative ? -.infinity : .infinity
    case .allOnes where isLargest && fraction == (1 << fractionBits) - 1: return .nan
    case .minusZero where isNegative && exponent == 0 && fraction == 0: return .nan
    default: break
    }
    let significand = exponent == 0 ? fraction : fraction + (1 << fractionBits)
    let size = Double(
      sign: .plus, exponent: max(exponent, 1) - bias - fractionBits, significand: Double(significand))
    return isNegative ? -size : size
  }
}
