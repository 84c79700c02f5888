/// The elements of a TensorFlow tensor in a summary, as far as it is numbers.
struct SummaryTensor {
  /// The dims; empty for a scalar.
  private(set) var dims: [Int64] = []
  /// Whether the elements are numbers.
  var isNumeric: Bool { numericType != nil }
  private var type: UInt64 = 0
  private var content: UnsafeRawBufferPointer?
  /// A field of values, packed or one after the other.
  private var packed: [(field: Int, bytes: UnsafeRawBufferPointer)] = []
  private var single: [(field: Int, value: Double)] = []

  /// How elements are stored, by TensorFlow's number of their type.
  private enum Kind {
    case float, double, half, bfloat16
    case signed(Int)
    case unsigned(Int)
  }

  /// Reads a TensorProto; nil where it is malformed.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var reader = WireReader(bytes)
    while let (field, value) = reader.next() {
      switch (field, value) {
      case (1, .number(let number)): type = number
      case (2, .bytes(let shape)): guard read(shape: shape) else { return nil }
      case (4, .bytes(let raw)): content = raw
      case (5...17, .bytes(let raw)): if packed.count < Self.mostPieces { packed.append((field, raw)) }
      case (5, .fixed32(let bits)): add(field, Double(Float(bitPattern: bits)))
      case (6, .fixed64(let bits)): add(field, Double(bitPattern: bits))
      case (7...17, .number(let bits)): add(field, number(bits))
      default: break
      }
    }
    guard reader.isAtEnd else { return nil }
  }

  /// Pieces of values beside each other: writers make one.
  private static let mostPieces = 64

  private mutating func add(_ field: Int, _ value: Double) {
    if single.count < 3 * LogLimits.buckets { single.append((field, value)) }
  }

  private mutating func read(shape: UnsafeRawBufferPointer) -> Bool {
    var reader = WireReader(shape)
    while let (field, value) = reader.next() {
      guard field == 2, case .bytes(let dim) = value, dims.count < 16 else { continue }
      var size: Int64 = 0
      var inner = WireReader(dim)
      while let (field, value) = inner.next() {
        if field == 1, case .number(let number) = value { size = Int64(bitPattern: number) }
      }
      guard inner.isAtEnd else { return false }
      dims.append(size)
    }
    return reader.isAtEnd
  }

  private var numericType: Kind? {
    switch type {
    case 1: .float
    case 2: .double
    case 3: .signed(4)
    case 4, 10: .unsigned(1)
    case 5: .signed(2)
    case 6: .signed(1)
    case 9: .signed(8)
    case 14: .bfloat16
    case 17: .unsigned(2)
    case 19: .half
    case 22: .unsigned(4)
    case 23: .unsigned(8)
    default: nil
    }
  }

  /// The first elements, up to a number of them; the last that is stored stands for those that are not. Nil for other than numbers.
  func elements(_ count: Int) -> [Double]? {
    guard let kind = numericType, count >= 0 else { return nil }
    var found: [Double]
    if let content, !content.isEmpty {
      found = Self.elements(content, kind, count)
    } else {
      found = values(kind, count)
    }
    if let last = found.last, found.count < count {
      found += [Double](repeating: last, count: count - found.count)
    }
    return found.isEmpty && count > 0 ? nil : found
  }

  /// The elements as they are in memory.
  private static func elements(_ raw: UnsafeRawBufferPointer, _ kind: Kind, _ count: Int) -> [Double] {
    let size =
      switch kind {
      case .float: 4
      case .double: 8
      case .half, .bfloat16: 2
      case .signed(let size), .unsigned(let size): size
      }
    return (0..<min(count, raw.count / size)).map { place in
      var bits: UInt64 = 0
      for byte in 0..<size { bits |= UInt64(raw[place * size + byte]) << UInt64(8 * byte) }
      return number(bits, kind, size)
    }
  }

  private static func number(_ bits: UInt64, _ kind: Kind, _ size: Int) -> Double {
    switch kind {
    case .float: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .double: return Double(bitPattern: bits)
    case .half: return half(UInt16(truncatingIfNeeded: bits))
    case .bfloat16: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
    case .signed:
      let shift = UInt64(64 - 8 * size)
      return Double(Int64(bitPattern: bits << shift) >> Int64(shift))
    case .unsigned: return Double(bits)
    }
  }

  /// A number of half precision; written out, since no type of the language has it on all processors.
  private static func half(_ bits: UInt16) -> Double {
    let sign: Double = bits & 0x8000 == 0 ? 1 : -1
    let exponent = Int(bits >> 10) & 31
    let fraction = Double(bits & 0x3ff)
    if exponent == 31 { return fraction == 0 ? sign * .infinity : .nan }
    if exponent == 0 { return sign * fraction * 0x1p-24 }
    return sign * Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
  }

  /// The elements in a typed field.
  private func values(_ kind: Kind, _ count: Int) -> [Double] {
    var found = single.prefix(count).map(\.value)
    for (field, bytes) in packed {
      switch field {
      case 5: found += Self.elements(bytes, .float, count - found.count)
      case 6: found += Self.elements(bytes, .double, count - found.count)
      default:
        var reader = WireReader(bytes)
        while found.count < count, !reader.isAtEnd, let bits = reader.varint() { found.append(number(bits)) }
      }
      if found.count >= count { break }
    }
    return found
  }

  /// A number of variable length by the tensor's type.
  private func number(_ bits: UInt64) -> Double {
    switch numericType {
    case .half: Self.half(UInt16(truncatingIfNeeded: bits))
    case .bfloat16: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits & 0xffff) << 16))
    case .unsigned: Double(bits)
    default: Double(Int64(bitPattern: bits))
    }
  }
}
