/// The characters of a table of idioms, with a place that moves on: what ``PatternParser`` reads from.
struct PatternText {
  private let bytes: [UInt8]
  /// The place, counted in bytes.
  var position = 0
  /// Up to where lines are counted.
  private var counted = (offset: 0, line: 1)

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The byte at the place; nil at the end.
  func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The text of some bytes.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Goes over a character if it stands here.
  mutating func takeIf(_ character: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Goes over a character and the blanks round it.
  mutating func expect(_ character: Unicode.Scalar) throws(PatternParser.Fault) {
    skipBlanks(overLines: false)
    guard takeIf(character) else { throw fault("\(character) is missing here") }
    skipBlanks(overLines: false)
  }

  /// Goes to a character of this line, or to the line's end.
  mutating func skip(to character: Unicode.Scalar) {
    while let byte = peek(), byte != UInt8(ascii: character), byte != UInt8(ascii: "\n") { position += 1 }
  }

  /// Skips blanks; a line that begins with one goes on with the row above.
  mutating func skipBlanks(overLines: Bool) {
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
    guard next < bytes.count, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\t") else {
      return false
    }
    while next < bytes.count, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\t") {
      next += 1
    }
    return next < bytes.count && bytes[next] != UInt8(ascii: "\n") && bytes[next] != UInt8(ascii: "\r")
  }

  /// Reads a name: a letter, then letters, digits and underscores.
  mutating func readName(_ complaint: String) throws(PatternParser.Fault) -> String {
    let start = position
    while let byte = peek(),
      Self.isLetter(byte) || (position > start && (Self.isDigit(byte) || byte == UInt8(ascii: "_")))
    {
      position += 1
    }
    guard position > start else { throw fault(complaint) }
    let name = string(start..<position)
    skipBlanks(overLines: false)
    return name
  }

  /// Reads a decimal number.
  mutating func readNumber() throws(PatternParser.Fault) -> Double {
    let start = position
    while let byte = peek(), Self.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "."),
      position == start || byte != UInt8(ascii: "-")
    {
      position += 1
    }
    guard let number = Double(string(start..<position)) else { throw fault("this is no number", at: start) }
    return number
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  // MARK: Places

  /// What is wrong, at a place or here.
  func fault(_ message: String, at start: Int? = nil) -> PatternParser.Fault {
    let place = place(start ?? position)
    return PatternParser.Fault(line: place.line, column: place.column, message: message)
  }

  /// The line of a place behind those asked for before. Cost: the bytes between.
  mutating func line(at offset: Int) -> Int {
    while counted.offset < offset {
      if bytes[counted.offset] == UInt8(ascii: "\n") { counted.line += 1 }
      counted.offset += 1
    }
    return counted.line
  }

  private func place(_ offset: Int) -> (line: Int, column: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return (line, offset - start + 1)
  }
}
