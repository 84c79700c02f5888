/// Writes JSON text (RFC 8259) with keys in the order given, so that the same value always gives the same
/// bytes. Strings keep every character: unsafe ones (``UnsafeCharacter``) are written as `\u` escapes.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Style: Sendable, Equatable {
    /// For people and files: two spaces of indentation, lists of numbers on one line.
    case indented
    /// For an HTML `script` element: without white space, and nothing in a string can end the element.
    case script
  }

  /// All that was written.
  public private(set) var bytes: [UInt8] = []
  private let style: Style
  private var isFirst = true
  private var depth = 0

  /// Starts with nothing.
  public init(_ style: Style = .indented) { self.style = style }

  /// Writes an object.
  public mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    nest(key, "{", "}", body)
  }

  /// Writes an array.
  public mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    nest(key, "[", "]", body)
  }

  /// Writes a string.
  public mutating func string(_ text: String, _ key: String? = nil) {
    lead(key)
    quote(text)
  }

  /// Writes a string, or nothing where there is none.
  public mutating func optional(_ text: String?, _ key: String) {
    if let text, !text.isEmpty { string(text, key) }
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int64, _ key: String? = nil) {
    lead(key)
    bytes += String(value).utf8
  }

  /// Writes a real number with as many digits as tell it from its neighbours; null where it is not finite.
  public mutating func real(_ value: Double, _ key: String? = nil) {
    guard value.isFinite else { return null(key) }
    lead(key)
    // Swift writes the shortest text that reads back as the number, in a form that JSON knows.
    bytes += value.description.utf8
  }

  /// Writes true or false.
  public mutating func bool(_ value: Bool, _ key: String? = nil) {
    lead(key)
    bytes += (value ? "true" : "false").utf8
  }

  /// Writes null.
  public mutating func null(_ key: String? = nil) {
    lead(key)
    bytes += "null".utf8
  }

  /// Writes an array of whole numbers on one line.
  public mutating func numbers(_ values: [Int], _ key: String? = nil) {
    lead(key)
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes += (style == .indented ? ", " : ",").utf8 }
      bytes += String(value).utf8
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Writes an array of real numbers on one line; null for each that is not finite.
  public mutating func reals(_ values: [Double], _ key: String? = nil) {
    lead(key)
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes += (style == .indented ? ", " : ",").utf8 }
      bytes += (value.isFinite ? value.description : "null").utf8
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The document, ended by a line break.
  public func finished() -> [UInt8] { bytes + [UInt8(ascii: "\n")] }

  private mutating func nest(
    _ key: String?, _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void
  ) {
    lead(key)
    bytes += open.utf8
    depth += 1
    let outer = isFirst
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { newline() }
    isFirst = outer
    bytes += close.utf8
  }

  private mutating func lead(_ key: String?) {
    if depth > 0 {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      newline()
    }
    isFirst = false
    if let key {
      quote(key)
      bytes += (style == .indented ? ": " : ":").utf8
    }
  }

  private mutating func newline() {
    guard style == .indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes += "  ".utf8 }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    if text.utf8.allSatisfy(isPlain) {
      bytes += text.utf8
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += "\\\"".utf8
      case "\\": bytes += "\\\\".utf8
      case "\n" where style == .indented: bytes += "\\n".utf8
      case "\r" where style == .indented: bytes += "\\r".utf8
      case "\t" where style == .indented: bytes += "\\t".utf8
      case "<", ">", "&", "'":
        if style == .script { escape(scalar) } else { bytes.append(UInt8(truncatingIfNeeded: scalar.value)) }
      default:
        if scalar.value >= 0x20 && scalar.value < 0x7F {
          bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else if UnsafeCharacter(scalar) != nil {
          escape(scalar)
        } else {
          bytes += String(scalar).utf8
        }
      }
    }
  }

  /// Whether a byte is written as it is in either style.
  private func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"),
      UInt8(ascii: "'"):
      false
    default: byte >= 0x20 && byte < 0x7F
    }
  }

  /// Writes `\u` and four digits, twice for scalars beyond the basic plane.
  private mutating func escape(_ scalar: Unicode.Scalar) {
    let digits = Array("0123456789abcdef".utf8)
    for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
      bytes += "\\u".utf8
      for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift)) & 15]) }
    }
  }
}
