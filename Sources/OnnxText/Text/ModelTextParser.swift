import Diagnostics

/// The words before a graph or a function, each with a value.
enum HeaderWord: String {
  case irVersion = "ir_version"
  case opsetImport = "opset_import"
  case producerName = "producer_name"
  case producerVersion = "producer_version"
  case domain
  case modelVersion = "model_version"
  case docString = "doc_string"
  case metadata = "metadata_props"
  case overload
}

/// Reads ONNX's text notation and writes what it says in the wire format.
///
/// The grammar is that of `onnx.parser`, and what `onnx.printer` writes beyond it: lists of graphs, tensors and types, names
/// of graphs in quotes, names of operators that are no identifiers, and `...` in place of elements.
///
/// Cost: one pass, linear in the text.
struct ModelTextParser {
  var cursor: TextCursor
  var output = FieldWriter()
  private var depth = 0

  init(_ bytes: UnsafeRawBufferPointer) { cursor = TextCursor(bytes) }

  /// Reads the whole text.
  mutating func model() throws(FoldoutError) -> [UInt8] {
    try header { parser, word throws(FoldoutError) in
      typealias Field = FieldNumber.Model
      switch word {
      case .irVersion: parser.output.int(Field.irVersion, try parser.cursor.wholeNumber())
      case .opsetImport: try parser.opsets(Field.opsetImport)
      case .producerName: parser.output.text(Field.producerName, try parser.cursor.quotedText())
      case .producerVersion: parser.output.text(Field.producerVersion, try parser.cursor.quotedText())
      case .domain: parser.output.text(Field.domain, try parser.cursor.quotedText())
      case .modelVersion: parser.output.int(Field.modelVersion, try parser.cursor.wholeNumber())
      case .docString: parser.output.text(Field.docString, try parser.cursor.quotedText())
      case .metadata: try parser.entries(Field.metadata)
      case .overload: return false
      }
      return true
    }
    try graph(FieldNumber.Model.graph, name: cursor.name("the name of the graph"))
    while !cursor.isAtEnd() { try function() }
    return output.bytes
  }

  /// Goes some messages deeper.
  mutating func enter(levels: Int) throws(FoldoutError) {
    guard depth + levels <= OnnxTextLimits.depth else {
      let nested = cursor.failure("this nests too deep")
      throw FoldoutError(.malformed, "too-deep", nested.diagnostic.message)
    }
    depth += levels
  }

  /// Comes back from there.
  mutating func leave(levels: Int) { depth -= levels }

  // MARK: Headers

  private mutating func header(
    _ read: (inout ModelTextParser, HeaderWord) throws(FoldoutError) -> Bool
  ) throws(FoldoutError) {
    guard cursor.matches("<") else { return }
    repeat {
      _ = cursor.peek()
      let start = cursor.position
      guard let range = cursor.identifier(), let word = HeaderWord(rawValue: cursor.string(of: range)) else {
        throw cursor.failure("this is no word of a header", at: start)
      }
      try cursor.expect(":", "behind `\(word.rawValue)`")
      guard try read(&self, word) else { throw cursor.failure("this does not belong here", at: start) }
    } while cursor.matches(",")
    try cursor.expect(">", "at the end of the header")
  }

  private mutating func opsets(_ field: Int) throws(FoldoutError) {
    try list { parser throws(FoldoutError) in
      let place = parser.output.open(field)
      parser.output.text(FieldNumber.first, try parser.cursor.quotedText())
      try parser.cursor.expect(":", "behind a domain")
      parser.output.int(FieldNumber.second, try parser.cursor.wholeNumber())
      parser.output.close(place)
    }
  }

  /// Pairs of texts, as messages of that field.
  mutating func entries(_ field: Int) throws(FoldoutError) {
    try list { parser throws(FoldoutError) in
      let key = try parser.cursor.quotedText()
      try parser.cursor.expect(":", "behind a key")
      parser.output.pair(field, key, try parser.cursor.quotedText())
    }
  }

  private mutating func list(
    _ element: (inout ModelTextParser) throws(FoldoutError) -> Void
  ) throws(FoldoutError) {
    try cursor.expect("[", "at the start of a list")
    if cursor.matches("]") { return }
    repeat { try element(&self) } while cursor.matches(",")
    try cursor.expect("]", "at the end of a list")
  }

  // MARK: Functions

  private mutating func function() throws(FoldoutError) {
    typealias Field = FieldNumber.Function
    let place = output.open(FieldNumber.Model.functions)
    try header { parser, word throws(FoldoutError) in
      switch word {
      case .opsetImport: try parser.opsets(Field.opsetImport)
      case .docString: parser.output.text(Field.docString, try parser.cursor.quotedText())
      case .domain: parser.output.text(Field.domain, try parser.cursor.quotedText())
      case .overload: parser.output.text(Field.overload, try parser.cursor.quotedText())
      default: return false
      }
      return true
    }
    output.text(Field.name, try cursor.name("the name of a function"))
    try parameters()
    try signature(Field.input)
    try arrow()
    try signature(Field.output)
    if cursor.matches("<") { try values(until: ">", Field.valueInfo) }
    try nodes(Field.node)
    output.close(place)
  }

  /// The attributes that a function has, some with a default.
  private mutating func parameters() throws(FoldoutError) {
    guard cursor.matches("<") else { return }
    if cursor.matches(">") { return }
    repeat {
      let name = try cursor.name("the name of an attribute")
      let next = cursor.peek()
      if next == UInt8(ascii: ":") || next == UInt8(ascii: "=") {
        try attribute(FieldNumber.Function.attributeProto, name)
      } else {
        output.text(FieldNumber.Function.attribute, name)
      }
    } while cursor.matches(",")
    try cursor.expect(">", "at the end of a function's attributes")
  }

  /// The inputs or outputs of a function: names, some with a type before them.
  private mutating func signature(_ field: Int) throws(FoldoutError) {
    try cursor.expect("(", "before a function's values")
    if cursor.matches(")") { return }
    repeat {
      let type = isTypeAhead() ? try type() : nil
      let name = try cursor.name("the name of a value")
      output.text(field, name)
      if let type { writeValue(name, type, FieldNumber.Function.valueInfo) }
    } while cursor.matches(",")
    try cursor.expect(")", "behind a function's values")
  }
}
