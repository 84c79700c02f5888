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
/// - What an operator makes is read inside of the idiom only, but for the last; `Split^(x)` may be read outside too.
/// - `x` is any value, and the same value wherever it stands; `x?` may be absent; `W` is a stored weight, `W2` one
///   of two dims, `#` a constant of one element, a number that constant, `_` anything.
/// - `|` separates alternatives, of which the first that fits is taken; parentheses group them.
///
/// Helpers are written out where they are used, within a bound on the size of a table.
public struct PatternParser {
  private var text: PatternText
  private var table: PatternTable
  private var helpers: [String: Helper] = [:]
  private var room = PatternLimits.patterns
  /// The letters of the row that is being read, and the pattern that stands for each.
  private var letters: [String] = []
  private var letterPatterns: [Int32] = []
  /// What stands for the inputs of the helper that is being written out.
  private var bindings: [(name: String, pattern: Int32)] = []
  /// Operands whose operators are not complete yet.
  private var operands: [Int32] = []
  private var depth = 0
  private var documentation = ""

  private struct Helper {
    var inputs: [String]
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

  private init(_ text: String, _ table: PatternTable) {
    self.text = PatternText(text)
    self.table = table
  }

  /// A table with the rows of a text behind those that it has.
  ///
  /// - Throws: ``Fault`` at the first row that can't be read.
  ///
  /// Cost: linear in the text with helpers written out, which is bounded.
  public static func table(
    _ text: String, behind table: PatternTable? = nil
  ) throws(Fault) -> PatternTable {
    var parser = PatternParser(text, table ?? PatternTable())
    try parser.readTable()
    return parser.table
  }

  // MARK: Rows

  private mutating func readTable() throws(Fault) {
    while true {
      text.skipBlanks(overLines: true)
      guard let next = text.peek() else { return }
      if next == UInt8(ascii: "#") {
        readDocumentation()
      } else {
        try readRow()
        documentation = ""
      }
    }
  }

  private mutating func readDocumentation() {
    let start = text.position + 1
    text.skip(to: "\n")
    documentation +=
      (documentation.isEmpty ? "" : " ") + text.string(start..<text.position).drop { $0 == " " }
  }

  private mutating func readRow() throws(Fault) {
    let start = text.position
    let name = try text.readName("a row begins with a name")
    letters.removeAll(keepingCapacity: true)
    letterPatterns.removeAll(keepingCapacity: true)
    bindings.removeAll(keepingCapacity: true)
    let inputs = try readInputs()
    guard Self.isRow(name) else { return try readHelper(name, inputs, at: start) }
    let numbers = inputs.map { letter($0, .value) }
    let title = text.peek() == UInt8(ascii: "\"") ? try readTitle() : name
    let kind = try text.readName("a row has a kind before =, such as linear")
    try text.expect("=")
    let number = table.number(of: name)
    let pattern = Int(try readEither())
    try endRow()
    guard let lasts = table.lasts(of: pattern) else {
      throw text.fault(
        "the pattern of \(name) must end in an operator: alternatives may not be a bare value", at: start)
    }
    table.rows.append(
      IdiomRow(
        name: name, title: title, kind: kind, documentation: documentation, inputs: numbers, letters: letters,
        line: text.line(at: start), pattern: pattern, number: number, lasts: lasts))
  }

  /// Rows and operators begin in upper case, helpers and values in lower case.
  private static func isRow(_ name: String) -> Bool { (name.utf8.first ?? 0) < UInt8(ascii: "a") }

  /// Reads a helper once to see that it is whole; it is read again wherever it is used.
  private mutating func readHelper(_ name: String, _ inputs: [String], at start: Int) throws(Fault) {
    try text.expect("=")
    guard helpers[name] == nil else { throw text.fault("there is a helper \(name) already", at: start) }
    helpers[name] = Helper(inputs: inputs, start: text.position)
    let anything = table.add(Pattern(form: .anything))
    bindings = inputs.map { ($0, anything) }
    _ = try readEither()
    try endRow()
  }

