import Diagnostics

/// The kinds of attributes, by their words. The numbers are AttributeProto's.
enum AttributeWord: String, CaseIterable {
  case float, int, string, tensor, graph, floats, ints, strings, tensors, graphs
  case sparse = "sparse_tensor"
  case sparses = "sparse_tensors"
  case type = "type_proto"
  case types = "type_protos"

  /// What AttributeProto's `type` says.
  var number: Int64 { Self.allCases.firstIndex(of: self).map { Int64($0) + 1 } ?? 0 }

  /// The field that holds it.
  var field: Int {
    switch self {
    case .float: 2
    case .int: 3
    case .string: 4
    case .tensor: 5
    case .graph: 6
    case .floats: 7
    case .ints: 8
    case .strings: 9
    case .tensors: 10
    case .graphs: 11
    case .type: 14
    case .types: 15
    case .sparse: 22
    case .sparses: 23
    }
  }

  /// A list of these; nil for lists.
  var list: AttributeWord? {
    switch self {
    case .float: .floats
    case .int: .ints
    case .string: .strings
    case .tensor: .tensors
    case .graph: .graphs
    case .type: .types
    case .sparse: .sparses
    default: nil
    }
  }

  /// What a list is of; nil for all others.
  var element: AttributeWord? { Self.allCases.first { $0.list == self } }
}

extension ModelTextParser {
  /// Attributes in angle brackets, if there are any.
  mutating func attributes() throws(FoldoutError) -> Bool {
    guard cursor.matches("<") else { return false }
    if cursor.matches(">") { return false }
    repeat {
      try attribute(FieldNumber.Node.attribute, cursor.name("the name of an attribute"))
    } while cursor.matches(",")
    try cursor.expect(">", "behind attributes")
    return true
  }

  /// The attribute behind its name.
  mutating func attribute(_ field: Int, _ name: [UInt8]) throws(FoldoutError) {
    let place = output.open(field)
    output.text(FieldNumber.Attribute.name, name)
    let declared = try declaredKind()
    try cursor.expect("=", "behind the name of an attribute")
    var kind = declared
    if cursor.matches("@") {
      output.text(FieldNumber.Attribute.reference, try cursor.name("the name of an attribute"))
    } else if cursor.peek() == UInt8(ascii: "[") {
      kind = try attributeList(declared)
    } else if declared == .sparse || declared == .sparses {
      // The printer writes nothing for these.
    } else if declared?.element != nil {
      throw cursor.failure("a list in brackets is missing")
    } else {
      kind = try attributeValue(declared, inList: false)
    }
    if let kind { output.int(FieldNumber.Attribute.type, kind.number) }
    output.close(place)
  }

  private mutating func declaredKind() throws(FoldoutError) -> AttributeWord? {
    guard cursor.matches(":") else { return nil }
    _ = cursor.peek()
    let start = cursor.position
    guard let range = cursor.identifier() else { throw cursor.failure("the kind of an attribute is missing") }
    let word = cursor.string(of: range)
    if word == "undefined" { return nil }
    guard let kind = AttributeWord(rawValue: word) else {
      throw cursor.failure("this is no kind of attribute", at: start)
    }
    return kind
  }

  private mutating func attributeList(_ declared: AttributeWord?) throws(FoldoutError) -> AttributeWord {
    if let declared, declared.element == nil {
      throw cursor.failure("a list stands where the attribute has one value")
    }
    try cursor.expect("[", "before a list")
    if cursor.matches("]") {
      guard let declared else { throw cursor.failure("an empty list does not say what it is of") }
      return declared
    }
    var kind = declared?.element
    repeat { kind = try attributeValue(kind, inList: true) } while cursor.matches(",")
    try cursor.expect("]", "behind a list")
    return kind?.list ?? .ints
  }

  /// Reads one value; what it is where nothing says so.
  private mutating func attributeValue(
    _ declared: AttributeWord?, inList: Bool
  ) throws(FoldoutError) -> AttributeWord {
    if let declared {
      let field = inList ? declared.list?.field ?? declared.field : declared.field
      try attributeValue(declared, field)
      return declared
    }
    if cursor.isNumberAhead() {
      let word = try cursor.number()
      let kind: AttributeWord = word.isWhole ? .int : .float
      try writeNumber(word, kind, field(of: kind, inList))
      return kind
    }
    if isTypeAhead() || isBareTypeAhead() {
      let type = try type()
      guard isTensorAhead() else {
        write(type, field(of: .type, inList))
        return .type
      }
      try namedTensor(field(of: .tensor, inList), type)
      return .tensor
    }
    let isQuoted = cursor.peek() == UInt8(ascii: "\"")
    let name = try cursor.name("the value of an attribute")
    if isQuoted, cursor.peek() != UInt8(ascii: "(") {
      output.text(field(of: .string, inList), name)
      return .string
    }
    try graph(field(of: .graph, inList), name: name)
    return .graph
  }

  private func field(of kind: AttributeWord, _ inList: Bool) -> Int {
    inList ? kind.list?.field ?? kind.field : kind.field
  }

  /// Reads a value of a kind that is known.
  private mutating func attributeValue(_ kind: AttributeWord, _ field: Int) throws(FoldoutError) {
    switch kind {
    case .int, .float: try writeNumber(cursor.number(), kind, field)
    case .string: output.text(field, try cursor.quotedText())
    case .graph: try graph(field, name: cursor.name("the name of a graph"))
    case .type: write(try type(), field)
    case .tensor: try namedTensor(field, type())
    default: throw cursor.failure("a value of this kind can't be written")
    }
  }

  private mutating func writeNumber(
    _ word: NumberWord, _ kind: AttributeWord, _ field: Int
  ) throws(FoldoutError) {
    if kind == .int {
      output.int(field, try cursor.whole(word))
    } else {
      output.float(field, try cursor.real(word))
    }
  }

  /// Whether a word of a type comes next, and nothing that would make it a graph.
  private func isBareTypeAhead() -> Bool {
    guard let (word, next) = cursor.identifierAhead(), TypeWords.elements[word] != nil else { return false }
    return next != UInt8(ascii: "(")
  }

  /// Whether, behind a type, a tensor's name or elements come.
  private mutating func isTensorAhead() -> Bool {
    let next = cursor.peek()
    return TextCursor.isLetter(next) || Array("{=\"[.".utf8).contains(next)
  }

  private mutating func namedTensor(_ field: Int, _ type: WrittenType) throws(FoldoutError) {
    let name = try cursor.optionalName() ?? []
    _ = cursor.matches("=")
    try tensor(field, name, type)
  }
}
