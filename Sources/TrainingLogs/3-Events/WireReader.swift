/// Walks the fields of one protobuf message, which may be any bytes.
struct WireReader {
  private let bytes: UnsafeRawBufferPointer
  private var at = 0

  /// A field: its number, and its content by the type on the wire.
  enum Field {
    case number(UInt64)
    case fixed32(UInt32)
    case fixed64(UInt64)
    case bytes(UnsafeRawBufferPointer)
  }

  /// Begins with a message.
  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether the message is read to its end; not where it is malformed.
  var isAtEnd: Bool { at == bytes.count }

  /// The next field; nil at the end, and where the bytes are no message.
  @inline(__always) mutating func next() -> (field: Int, value: Field)? {
    guard at < bytes.count, let key = varint() else { return nil }
    let field = Int(truncatingIfNeeded: key >> 3)
    switch key & 7 {
    case 0: return varint().map { (field, .number($0)) }
    case 1: return fixed(UInt64.self).map { (field, .fixed64($0)) }
    case 2:
      guard let length = varint(), length <= UInt64(bytes.count - at) else { return stop() }
      let content = UnsafeRawBufferPointer(rebasing: bytes[at..<(at + Int(length))])
      at += Int(length)
      return (field, .bytes(content))
    case 5: return fixed(UInt32.self).map { (field, .fixed32($0)) }
    default: return stop()
    }
  }

  /// Ends the walk before the end of the message.
  private mutating func stop() -> (field: Int, value: Field)? {
    at = bytes.count + 1
    return nil
  }

  /// The next number of variable length; nil where it does not end.
  @inline(__always) mutating func varint() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count, shift < 64 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    at = bytes.count + 1
    return nil
  }

  @inline(__always) private mutating func fixed<Word: FixedWidthInteger>(_: Word.Type) -> Word? {
    let size = MemoryLayout<Word>.size
    guard bytes.count - at >= size else {
      at = bytes.count + 1
      return nil
    }
    let word = bytes.loadUnaligned(fromByteOffset: at, as: Word.self)
    at += size
    return Word(littleEndian: word)
  }
}
