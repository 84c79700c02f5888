import ModelGraph

/// The elements of a typed field, such as `int32_data`, one after another as the packed little-endian bytes that `raw_data`
/// would hold. Fields in one piece of `float_data` and `double_data` need none of this: their bytes are that already.
///
/// Cost: linear in the field, in constant memory, however many chunks it has.
package struct FieldBytes {
  private let number: Int
  private let chunkCount: Int
  /// The bytes of one value of the field that the elements use; those above repeat the sign.
  private let unit: Int
  private let first: Range<Int>
  /// Whether values of the field have a fixed width (`float_data`, `double_data`).
  private let isFixed: Bool

  private var chunk: Range<Int>
  private var chunksLeft: Int
  private var position: Int

  /// Makes a walk; nil where a type can't be in that field.
  package init?(_ type: DataType, number: Int, offset: Int, length: Int, chunks: Int) {
    guard let bits = type.bitWidth, offset >= 0, length >= 0, chunks > 0 else { return nil }
    switch (number, type) {
    case (4, .float32), (4, .complex64): (unit, isFixed) = (4, true)
    case (10, .float64), (10, .complex128): (unit, isFixed) = (8, true)
    case (5, _) where bits <= 32 && type != .float32: (unit, isFixed) = (max(1, bits / 8), false)
    case (7, .int64), (11, .uint64): (unit, isFixed) = (8, false)
    case (11, .uint32): (unit, isFixed) = (4, false)
    default: return nil
    }
    self.number = number
    first = offset..<(offset + length)
    chunkCount = chunks
    (chunk, chunksLeft, position) = (first, chunks - 1, offset)
  }

  /// Goes back to the first element.
  package mutating func rewind() { (chunk, chunksLeft, position) = (first, chunkCount - 1, first.lowerBound) }

  /// Writes the next elements.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - buffer: a whole number of values of the field.
  /// - Returns: whether the field had that many.
  package mutating func read(_ bytes: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer)
    -> Bool
  {
    guard first.upperBound <= bytes.count, buffer.count % unit == 0 else { return false }
    for place in stride(from: 0, to: buffer.count, by: unit) {
      while position == chunk.upperBound { guard advance(bytes) else { return false } }
      guard let word = value(bytes) else { return false }
      for byte in 0..<unit { buffer[place + byte] = UInt8(truncatingIfNeeded: word >> UInt64(8 * byte)) }
    }
    return true
  }

  /// Whether all of the field's values were read.
  package mutating func isAtEnd(_ bytes: UnsafeRawBufferPointer) -> Bool {
    while position == chunk.upperBound { guard advance(bytes) else { return true } }
    return false
  }

  private mutating func value(_ bytes: UnsafeRawBufferPointer) -> UInt64? {
    let piece = UnsafeRawBufferPointer(rebasing: bytes[..<chunk.upperBound])
    if isFixed {
      guard unit <= chunk.upperBound - position else { return nil }
      defer { position += unit }
      return unit == 4
        ? UInt64(UInt32(littleEndian: piece.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
        : UInt64(littleEndian: piece.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
    var cursor = WireCursor(bytes: piece, position: position)
    let word = cursor.varint()
    position = cursor.position
    return word
  }

  /// Goes on to the next chunk of the field. The scan counted them within one message, so that walking on from one finds
  /// the next before that message ends.
  private mutating func advance(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard chunksLeft > 0 else { return false }
    var wire = WireCursor(bytes: bytes, position: chunk.upperBound)
    while let field = wire.next() {
      guard field.number == number else { continue }
      (chunk, position) = (field.payload, field.payload.lowerBound)
      chunksLeft -= 1
      return true
    }
    return false
  }
}