  private mutating func readInputs() throws(Fault) -> [String] {
    try text.expect("(")
    var names: [String] = []
    while text.peek() != UInt8(ascii: ")") {
      names.append(try text.readName("inputs are names in lower case"))
      if text.peek() == UInt8(ascii: ",") { try text.expect(",") }
    }
    try text.expect(")")
    return names
  }

  private mutating func readTitle() throws(Fault) -> String {
    text.position += 1
    let start = text.position
    text.skip(to: "\"")
    let title = text.string(start..<text.position)
    try text.expect("\"")
    return title
  }

  private mutating func endRow() throws(Fault) {
    text.skipBlanks(overLines: false)
    guard let next = text.peek() else { return }
    guard next == UInt8(ascii: "\n") else { throw text.fault("the row ends here, but the line goes on") }
  }

  // MARK: Patterns

  private mutating func readEither() throws(Fault) -> Int32 {
    depth += 1
    defer { depth -= 1 }
    guard depth <= PatternLimits.depth else {
      throw text.fault("patterns nest deeper than \(PatternLimits.depth)")
    }
    let first = try readOne()
    text.skipBlanks(overLines: false)
    guard text.peek() == UInt8(ascii: "|") else { return first }
    let start = operands.count
    operands.append(first)
    while text.peek() == UInt8(ascii: "|") {
      try text.expect("|")
      operands.append(try readOne())
      text.skipBlanks(overLines: false)
    }
    return table.addEither(&operands, from: start)
  }

  private mutating func readOne() throws(Fault) -> Int32 {
    text.skipBlanks(overLines: false)
    room -= 1
    guard room > 0 else { throw text.fault("the table is too large with its helpers written out") }
    switch text.peek() {
    case UInt8(ascii: "("):
      try text.expect("(")
      let inner = try readEither()
      try text.expect(")")
      return inner
    case UInt8(ascii: "#"):
      try text.expect("#")
      return table.add(Pattern(form: .scalar))
    case UInt8(ascii: "_"):
      try text.expect("_")
      return table.add(Pattern(form: .anything))
    case .some(let byte) where PatternText.isDigit(byte) || byte == UInt8(ascii: "-"):
      return table.add(Pattern(form: .scalar, number: try text.readNumber()))
    default: return try readNamed()
    }
  }

  private mutating func readNamed() throws(Fault) -> Int32 {
    let start = text.position
    let name = try text.readName("an operator, a value, #, _ or a number is missing here")
    var names = [name]
    while text.takeIf("/") { names.append(try text.readName("a further operator is missing here")) }
    var pattern = Pattern(form: .apply)
    pattern.isOptional = text.takeIf("?")
    pattern.isOutlet = text.takeIf("^")
    let conditions = text.peek() == UInt8(ascii: "[") ? try readConditions() : []
    guard text.peek() == UInt8(ascii: "(") else {
      guard conditions.isEmpty, names.count == 1, !pattern.isOutlet else {
        throw text.fault("conditions and ^ belong to an operator with inputs in parentheses")
      }
      return try operand(name, isOptional: pattern.isOptional, at: start)
    }
    let first = operands.count
    pattern.hasRest = try readOperands()
    guard Self.isRow(name) else {
      guard names.count == 1 else { throw text.fault("helpers stand alone", at: start) }
      return try call(name, operandsFrom: first, at: start)
    }
    if pattern.isOptional, operands.count == first {
      throw text.fault("what may be missing has an input to stand in its place", at: start)
    }
    let numbers = names.map { Int32(table.number(of: $0)) }
    return table.addApply(pattern, names: numbers, conditions, &operands, from: first)
  }

