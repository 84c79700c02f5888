/// One element of a document read by ``parseXML(_:)``.
public struct XMLElement: Sendable {
  /// The tag's name.
  public var name: String
  /// Its attributes in order.
  public var attributes: [(name: String, value: String)]
  /// The elements inside.
  public var children: [XMLElement] = []
  /// The text directly inside, references resolved.
  public var text = ""

  /// An attribute's value.
  public subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The class names.
  public var classes: [String] { (self["class"] ?? "").split(separator: " ").map(String.init) }

  /// This element and all inside it, in document order.
  public var all: [XMLElement] {
    var found: [XMLElement] = []
    var pending = [self]
    while let element = pending.popLast() {
      found.append(element)
      pending += element.children.reversed()
    }
    return found
  }
}

/// The error of a document that is not well-formed.
public struct NotWellFormed: Error, CustomStringConvertible {
  /// The fault, and its place.
  public var description: String
}

/// Reads the part of XML that SVG needs: elements, attributes in double quotes, the five named entities and
/// numeric references. Throws where a document is not well-formed, or says more than that.
///
/// Cost: linear.
public func parseXML(_ bytes: [UInt8]) throws -> XMLElement {
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw NotWellFormed(description: "not UTF-8")
  }
  for scalar in text.unicodeScalars where scalar.value >= 0x7F {
    switch scalar.value {
    case 0x7F...0x9F, 0xFFFE, 0xFFFF: throw NotWellFormed(description: "U+\(String(scalar.value, radix: 16))")
    default: break
    }
  }
  return try bytes.withUnsafeBufferPointer { bytes in
    var reader = XMLReader(bytes: bytes)
    return try reader.document()
  }
}

private struct XMLReader {
  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document() throws -> XMLElement {
    // The stack's first element stands for the document.
    var stack = [XMLElement(name: "", attributes: [])]
    while at < bytes.count {
      guard take("<") else {
        stack[stack.count - 1].text += try text(until: UInt8(ascii: "<"))
        continue
      }
      if take("/") {
        let name = try self.name()
        try expect(">")
        let done = stack.removeLast()
        guard done.name == name, !stack.isEmpty else { throw wrong("</\(name)>") }
        stack[stack.count - 1].children.append(done)
      } else {
        let element = XMLElement(name: try name(), attributes: try attributes())
        if take("/") {
          try expect(">")
          stack[stack.count - 1].children.append(element)
        } else {
          try expect(">")
          stack.append(element)
        }
      }
    }
    guard stack.count == 1, stack[0].children.count == 1, stack[0].text.allSatisfy(\.isWhitespace) else {
      throw wrong("not one root")
    }
    return stack[0].children[0]
  }

  private mutating func attributes() throws -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    while take(" ") {
      let name = try self.name()
      try expect("=")
      try expect("\"")
      let value = try text(until: UInt8(ascii: "\""))
      try expect("\"")
      if found.contains(where: { $0.name == name }) { throw wrong("\(name) twice") }
      found.append((name, value))
    }
    return found
  }

  private mutating func name() throws -> String {
    let start = at
    while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
    guard at > start else { throw wrong("a name is missing") }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte == 0x2D || byte == 0x3A
  }

  private mutating func text(until stop: UInt8) throws -> String {
    var result: [UInt8] = []
    while at < bytes.count, bytes[at] != stop {
      let byte = bytes[at]
      at += 1
      switch byte {
      case 0x26: result += try reference().utf8
      case 0x3C, 0x00...0x08, 0x0B...0x1F: throw wrong("byte \(byte) in text")
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func reference() throws -> String {
    let start = at
    while at < bytes.count, at - start < 10, bytes[at] != UInt8(ascii: ";") { at += 1 }
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    try expect(";")
    let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    if let text = known[name] { return text }
    guard name.hasPrefix("#"), let code = UInt32(name.dropFirst()), let scalar = Unicode.Scalar(code) else {
      throw wrong("&\(name);")
    }
    return String(scalar)
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws {
    guard take(scalar) else { throw wrong("\(scalar) is missing") }
  }

  private func wrong(_ what: String) -> NotWellFormed {
    let near = String(decoding: bytes[min(at, bytes.count)..<min(at + 40, bytes.count)], as: UTF8.self)
    return NotWellFormed(description: "\(what) at byte \(at): \(near)")
  }
}
