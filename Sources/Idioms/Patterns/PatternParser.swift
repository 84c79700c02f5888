/// Reads rows of idioms from text.
///
///     # A matrix product with a stored matrix.
///     Linear(x) "Linear" linear = Add(MatMul(x, W2), B1) | MatMul(x, W2)
///
/// - A line that begins with `#` documents the row below; a line that begins with a blank goes on with the row above.
/// - A row is a name, its inputs, a title (its name where there is none), a kind, and patterns. A name in
///   lower case is a helper: `scaled(x) = Mul(x, #) | Div(x, #) | x`, which has no title and no kind.
/// - `Relu/Sigmoid(x)` is one of several operators; `Conv[group=1](x, ..)` is an operator with conditions on its attributes; an idiom of an earlier row stands like an
///   operator; `Relu?(x)` may be missing; `..` stands for any further inputs.
/// - `x` is any value, and the same value wherever it stands; `x?` may be absent; `W` is a stored weight, `W2` one
///   of two dims, `#` a constant of one element, a number that constant, `_` anything.
/// - `|` separates alternatives, of which the first that fits is taken; parentheses group them.
///
/// Helpers are written out where they are used, within a bound on the size of a table.
public struct PatternParser {
  private var text: [UInt8]
  private var position = 0
  private var helpers: [String: Helper] = [:]
  private var rows: [IdiomRow] = []
  private var room = PatternLimits.patterns
  /// The letters of the row that is being read.
  private var letters: [String] = []
  private var bindings: [String: Pattern] = [:]
  private var depth = 0
  /// Up to where lines are counted.
  private var counted = (offset: 0, line: 1)
  private var documentation = ""

  private struct Helper {
    var parameters: [String]
    /// Where its patterns stand in the text.
    var start: Int
  }

  /// Where a table is broken, and how.
  public struct Fault: Error, Equatable {
    /// The line, from 1.
    public var line: Int
    /// The column in bytes, from 1.
    public var column: Int
    /// What is wrong, in a sentence without a final stop.
    public var message: String
  }

  private init(_ text: String) { self.text = Array(text.utf8) }

  /// The rows of a table.
  ///
  /// - Throws: ``Fault`` at the first row that can't be read.
  ///
  /// Cost: linear in the text with helpers written out, which is bounded.
  public static func rows(of text: String) throws(Fault) -> [IdiomRow] {
    var parser = PatternParser(text)
    try parser.readTable()
    return parser.rows
  }

  // MARK: Rows

  private mutating func readTable() throws(Fault) {
    while true {
      skipBlanks(overLines: true)
      guard let next = peek() else { return }
      if next == UInt8(ascii: "#") {
        readDocumentation()
      } else {
        try readRow()
        documentation = ""
      }
    }
  }

  private mutating func readDocumentation() {
    let start = position + 1
    while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
    let line = String(decoding: text[start..<position], as: UTF8.self)
    documentation += (documentation.isEmpty ? "" : " ") + line.drop { $0 == " " }
  }

  private mutating func readRow() throws(Fault) {
    let start = position
    let name = try readName("a row begins with a name")
    letters = []
    bindings = [:]
    let inputs = try readInputs()
    guard let first = name.utf8.first, first < UInt8(ascii: "a") else {
      try expect("=")
      guard helpers[name] == nil else { throw fault("there is a helper \(name) already", at: start) }
      helpers[name] = Helper(parameters: inputs, start: position)
      bindings = Dictionary(inputs.map { ($0, .anything) }, uniquingKeysWith: { first, _ in first })
      _ = try readEither()
      return try endRow()
    }
    let numbers = inputs.map { letter($0) }
    var title = name
    if peek() == UInt8(ascii: "\"") { title = try readTitle() }
    let kind = try readName("a row has a kind before =, such as linear")
    try expect("=")
    let pattern = try readEither()
    try endRow()
    let roots = pattern.roots
    if roots.isOpen {
      throw fault(
        "the pattern of \(name) must end in an operator: alternatives may not be a bare value", at: start)
    }
    rows.append(
      IdiomRow(
        name: name, title: title, kind: kind, documentation: documentation, inputs: numbers, letters: letters,
        pattern: pattern, line: line(at: start), roots: roots.names))
  }

