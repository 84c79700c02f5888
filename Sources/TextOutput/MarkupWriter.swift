/// XML, SVG or HTML as UTF-8 bytes, built by appending.
public struct MarkupWriter: Sendable {
  /// All that was written.
  public private(set) var bytes: [UInt8] = []

  /// Starts with nothing.
  ///
  /// - Parameter capacity: the number of bytes expected.
  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Appends markup.
  public mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends markup.
  public mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

  /// Appends markup.
  public mutating func raw(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  /// Appends one byte of markup.
  public mutating func raw(_ byte: UInt8) { bytes.append(byte) }

  /// Appends a number rounded to a tenth: `12`, `0.5`, `-3.2`. Not-a-number becomes 0, and numbers too large
  /// for a page the size of the largest page.
  public mutating func number(_ value: Double) {
    NumberText.append(Self.tenths(value), places: 1, to: &bytes)
  }

  /// Whether two numbers are written alike.
  public static func looksEqual(_ a: Double, _ b: Double) -> Bool { tenths(a) == tenths(b) }

  private static func tenths(_ value: Double) -> Int64 {
    value.isFinite ? Int64((min(max(value, -1e8), 1e8) * 10).rounded()) : 0
  }

  /// Appends hostile text as character data, fit for elements and for attributes in double quotes.
  ///
  /// Unsafe characters are left out, save that a line feed stays, as a reference, and other line breaks become
  /// spaces. At most `limit` scalars are kept, then `…` follows; costs no more than that.
  public mutating func text(_ text: String, limit: Int = .max) {
    // Most names are letters of ASCII without markup: one copy, no scalar looked at.
    if text.utf8.count <= limit && text.utf8.allSatisfy(Self.isPlain) { return raw(text) }
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      if count > limit { return raw("…") }
      character(scalar)
    }
  }

  /// Whether a byte is printable ASCII that stands for itself in markup.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3C, 0x3E: false
    default: byte >= 0x20 && byte < 0x7F
    }
  }

  private mutating func character(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x26: raw("&amp;")
    case 0x3C: raw("&lt;")
    case 0x3E: raw("&gt;")
    case 0x22: raw("&quot;")
    case 0x27: raw("&#39;")
    case 0x20...0x7E: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    case 0x0A: raw("&#10;")
    default:
      switch UnsafeCharacter(scalar) {
      case .lineBreak: raw(" ")
      case .control, .direction, .invisible, .noncharacter: break
      case nil: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
  }

  /// The FNV-1a hash (64 bits; Fowler, Noll, Vo) of all that was written.
  public var hash: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
