import ModelGraph

/// Reads and writes elements of one type, little-endian.
struct ElementCode {
  let type: DataType
  /// Bytes of an element.
  let width: Int

  /// Nil for types that no array of a recording has.
  init?(_ type: DataType) {
    switch type {
    case .float32, .float64, .float16, .bfloat16, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32,
      .uint64, .bool:
      (self.type, width) = (type, (type.bitWidth ?? 8) / 8)
    default: return nil
    }
  }

  private func word(_ bytes: [UInt8], at place: Int) -> UInt64 {
    (0..<width).reduce(0) { $0 | UInt64(bytes[place * width + $1]) << UInt64(8 * $1) }
  }

  private func append(_ word: UInt64, to bytes: inout [UInt8]) {
    for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * byte))) }
  }

  /// An element of a type of real numbers.
  func real(_ bytes: [UInt8], at place: Int) -> Double {
    let word = word(bytes, at: place)
    switch type {
    case .float16: return Double(Float16(bitPattern: UInt16(word)))
    case .bfloat16: return Double(Float(bitPattern: UInt32(word) << 16))
    case .float32: return Double(Float(bitPattern: UInt32(word)))
    default: return Double(bitPattern: word)
    }
  }

  /// An element of a type of whole numbers; nil where it is larger than any Int64.
  func whole(_ bytes: [UInt8], at place: Int) -> Int64? {
    let word = word(bytes, at: place)
    switch type {
    case .int8, .int16, .int32, .int64:
      let shift = UInt64(64 - 8 * width)
      return Int64(bitPattern: word << shift) >> Int64(shift)
    default: return Int64(exactly: word)
    }
  }

  /// Appends a real number, rounded to the nearest of the type.
  func append(real: Double, to bytes: inout [UInt8]) {
    switch type {
    case .float16: append(UInt64(Float16(real).bitPattern), to: &bytes)
    case .bfloat16:
      let word = Float(real).bitPattern
      // To the nearest, and to the even one between two; NaN stays one.
      let rounded = real.isNaN ? word | 0x0040_0000 : word &+ 0x7FFF &+ (word >> 16 & 1)
      append(UInt64(rounded >> 16), to: &bytes)
    case .float32: append(UInt64(Float(real).bitPattern), to: &bytes)
    default: append(real.bitPattern, to: &bytes)
    }
  }

  /// Appends a whole number that fits.
  func append(whole: Int64, to bytes: inout [UInt8]) { append(UInt64(bitPattern: whole), to: &bytes) }

  /// Whether the type has a whole number.
  func fits(_ whole: Int64) -> Bool {
    switch type {
    case .bool: whole == 0 || whole == 1
    case .int64: true
    case .uint64: whole >= 0
    case .int8, .int16, .int32: whole >> Int64(8 * width - 1) == 0 || whole >> Int64(8 * width - 1) == -1
    default: whole >= 0 && whole >> Int64(8 * width) == 0
    }
  }
}

extension RunTensor {
  /// The same numbers in another type: real numbers are rounded to real ones of another width; else every element must be
  /// in both types.
  ///
  /// - Returns: nil where an element is not in the type, or a type is none of numbers. Cost: linear in the elements.
  func converted(to target: DataType) -> RunTensor? {
    if target == dataType || target == .undefined { return self }
    guard let from = ElementCode(dataType), let to = ElementCode(target) else { return nil }
    var converted: [UInt8] = []
    let count = bytes.count / from.width
    converted.reserveCapacity(count * to.width)
    for place in 0..<count {
      switch (dataType.isFloatingPoint, target.isFloatingPoint) {
      case (true, true): to.append(real: from.real(bytes, at: place), to: &converted)
      case (true, false):
        guard let whole = Int64(exactly: from.real(bytes, at: place)), to.fits(whole) else { return nil }
        to.append(whole: whole, to: &converted)
      case (false, true):
        guard let whole = from.whole(bytes, at: place), let real = Double(exactly: whole) else { return nil }
        let start = converted.count
        to.append(real: real, to: &converted)
        guard to.real(Array(converted[start...]), at: 0) == real else { return nil }
      case (false, false):
        guard let whole = from.whole(bytes, at: place), to.fits(whole) else { return nil }
        to.append(whole: whole, to: &converted)
      }
    }
    return RunTensor(name: name, dataType: target, dims: dims, bytes: converted)
  }
}
