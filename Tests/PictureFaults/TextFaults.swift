import Foundation

/// The first fault in the quoting and nesting of a DOT text; nil for none.
public func dotFault(_ bytes: [UInt8]) -> String? {
  var depth = 0
  var isQuoted = false
  var isEscaped = false
  for byte in bytes {
    if byte < 32, byte != 10 { return "control character \(byte)" }
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\"), isQuoted {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isQuoted.toggle()
    } else if !isQuoted {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth < 0 { return "a brace too many" }
    }
  }
  return isQuoted || depth != 0 ? "something is left open" : nil
}

/// The JSON object that bytes are.
public func jsonObject(_ bytes: some Collection<UInt8>) throws -> [String: Any] {
  guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
    throw NotAnObject()
  }
  return object
}

/// A JSON text that is well-formed, but no object.
public struct NotAnObject: Error {}

/// Lists the faults of a text for people: bytes that are not UTF-8, and control characters that a terminal would heed.
///
/// - Parameter isColored: whether escape sequences are expected.
public func textFaults(_ bytes: [UInt8], isColored: Bool = false) -> [String] {
  guard let text = String(validating: bytes, as: UTF8.self) else { return ["the text is not UTF-8"] }
  let bad = text.unicodeScalars.first { scalar in
    switch scalar.value {
    case 0x0A: false
    case 0x1B: !isColored
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
  return bad.map { ["the text has U+\(String($0.value, radix: 16))"] } ?? []
}
