/// Writes protobuf messages field by field, valid or not: what tests need to build odd models.
public struct Wire: Sendable {
  /// The bytes so far.
  public var bytes: [UInt8] = []

  /// Starts an empty message.
  public init() {}

  /// Makes a message in one go.
  public static func message(_ fill: (inout Wire) -> Void) -> Wire {
    var wire = Wire()
    fill(&wire)
    return wire
  }

  /// Appends a number of variable length, without a tag.
  public mutating func raw(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Appends the tag of a field.
  public mutating func tag(_ field: Int, wireType: Int) {
    raw(varint: UInt64(field) << 3 | UInt64(wireType))
  }

  /// Appends an integer field.
  public mutating func int(_ field: Int, _ value: Int64) {
    tag(field, wireType: 0)
    raw(varint: UInt64(bitPattern: value))
  }

  /// Appends a 32-bit float field.
  public mutating func float(_ field: Int, _ value: Float) {
    tag(field, wireType: 5)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a field of bytes.
  public mutating func bytes(_ field: Int, _ content: [UInt8]) {
    tag(field, wireType: 2)
    raw(varint: UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  /// Appends a text field.
  public mutating func text(_ field: Int, _ content: String) { bytes(field, Array(content.utf8)) }

  /// Appends a message field.
  public mutating func message(_ field: Int, _ content: Wire) { bytes(field, content.bytes) }
}

/// A generator of repeatable numbers (xorshift), for tests that need many odd inputs.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts a sequence; equal seeds give equal sequences.
  public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// The next number.
  public mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