  private mutating func readInputs() throws(Fault) -> [String] {
    try expect("(")
    var names: [String] = []
    while peek() != UInt8(ascii: ")") {
      names.append(try readName("inputs are names in lower case"))
      if peek() == UInt8(ascii: ",") { try expect(",") }
    }
    try expect(")")
    return names
  }

  private mutating func readTitle() throws(Fault) -> String {
    position += 1
    let start = position
    while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\n") { position += 1 }
    let title = String(decoding: text[start..<position], as: UTF8.self)
    try expect("\"")
    return title
  }

  private mutating func endRow() throws(Fault) {
    skipBlanks(overLines: false)
    guard let next = peek() else { return }
    guard next == UInt8(ascii: "\n") else { throw fault("the row ends here, but the line goes on") }
  }

  // MARK: Patterns

  private mutating func readEither() throws(Fault) -> Pattern {
    depth += 1
    defer { depth -= 1 }
    guard depth <= PatternLimits.depth else {
      throw fault("patterns nest deeper than \(PatternLimits.depth)")
    }
    var patterns = [try readOne()]
    skipBlanks(overLines: false)
    while peek() == UInt8(ascii: "|") {
      try expect("|")
      patterns.append(try readOne())
      skipBlanks(overLines: false)
    }
    return patterns.count == 1 ? patterns[0] : .either(patterns)
  }

  private mutating func readOne() throws(Fault) -> Pattern {
    skipBlanks(overLines: false)
    room -= 1
    guard room > 0 else { throw fault("the table is too large with its helpers written out") }
    switch peek() {
    case UInt8(ascii: "("):
      try expect("(")
      let inner = try readEither()
      try expect(")")
      return inner
    case UInt8(ascii: "#"):
      try expect("#")
      return .scalar(nil)
    case UInt8(ascii: "_"):
      try expect("_")
      return .anything
    case .some(let byte) where isDigit(byte) || byte == UInt8(ascii: "-"):
      return .scalar(try readNumber())
    default: return try readNamed()
    }
  }

  private mutating func readNamed() throws(Fault) -> Pattern {
    let start = position
    let name = try readName("an operator, a value, #, _ or a number is missing here")
    var names = [name]
    while takeIf("/") { names.append(try readName("a further operator is missing here")) }
    let isOptional = takeIf("?")
    var conditions: [Pattern.Condition] = []
    if peek() == UInt8(ascii: "[") { conditions = try readConditions() }
    guard peek() == UInt8(ascii: "(") else {
      guard conditions.isEmpty, names.count == 1 else {
        throw fault("conditions belong to an operator with inputs in parentheses")
      }
      return try operand(name, isOptional: isOptional, at: start)
    }
    try expect("(")
    var operands: [Pattern] = []
    var hasRest = false
    while peek() != UInt8(ascii: ")") {
      guard !hasRest else { throw fault("nothing follows ..") }
      if takeIf(".") {
        try expect(".")
        hasRest = true
      } else {
        operands.append(try readEither())
      }
      skipBlanks(overLines: false)
      guard peek() == UInt8(ascii: ",") else { break }
      try expect(",")
    }
    try expect(")")
    guard let first = name.utf8.first, first < UInt8(ascii: "a") else {
      guard names.count == 1 else { throw fault("helpers stand alone", at: start) }
      return try call(name, operands, at: start)
    }
    if isOptional, operands.isEmpty {
      throw fault("what may be missing has an input to stand in its place", at: start)
    }
    return .apply(
      .init(
        names: names, conditions: conditions, operands: operands, hasRest: hasRest, isOptional: isOptional))
  }

  /// A name without parentheses: a value, or a stored tensor.
  private mutating func operand(_ name: String, isOptional: Bool, at start: Int) throws(Fault) -> Pattern {
    if let bound = bindings[name] { return bound }
    guard let first = name.utf8.first, first < UInt8(ascii: "a") else {
      return isOptional ? .optional(letter: letter(name)) : .value(letter: letter(name))
    }
    let digits = name.dropFirst()
    guard digits.isEmpty || (digits.count == 1 && digits.utf8.allSatisfy(isDigit)) else {
      throw fault(
        "\(name) is neither a value nor an operator with inputs: W2 is a stored tensor of two dims", at: start
      )
    }
    return .stored(letter: letter(name), rank: digits.isEmpty ? nil : Int(digits))
  }

