/// Writes compact JSON that may stand in an HTML `script` element: whatever the strings hold, nothing in it can
/// end the element.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Writes an object.
  mutating func object(_ key: String? = nil, _ body: (inout JSONText) -> Void) { nest(key, "{", "}", body) }

  /// Writes an array.
  mutating func array(_ key: String? = nil, _ body: (inout JSONText) -> Void) { nest(key, "[", "]", body) }

  /// Writes a string.
  mutating func string(_ text: String, _ key: String? = nil) {
    lead(key)
    quote(text)
  }

  /// Writes a number.
  mutating func number(_ value: Int64, _ key: String? = nil) {
    lead(key)
    bytes += String(value).utf8
  }

  /// Writes a list of numbers.
  mutating func numbers(_ values: [Int], _ key: String? = nil) {
    array(key) { json in for value in values { json.number(Int64(value)) } }
  }

  private mutating func nest(
    _ key: String?, _ open: String, _ close: String, _ body: (inout JSONText) -> Void
  ) {
    lead(key)
    bytes += open.utf8
    needsComma = false
    body(&self)
    bytes += close.utf8
    needsComma = true
  }

  private mutating func lead(_ key: String?) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    if let key {
      quote(key)
      bytes.append(UInt8(ascii: ":"))
    }
  }

  /// Everything with a meaning to an HTML parser is written as an escape, and so is everything invisible.
  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<32, 127, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "'"):
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\u00".utf8
        bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
