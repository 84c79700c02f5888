/// Walks protobuf fields from a place in a message.
package struct WireCursor {
  private let bytes: UnsafeRawBufferPointer
  package var position: Int

  /// Starts at a place.
  package init(bytes: UnsafeRawBufferPointer, position: Int) {
    (self.bytes, self.position) = (bytes, position)
  }

  /// The next field and where its content is; nil where the bytes make no sense.
  package mutating func next() -> (number: Int, payload: Range<Int>)? {
    guard let tag = varint() else { return nil }
    let number = Int(truncatingIfNeeded: tag >> 3)
    let start = position
    switch tag & 7 {
    case 0:
      guard varint() != nil else { return nil }
      return (number, start..<position)
    case 1: return fixed(8, number)
    case 5: return fixed(4, number)
    case 2:
      guard let length = varint(), length <= UInt64(bytes.count - position) else { return nil }
      return fixed(Int(length), number)
    default: return nil
    }
  }

  private mutating func fixed(_ width: Int, _ number: Int) -> (number: Int, payload: Range<Int>)? {
    guard width <= bytes.count - position else { return nil }
    defer { position += width }
    return (number, position..<(position + width))
  }

  /// A variable-length number.
  package mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
