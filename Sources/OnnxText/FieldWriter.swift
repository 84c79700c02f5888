/// Writes the wire format of protobuf, piece by piece.
struct FieldWriter {
  private(set) var bytes: [UInt8] = []
  /// The bytes of a length: messages get theirs once they are complete, so that nothing is moved.
  private static let lengthWidth = 5

  private mutating func tag(_ field: Int, wire: UInt64) { varint(UInt64(field) << 3 | wire) }

  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func fixed32(_ word: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  mutating func fixed64(_ word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func int(_ field: Int, _ value: Int64) {
    tag(field, wire: 0)
    varint(UInt64(bitPattern: value))
  }

  mutating func float(_ field: Int, _ value: Float) {
    tag(field, wire: 5)
    fixed32(value.bitPattern)
  }

  mutating func double(_ field: Int, _ value: Double) {
    tag(field, wire: 1)
    fixed64(value.bitPattern)
  }

  mutating func text(_ field: Int, _ text: some Collection<UInt8>) {
    tag(field, wire: 2)
    varint(UInt64(text.count))
    bytes.append(contentsOf: text)
  }

  /// Begins a message, or a list of packed numbers. What is written then is in it, until `close`.
  ///
  /// - Returns: where its length will stand.
  mutating func open(_ field: Int) -> Int {
    tag(field, wire: 2)
    let place = bytes.count
    for _ in 0..<Self.lengthWidth { bytes.append(0) }
    return place
  }

  /// Ends the message whose length stands there.
  mutating func close(_ place: Int) {
    var rest = bytes.count - place - Self.lengthWidth
    for index in 0..<Self.lengthWidth {
      bytes[place + index] = UInt8(rest & 0x7F) | (index < Self.lengthWidth - 1 ? 0x80 : 0)
      rest >>= 7
    }
  }

  /// A message of two texts.
  mutating func pair(_ field: Int, _ first: some Collection<UInt8>, _ second: some Collection<UInt8>) {
    let place = open(field)
    text(FieldNumber.first, first)
    text(FieldNumber.second, second)
    close(place)
  }
}