  /// Writes a helper out.
  private mutating func call(_ name: String, _ operands: [Pattern], at start: Int) throws(Fault) -> Pattern {
    guard let helper = helpers[name] else { throw fault("there is no helper \(name) above", at: start) }
    guard helper.parameters.count == operands.count else {
      throw fault("\(name) takes \(helper.parameters.count) operands", at: start)
    }
    let (outerPosition, outerBindings) = (position, bindings)
    position = helper.start
    bindings = Dictionary(zip(helper.parameters, operands)) { first, _ in first }
    let pattern = try readEither()
    (position, bindings) = (outerPosition, outerBindings)
    return pattern
  }

  private mutating func readConditions() throws(Fault) -> [Pattern.Condition] {
    try expect("[")
    var conditions: [Pattern.Condition] = []
    while peek() != UInt8(ascii: "]") {
      let start = position
      let name = try readName("a condition begins with the name of an attribute")
      guard peek() == UInt8(ascii: "=") else {
        guard Pattern.words.contains(name) else { throw fault("\(name) has no value", at: start) }
        conditions.append(.init(name: name, numbers: []))
        if peek() == UInt8(ascii: ",") { try expect(",") }
        continue
      }
      try expect("=")
      var numbers: [Int64] = []
      while let byte = peek(), isDigit(byte) || byte == UInt8(ascii: "-") {
        let place = position
        guard let number = Int64(exactly: try readNumber()) else {
          throw fault("attributes are compared with whole numbers", at: place)
        }
        numbers.append(number)
        skipBlanks(overLines: false)
      }
      guard !numbers.isEmpty else { throw fault("a whole number is missing here") }
      conditions.append(.init(name: name, numbers: numbers))
      if peek() == UInt8(ascii: ",") { try expect(",") }
    }
    try expect("]")
    return conditions
  }

  // MARK: Characters

  private mutating func letter(_ name: String) -> Int {
    if let known = letters.firstIndex(of: name) { return known }
    letters.append(name)
    return letters.count - 1
  }

  private func peek() -> UInt8? { position < text.count ? text[position] : nil }

  private mutating func takeIf(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
    skipBlanks(overLines: false)
    guard takeIf(character) else { throw fault("\(character) is missing here") }
    skipBlanks(overLines: false)
  }

  /// Skips blanks; a line that begins with one goes on with the row above.
  private mutating func skipBlanks(overLines: Bool) {
    while let byte = peek() {
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") {
        position += 1
      } else if byte == UInt8(ascii: "\n"), overLines || continues(after: position) {
        position += 1
      } else {
        return
      }
    }
  }

  /// Whether the line after a line break goes on with the row above.
  private func continues(after end: Int) -> Bool {
    var next = end + 1
    guard next < text.count, text[next] == UInt8(ascii: " ") || text[next] == UInt8(ascii: "\t") else {
      return false
    }
    while next < text.count, text[next] == UInt8(ascii: " ") || text[next] == UInt8(ascii: "\t") { next += 1 }
    return next < text.count && text[next] != UInt8(ascii: "\n") && text[next] != UInt8(ascii: "\r")
  }

  private mutating func readName(_ complaint: String) throws(Fault) -> String {
    let start = position
    while let byte = peek(),
      isLetter(byte) || (position > start && (isDigit(byte) || byte == UInt8(ascii: "_")))
    {
      position += 1
    }
    guard position > start else { throw fault(complaint) }
    let name = String(decoding: text[start..<position], as: UTF8.self)
    skipBlanks(overLines: false)
    return name
  }

  private mutating func readNumber() throws(Fault) -> Double {
    let start = position
    while let byte = peek(), isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."),
      position == start || byte != UInt8(ascii: "-")
    {
      position += 1
    }
    guard let number = Double(String(decoding: text[start..<position], as: UTF8.self)) else {
      throw fault("this is no number", at: start)
    }
    return number
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  private func fault(_ message: String, at start: Int? = nil) -> Fault {
    let place = place(start ?? position)
    return Fault(line: place.line, column: place.column, message: message)
  }

  /// The line of a place behind those asked for before. Cost: the bytes between.
  private mutating func line(at offset: Int) -> Int {
    while counted.offset < offset {
      if text[counted.offset] == UInt8(ascii: "\n") { counted.line += 1 }
      counted.offset += 1
    }
    return counted.line
  }

  private func place(_ offset: Int) -> (line: Int, column: Int) {
    let before = text[..<min(offset, text.count)]
    let line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return (line, offset - start + 1)
  }
}
