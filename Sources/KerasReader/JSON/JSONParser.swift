import Diagnostics

/// Reads JSON text iteratively, so that no nesting can overflow the stack of the process. Python's
/// `NaN` and `Infinity` are numbers here.
///
/// Cost: one pass over the bytes; 12 bytes of memory a value.
struct JSONParser: ~Copyable {
  typealias Entry = JSONDocument.Entry
  typealias Kind = JSONDocument.Kind

  private var entries: EntryList
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) {
    self.bytes = bytes
    entries = try EntryList(capacity: min(bytes.count / 16 + 16, 1 << 20))
  }

  /// The entries read.
  consuming func finish() -> EntryList { entries }

  /// Reads the whole text.
  mutating func readAll() throws(FoldoutError) {
    guard bytes.count < UInt32.max else {
      throw FoldoutError(.malformed, "json-too-large", "the JSON text is larger than 4 GB")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    try read()
    skipBlanks()
    if position < bytes.count, bytes[position] != 0 { throw unexpected("after the end of the JSON text") }
  }

  // MARK: Reading

  /// A container that is not closed yet.
  private struct Open {
    var entry: Int
    var isObject: Bool
    var count: UInt32 = 0
  }

  private mutating func read() throws(FoldoutError) {
    var open: [Open] = []
    while true {
      skipBlanks()
      if try opensContainer(&open) { continue }
      while true {
        guard let top = open.indices.last else { return }
        open[top].count += 1
        skipBlanks()
        let byte = try next()
        if byte == UInt8(ascii: ",") {
          skipBlanks()
          if open[top].isObject { try readKey() }
          break
        }
        guard byte == (open[top].isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          position -= 1
          throw unexpected("in \(open[top].isObject ? "an object" : "an array")")
        }
        close(&open)
      }
    }
  }

  /// Reads a scalar or the start of a container; true where a value of that container comes next.
  private mutating func opensContainer(_ open: inout [Open]) throws(FoldoutError) -> Bool {
    guard entries.count < KerasLimits.jsonEntries else {
      throw FoldoutError(.malformed, "json-too-large", "the JSON text has more than 16 million values")
    }
    let byte = try next()
    guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") else {
      try readScalar(byte)
      return false
    }
    guard open.count < KerasLimits.jsonDepth else {
      throw FoldoutError(
        .malformed, "json-too-deep",
        "the JSON text nests more than \(KerasLimits.jsonDepth) levels deep, at byte \(position - 1)")
    }
    let isObject = byte == UInt8(ascii: "{")
    open.append(Open(entry: entries.count, isObject: isObject))
    try entries.append(Entry(start: 0, end: 0, kind: isObject ? .object : .array))
    skipBlanks()
    if position < bytes.count, bytes[position] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      position += 1
      close(&open)
      return false
    }
    if isObject { try readKey() }
    return true
  }

  private mutating func close(_ open: inout [Open]) {
    let own = open.removeLast()
    entries[own.entry].start = own.count
    entries[own.entry].end = UInt32(entries.count)
  }

  private mutating func readKey() throws(FoldoutError) {
    guard try next() == UInt8(ascii: "\"") else {
      position -= 1
      throw unexpected("where a key should be")
    }
    try readString()
    skipBlanks()
    guard try next() == UInt8(ascii: ":") else {
      position -= 1
      throw unexpected("after a key")
    }
  }

  private mutating func readScalar(_ first: UInt8) throws(FoldoutError) {
    switch first {
    case UInt8(ascii: "\""): try readString()
    case UInt8(ascii: "n"): try readWord("null", .null)
    case UInt8(ascii: "t"): try readWord("true", .yes)
    case UInt8(ascii: "f"): try readWord("false", .no)
    case UInt8(ascii: "N"): try readWord("NaN", .number)
    case UInt8(ascii: "I"): try readWord("Infinity", .number)
    case UInt8(ascii: "-") where position < bytes.count && bytes[position] == UInt8(ascii: "I"):
      try readWord("-Infinity", .number)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
    default:
      position -= 1
      throw unexpected("where a value should be")
    }
  }

  private mutating func readWord(_ word: StaticString, _ kind: Kind) throws(FoldoutError) {
    let start = position - 1
    for index in 0..<word.utf8CodeUnitCount {
      guard start + index < bytes.count else { throw cutOff }
      guard bytes[start + index] == word.utf8Start[index] else {
        position = start
        throw unexpected("where a value should be")
      }
    }
    position = start + word.utf8CodeUnitCount
    try entries.append(Entry(start: UInt32(start), end: UInt32(position), kind: kind))
  }

  private mutating func readNumber() throws(FoldoutError) {
    let start = position - 1
    while position < bytes.count, Self.isInNumber(bytes[position]) { position += 1 }
    try entries.append(Entry(start: UInt32(start), end: UInt32(position), kind: .number))
  }

  private static func isInNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private mutating func readString() throws(FoldoutError) {
    let start = position
    var kind = Kind.string
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        try entries.append(Entry(start: UInt32(start), end: UInt32(position), kind: kind))
        position += 1
        return
      }
      if byte == UInt8(ascii: "\\") {
        kind = .escaped
        position += 1
      }
      position += 1
    }
    throw cutOff
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func next() throws(FoldoutError) -> UInt8 {
    guard position < bytes.count else { throw cutOff }
    position += 1
    return bytes[position - 1]
  }

  private var cutOff: FoldoutError {
    FoldoutError(
      .malformed, "json-cut-off", "the JSON text breaks off at byte \(bytes.count)",
      hint: "The file may be cut short; fetch or export it again.")
  }

  private func unexpected(_ place: String) -> FoldoutError {
    FoldoutError(.malformed, "bad-json", "unexpected byte \(position) \(place)")
  }
}
