/// A message of Protocol Buffers that is being written.
struct ProtoMessage {
  private(set) var bytes: [UInt8] = []

  init() {}

  /// A message of one field.
  init(field: Int, _ content: ProtoMessage) { add(field, content) }

  mutating func add(_ field: Int, _ content: ProtoMessage) { add(field, content.bytes) }

  mutating func add(_ field: Int, _ text: String) { add(field, text.utf8) }

  /// Adds a field that has its length before it: wire type 2.
  mutating func add(_ field: Int, _ content: some Collection<UInt8>) {
    append(varint: UInt64(field) << 3 | 2)
    append(varint: UInt64(content.count))
    bytes += content
  }

  /// Adds a whole number: wire type 0.
  mutating func add(_ field: Int, number: Int64) {
    append(varint: UInt64(field) << 3)
    append(varint: UInt64(bitPattern: number))
  }

  /// Adds a field as it stands elsewhere, tag and all.
  mutating func copy(_ field: some Collection<UInt8>) { bytes += field }

  private mutating func append(varint number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// A node that gives a value another name: NodeProto's input = 1, output = 2, op_type = 4 (onnx.proto).
  static func identity(from input: String, to output: String) -> ProtoMessage {
    var node = ProtoMessage()
    node.add(1, input)
    node.add(2, output)
    node.add(4, "Identity")
    return node
  }
}
