import Diagnostics

extension ModelTextParser {
  /// The graph behind its name.
  mutating func graph(_ field: Int, name: [UInt8]) throws(FoldoutError) {
    typealias Field = FieldNumber.Graph
    // A graph, and within it a node and its attribute.
    try enter(levels: 3)
    defer { leave(levels: 3) }
    let place = output.open(field)
    output.text(Field.name, name)
    if cursor.matches("(") { try values(until: ")", Field.input, initializers: Field.initializer) }
    try arrow()
    try cursor.expect("(", "before a graph's outputs")
    try values(until: ")", Field.output)
    if cursor.matches("<") {
      try values(until: ">", Field.valueInfo, initializers: Field.initializer, hasBoth: false)
    }
    try nodes(Field.node)
    output.close(place)
  }

  mutating func arrow() throws(FoldoutError) {
    guard cursor.matches(word: "=>") else { throw cursor.failure("`=>` is missing before the outputs") }
  }

  /// Values with their types, up to a closing character, which is stepped over.
  ///
  /// - Parameters:
  ///   - initializers: the field of those that have a value behind `=`; nil where none may.
  ///   - hasBoth: whether such a value is one of the list, too.
  mutating func values(
    until end: Unicode.Scalar, _ field: Int, initializers: Int? = nil, hasBoth: Bool = true
  ) throws(FoldoutError) {
    if cursor.matches(end) { return }
    repeat {
      let start = cursor.position
      let type = isTypeAhead() ? try type() : nil
      let name = try cursor.name("the name of a value")
      guard let initializers, cursor.matches("=") else {
        writeValue(name, type, field)
        continue
      }
      if hasBoth { writeValue(name, type, field) }
      guard let type else { throw cursor.failure("a stored tensor has no type", at: start) }
      try tensor(initializers, name, type)
    } while cursor.matches(",")
    try cursor.expect(end, "behind a list of values")
  }

  /// Writes a ValueInfoProto.
  mutating func writeValue(_ name: [UInt8], _ type: WrittenType?, _ field: Int) {
    let place = output.open(field)
    output.text(FieldNumber.first, name)
    if let type { write(type, FieldNumber.second) }
    output.close(place)
  }

  // MARK: Nodes

  mutating func nodes(_ field: Int) throws(FoldoutError) {
    try cursor.expect("{", "before operators")
    while !cursor.matches("}") { try node(field) }
  }

  private mutating func node(_ field: Int) throws(FoldoutError) {
    typealias Field = FieldNumber.Node
    let place = output.open(field)
    if cursor.matches("[") {
      if let name = try cursor.optionalName() { output.text(Field.name, name) }
      try cursor.expect("]", "behind the name of a node")
    }
    try names(Field.output)
    try cursor.expect("=", "behind the outputs of a node")
    try operatorName()
    let hasAttributes = try attributes()
    try cursor.expect("(", "before the inputs of a node")
    try names(Field.input)
    try cursor.expect(")", "behind the inputs of a node")
    if !hasAttributes { _ = try attributes() }
    output.close(place)
  }

  /// Names with commas between them. What is left out before a comma is an empty name; one comma at the end says nothing.
  private mutating func names(_ field: Int) throws(FoldoutError) {
    repeat {
      if let name = try cursor.optionalName() {
        output.text(field, name)
      } else if cursor.peek() == UInt8(ascii: ",") {
        output.text(field, [])
      } else {
        return
      }
    } while cursor.matches(",")
  }

  /// The operator with its domain before it and its overload behind it.
  private mutating func operatorName() throws(FoldoutError) {
    var parts = [try operatorPart()]
    while cursor.matches(".") { parts.append(try operatorPart()) }
    let name = parts.removeLast()
    if !parts.isEmpty {
      output.text(FieldNumber.Node.domain, Array(parts.joined(separator: [UInt8(ascii: ".")])))
    }
    output.text(FieldNumber.Node.opType, name)
    if cursor.matches(":") { output.text(FieldNumber.Node.overload, try operatorPart()) }
  }

  /// What stands between two points. The printer writes such names without quotes, whatever is in them.
  private mutating func operatorPart() throws(FoldoutError) -> [UInt8] {
    if cursor.peek() == UInt8(ascii: "\"") { return try cursor.quotedText() }
    let start = cursor.position
    while cursor.position < cursor.bytes.count {
      let byte = cursor.bytes[cursor.position]
      if byte == UInt8(ascii: ":"), cursor.matches(word: "::") { continue }
      if byte <= 0x20 || Self.endsOperator.contains(byte) { break }
      cursor.position += 1
    }
    guard cursor.position > start else { throw cursor.failure("the name of an operator is missing") }
    return Array(cursor.bytes[start..<cursor.position])
  }

  private static let endsOperator: [UInt8] = Array(".:(<>{}=,\"#".utf8)
}
