/// Text as UTF-8 bytes, built by appending.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Appends text that needs no escaping.
  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends text that needs no escaping.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends bytes.
  mutating func raw(_ other: [UInt8]) { bytes.append(contentsOf: other) }

  /// Appends a number rounded to a tenth: `12`, `0.5`, `-3.2`. What is not a number, or is too large for a
  /// page, becomes 0 or the largest page.
  mutating func number(_ value: Double) {
    let tenths = Self.tenths(value)
    if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
    let size = abs(tenths)
    integer(size / 10)
    if size % 10 != 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "0") + UInt8(size % 10))
    }
  }

  /// Whether two numbers are written alike.
  static func looksEqual(_ a: Double, _ b: Double) -> Bool {
    tenths(a) == tenths(b)
  }

  private static func tenths(_ value: Double) -> Int {
    value.isFinite ? Int((min(max(value, -1e8), 1e8) * 10).rounded()) : 0
  }

  private mutating func integer(_ value: Int) {
    if value >= 10 { integer(value / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }

  /// Appends `#rrggbb`.
  mutating func color(_ color: Color) {
    bytes.append(UInt8(ascii: "#"))
    for shift in stride(from: 20, through: 0, by: -4) {
      let digit = UInt8((color.rgb >> UInt32(shift)) & 0xF)
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }

  /// Appends hostile text as XML character data, fit for elements and for attributes in double quotes.
  /// Characters that XML 1.0 forbids are left out, and so are those that reorder text; line breaks stay.
  /// At most `limit` scalars, then `…`; costs no more than that.
  mutating func escaped(_ text: String, limit: Int) {
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      if count > limit {
        raw("…")
        return
      }
      escaped(scalar)
    }
  }

  private mutating func escaped(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x26: raw("&amp;")
    case 0x3C: raw("&lt;")
    case 0x3E: raw("&gt;")
    case 0x22: raw("&quot;")
    case 0x27: raw("&#39;")
    case 0x0A: raw("&#10;")
    case 0x09: raw(" ")
    case 0x20...0x7E: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: break
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: break
    case let code where code & 0xFFFE == 0xFFFE: break
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// The FNV-1a hash (64 bits, Fowler, Noll, Vo) of what was written.
  var hash: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
