/// Reads the text that Python's `repr` makes of a list of strings, such as `['', 'layer1', "a'b"]`.
///
/// A reader of its own, with no evaluation of any kind: quotes, the usual escapes, and `None` for an
/// empty string. Anything else, also a list of too many strings, is no list.
func pythonList(_ text: UnsafeBufferPointer<UInt8>) -> [String]? {
  var reader = PythonListReader(text: text)
  return reader.list()
}

private struct PythonListReader {
  let text: UnsafeBufferPointer<UInt8>
  var position = 0

  private var next: UInt8? { position < text.count ? text[position] : nil }

  private mutating func skipSpaces() {
    while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  mutating func list() -> [String]? {
    skipSpaces()
    guard take(UInt8(ascii: "[")) else { return nil }
    var items: [String] = []
    while true {
      skipSpaces()
      if take(UInt8(ascii: "]")) { break }
      guard items.count < OnnxLimits.listLength, let item = item() else { return nil }
      items.append(item)
      skipSpaces()
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "]")) else { return nil }
      break
    }
    skipSpaces()
    return next == nil ? items : nil
  }

  private mutating func item() -> String? {
    if text[position...].starts(with: "None".utf8) {
      position += 4
      return ""
    }
    guard let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    position += 1
    var bytes: [UInt8] = []
    while let byte = next {
      position += 1
      if byte == quote { return String(decoding: bytes, as: UTF8.self) }
      if byte != UInt8(ascii: "\\") {
        bytes.append(byte)
      } else {
        guard escape(into: &bytes) else { return nil }
      }
    }
    return nil
  }

  private mutating func escape(into bytes: inout [UInt8]) -> Bool {
    guard let kind = next else { return false }
    position += 1
    switch kind {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "x"): return code(digits: 2, into: &bytes)
    case UInt8(ascii: "u"): return code(digits: 4, into: &bytes)
    case UInt8(ascii: "U"): return code(digits: 8, into: &bytes)
    default: bytes.append(kind)
    }
    return true
  }

  private mutating func code(digits: Int, into bytes: inout [UInt8]) -> Bool {
    guard text.count - position >= digits else { return false }
    let hex = String(decoding: text[position..<position + digits], as: UTF8.self)
    position += digits
    guard let number = UInt32(hex, radix: 16) else { return false }
    bytes.append(contentsOf: String(Unicode.Scalar(number) ?? "\u{FFFD}").utf8)
    return true
  }
}
