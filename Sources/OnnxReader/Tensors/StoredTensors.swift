import ModelGraph

/// Reads the elements of small tensors out of the bytes of an ONNX file.
///
/// Offsets come from the same bytes; all of them are checked again, so that the answer for a damaged file is nil.
/// External data is never opened.
public struct StoredTensors: TensorSource {
  private let bytes: UnsafeRawBufferPointer

  /// Reads from the bytes of the file that the tensors were read from; they must outlive this value.
  public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The elements of a tensor that is stored in the file; nil where there are more than `limit`.
  public func elements(of tensor: TensorRef, limit: Int) -> TensorElements? {
    guard tensor.sparseCount == nil, let count = tensor.elementCount, count <= Int64(limit) else {
      return nil
    }
    let wanted = Int(count)
    if wanted == 0 { return tensor.dataType.isFloatingPoint ? .reals([]) : .ints([]) }
    switch tensor.location {
    case .raw(let offset, let length):
      guard let range = range(offset, length) else { return nil }
      return RawElements(bytes: UnsafeRawBufferPointer(rebasing: bytes[range])).decode(
        tensor.dataType, wanted)
    case .field(let number, let offset, let length, let chunks):
      guard chunks <= max(wanted, 1), let parts = self.chunks(number, offset, length, chunks) else {
        return nil
      }
      return FieldElements(bytes: bytes, chunks: parts).decode(tensor.dataType, field: number, wanted)
    case .external, .dataset, .none: return nil
    }
  }

  /// The elements of a tensor of a handful of numbers; nil for all others. A whole number beyond 2⁵³ is rounded.
  func numbers(of tensor: TensorRef) -> [Double]? {
    guard let count = tensor.elementCount, count > 0, count <= TensorRef.mostElements else { return nil }
    switch elements(of: tensor, limit: TensorRef.mostElements) {
    case .ints(let list): return list.map(Double.init)
    case .reals(let list): return list
    case .strings, nil: return nil
    }
  }

  private func range(_ offset: Int, _ length: Int) -> Range<Int>? {
    guard offset >= 0, length >= 0, offset <= bytes.count, length <= bytes.count - offset else { return nil }
    return offset..<(offset + length)
  }

  /// The places of all chunks of a field. The scan counted them within one message, so that walking on
  /// from the first finds them before that message ends.
  private func chunks(_ number: Int, _ offset: Int, _ length: Int, _ count: Int) -> [Range<Int>]? {
    guard let first = range(offset, length) else { return nil }
    var found = [first]
    var wire = WireCursor(bytes: bytes, position: first.upperBound)
    while found.count < count {
      guard let field = wire.next() else { return nil }
      if field.number == number { found.append(field.payload) }
    }
    return found
  }
}

/// Elements of a typed field (`int64_data` and its like), packed or one by one.
private struct FieldElements {
  let bytes: UnsafeRawBufferPointer
  let chunks: [Range<Int>]

  func decode(_ type: DataType, field: Int, _ count: Int) -> TensorElements? {
    switch field {
    case 4:
      guard type == .float32, let words = words(4, count) else { return nil }
      return .reals(words.map { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0))) })
    case 10:
      guard type == .float64, let words = words(8, count) else { return nil }
      return .reals(words.map { Double(bitPattern: $0) })
    case 6:
      guard chunks.count == count else { return nil }
      return .strings(chunks.map { String(decoding: bytes[$0], as: UTF8.self) })
    case 5, 7, 11: return decodeVarints(type, count)
    default: return nil
    }
  }

  private func decodeVarints(_ type: DataType, _ count: Int) -> TensorElements? {
    guard let numbers = varints(count) else { return nil }
    switch type {
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .bool:
      return .ints(numbers.map { Int64(bitPattern: $0) })
    case .uint64:
      guard numbers.allSatisfy({ $0 <= UInt64(Int64.max) }) else { return nil }
      return .ints(numbers.map { Int64(bitPattern: $0) })
    case .float16: return .reals(numbers.map { halfValue(UInt16(truncatingIfNeeded: $0)) })
    case .bfloat16:
      return .reals(numbers.map { Double(Float(bitPattern: UInt32(UInt16(truncatingIfNeeded: $0)) << 16)) })
    default: return nil
    }
  }

  private func varints(_ count: Int) -> [UInt64]? {
    var found: [UInt64] = []
    for chunk in chunks {
      var cursor = WireCursor(bytes: UnsafeRawBufferPointer(rebasing: bytes[chunk]), position: 0)
      while cursor.position < chunk.count {
        guard found.count < count, let number = cursor.varint() else { return nil }
        found.append(number)
      }
    }
    return found.count == count ? found : nil
  }

  private func words(_ width: Int, _ count: Int) -> [UInt64]? {
    var found: [UInt64] = []
    for chunk in chunks {
      guard chunk.count % width == 0, found.count + chunk.count / width <= count else { return nil }
      for start in stride(from: chunk.lowerBound, to: chunk.upperBound, by: width) {
        found.append(littleEndian(bytes, at: start, width))
      }
    }
    return found.count == count ? found : nil
  }
}

/// Little-endian element bytes.
private struct RawElements {
  let bytes: UnsafeRawBufferPointer

  func decode(_ type: DataType, _ count: Int) -> TensorElements? {
    guard let bits = type.bitWidth, bits >= 8, bytes.count == count * (bits / 8) else { return nil }
    let width = bits / 8
    func words() -> [UInt64] { (0..<count).map { littleEndian(bytes, at: $0 * width, width) } }
    switch type {
    case .float32: return .reals(words().map { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0))) })
    case .float64: return .reals(words().map { Double(bitPattern: $0) })
    case .float16: return .reals(words().map { halfValue(UInt16(truncatingIfNeeded: $0)) })
    case .bfloat16:
      return .reals(words().map { Double(Float(bitPattern: UInt32(truncatingIfNeeded: $0) << 16)) })
    case .uint8, .uint16, .uint32, .bool: return .ints(words().map { Int64(bitPattern: $0) })
    case .uint64:
      let words = words()
      return words.allSatisfy { $0 <= UInt64(Int64.max) } ? .ints(words.map { Int64(bitPattern: $0) }) : nil
    case .int8, .int16, .int32, .int64:
      return .ints(words().map { Int64(bitPattern: $0 << UInt64(64 - bits)) >> Int64(64 - bits) })
    default: return nil
    }
  }
}

private func littleEndian(_ bytes: UnsafeRawBufferPointer, at start: Int, _ width: Int) -> UInt64 {
  var word: UInt64 = 0
  for index in 0..<width { word |= UInt64(bytes[start + index]) << UInt64(8 * index) }
  return word
}

/// The value of an IEEE 754 half-precision number.
private func halfValue(_ bits: UInt16) -> Double {
  let sign: Double = bits & 0x8000 == 0 ? 1 : -1
  let exponent = Int(bits >> 10) & 31
  let fraction = Double(bits & 0x3FF)
  switch exponent {
  case 0: return sign * fraction * 0x1p-24
  case 31: return fraction == 0 ? sign * .infinity : .nan
  default: return sign * (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
  }
}