  /// Reads operands in parentheses; says whether `..` ends them.
  private mutating func readOperands() throws(Fault) -> Bool {
    try text.expect("(")
    var hasRest = false
    while text.peek() != UInt8(ascii: ")") {
      guard !hasRest else { throw text.fault("nothing follows ..") }
      if text.takeIf(".") {
        try text.expect(".")
        hasRest = true
      } else {
        operands.append(try readEither())
      }
      text.skipBlanks(overLines: false)
      guard text.peek() == UInt8(ascii: ",") else { break }
      try text.expect(",")
    }
    try text.expect(")")
    return hasRest
  }

  /// A name without parentheses: a value, or a stored tensor.
  private mutating func operand(_ name: String, isOptional: Bool, at start: Int) throws(Fault) -> Int32 {
    if let bound = bindings.first(where: { $0.name == name }) { return bound.pattern }
    guard Self.isRow(name) else {
      return letterPatterns[letter(name, isOptional ? .optional : .value)]
    }
    let digits = name.utf8.dropFirst()
    guard digits.count < 2, digits.allSatisfy(PatternText.isDigit) else {
      throw text.fault(
        "\(name) is neither a value nor an operator with inputs: W2 is a stored tensor of two dims", at: start
      )
    }
    return letterPatterns[
      letter(name, .stored, rank: digits.first.map { Int8($0 - UInt8(ascii: "0")) } ?? -1)]
  }

  /// Writes a helper out, its operands being those behind a place of ``operands``.
  private mutating func call(_ name: String, operandsFrom first: Int, at start: Int) throws(Fault) -> Int32 {
    guard let helper = helpers[name] else { throw text.fault("there is no helper \(name) above", at: start) }
    guard helper.inputs.count == operands.count - first else {
      throw text.fault("\(name) takes \(helper.inputs.count) operands", at: start)
    }
    let (outerPosition, outerBindings) = (text.position, bindings)
    text.position = helper.start
    bindings = Array(zip(helper.inputs, operands[first...]))
    operands.removeSubrange(first...)
    let pattern = try readEither()
    (text.position, bindings) = (outerPosition, outerBindings)
    return pattern
  }

  private mutating func readConditions() throws(Fault) -> [Pattern.Condition] {
    try text.expect("[")
    var conditions: [Pattern.Condition] = []
    while text.peek() != UInt8(ascii: "]") {
      let start = text.position
      let name = try text.readName("a condition begins with the name of an attribute")
      if text.peek() == UInt8(ascii: "=") {
        conditions.append(.init(name: name, numbers: try readWholeNumbers()))
      } else {
        guard Pattern.words.contains(name) else { throw text.fault("\(name) has no value", at: start) }
        conditions.append(.init(name: name, numbers: []))
      }
      if text.peek() == UInt8(ascii: ",") { try text.expect(",") }
    }
    try text.expect("]")
    return conditions
  }

  private mutating func readWholeNumbers() throws(Fault) -> [Int64] {
    try text.expect("=")
    var numbers: [Int64] = []
    while let byte = text.peek(), PatternText.isDigit(byte) || byte == UInt8(ascii: "-") {
      let place = text.position
      guard let number = Int64(exactly: try text.readNumber()) else {
        throw text.fault("attributes are compared with whole numbers", at: place)
      }
      numbers.append(number)
      text.skipBlanks(overLines: false)
    }
    guard !numbers.isEmpty else { throw text.fault("a whole number is missing here") }
    return numbers
  }

  /// The number of a letter in the row. Where it stands first says what it stands for.
  private mutating func letter(_ name: String, _ form: Pattern.Form, rank: Int8 = -1) -> Int {
    for known in letters.indices where letters[known] == name {
      let pattern = table.patterns[Int(letterPatterns[known])]
      if pattern.form == form { return known }
      // A value that may be absent elsewhere is the same value.
      letterPatterns[known] = table.add(Pattern(form: form, rank: rank, letter: Int32(known)))
      return known
    }
    letters.append(name)
    letterPatterns.append(table.add(Pattern(form: form, rank: rank, letter: Int32(letters.count - 1))))
    return letters.count - 1
  }
}
