/// One element of a document read by ``parseXML(_:)``.
struct XMLElement {
  var name: String
  var attributes: [(name: String, value: String)]
  var children: [XMLElement] = []
  var text = ""

  subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The class names.
  var classes: [String] { (self["class"] ?? "").split(separator: " ").map(String.init) }

  /// This element and all inside it, in document order. For documents of ordinary depth.
  var all: [XMLElement] { [self] + children.flatMap(\.all) }
}

struct NotWellFormed: Error, CustomStringConvertible {
  var description: String
}

/// Reads the part of XML that SVG needs: elements, attributes in double quotes, the five named entities and
/// numeric references. Throws where a document is not well-formed, or says more than that.
func parseXML(_ bytes: [UInt8]) throws -> XMLElement {
  guard let text = String(validating: bytes, as: UTF8.self) else { throw NotWellFormed(description: "UTF-8") }
  var reader = XMLReader(rest: text.unicodeScalars[...])
  return try reader.document()
}

private struct XMLReader {
  var rest: Substring.UnicodeScalarView

  mutating func document() throws -> XMLElement {
    // The stack's first element stands for the document.
    var stack = [XMLElement(name: "", attributes: [])]
    while !rest.isEmpty {
      guard take("<") else {
        let piece = try text(until: ["<"])
        stack[stack.count - 1].text += piece
        continue
      }
      if take("/") {
        let name = try self.name()
        try expect(">")
        let done = stack.removeLast()
        guard done.name == name, !stack.isEmpty else { throw NotWellFormed(description: "</\(name)>") }
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
      throw NotWellFormed(description: "not one root")
    }
    return stack[0].children[0]
  }

  private mutating func attributes() throws -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    while take(" ") {
      let name = try self.name()
      try expect("=")
      try expect("\"")
      let value = try text(until: ["\""])
      try expect("\"")
      if found.contains(where: { $0.name == name }) { throw NotWellFormed(description: "\(name) twice") }
      found.append((name, value))
    }
    return found
  }

  private mutating func name() throws -> String {
    let name = rest.prefix { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") }
    guard !name.isEmpty else { throw NotWellFormed(description: "a name at \(String(rest.prefix(20)))") }
    rest = rest.dropFirst(name.count)
    return String(name)
  }

  private mutating func text(until stops: [Unicode.Scalar]) throws -> String {
    var result = String.UnicodeScalarView()
    while let next = rest.first, !stops.contains(next) {
      rest.removeFirst()
      switch next.value {
      case 0x26: result.append(try reference())
      case 0x3C, 0x00...0x08, 0x0B...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF:
        throw NotWellFormed(description: "U+\(String(next.value, radix: 16))")
      default: result.append(next)
      }
    }
    return String(result)
  }

  private mutating func reference() throws -> Unicode.Scalar {
    let name = String(rest.prefix { $0 != ";" })
    rest = rest.dropFirst(name.unicodeScalars.count + 1)
    let known: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    if let scalar = known[name] { return scalar }
    guard name.hasPrefix("#"), let code = UInt32(name.dropFirst()), let scalar = Unicode.Scalar(code) else {
      throw NotWellFormed(description: "&\(name);")
    }
    return scalar
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws {
    guard take(scalar) else { throw NotWellFormed(description: "\(scalar) at \(String(rest.prefix(20)))") }
  }
}
