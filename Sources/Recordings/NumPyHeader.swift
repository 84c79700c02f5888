import Diagnostics
import ModelGraph

/// What the header of a `.npy` file says (NumPy Enhancement Proposal 1).
struct NumPyHeader: Equatable {
  /// What the elements are.
  var elements: Elements
  /// The axes, the outermost first.
  var dims: [Int64]
  /// Whether the first axis runs fastest.
  var isColumnMajor: Bool
  /// Where the elements begin.
  var start: Int

  enum Elements: Equatable {
    /// Numbers; swapped where their bytes are in the other order than ours.
    case numbers(DataType, isSwapped: Bool)
    /// Texts of that many code points, in UTF-32.
    case texts(length: Int, isSwapped: Bool)
    /// Texts of that many bytes.
    case bytes(length: Int)
    /// Anything else, by NumPy's name of it.
    case others(String)
  }

  /// The first bytes of such a file.
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Reads the header at the start of some bytes.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where it is none.
  init(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) {
    guard bytes.count >= 10, bytes.prefix(6).elementsEqual(Self.magic) else {
      throw Self.failure("it has no header")
    }
    let isWide = bytes[6] >= 2
    guard bytes[6] >= 1, bytes[6] <= 3, !isWide || bytes.count >= 12 else {
      throw Self.failure("version \(bytes[6]) of the format is not known")
    }
    let first = isWide ? 12 : 10
    let length = (8..<first).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - 8)) }
    guard length <= RecordingLimits.headerBytes, length <= bytes.count - first else {
      throw Self.failure("its header is cut off")
    }
    start = first + length
    var literal = PythonLiteral(bytes: bytes[first..<start])
    guard let entries = literal.dictionary(), case .text(let name)? = entries["descr"],
      case .word(let order)? = entries["fortran_order"], case .numbers(let dims)? = entries["shape"]
    else {
      // Arrays of records have a list here.
      throw Self.failure("its header is none of an array of numbers")
    }
    guard dims.count <= RecordingLimits.rank, dims.allSatisfy({ $0 >= 0 }) else {
      throw Self.failure("its shape is impossible")
    }
    elements = Self.elements(name)
    (self.dims, isColumnMajor) = (dims, order == "True")
  }

  /// Reads the header of a file that is in memory.
  init(array: [UInt8]) throws(FoldoutError) {
    self = try array.withUnsafeBytes { bytes in
      Result { () throws(FoldoutError) in try NumPyHeader(bytes) }
    }.get()
  }

  private static func failure(_ what: String) -> FoldoutError {
    FoldoutError(
      .malformed, "bad-npy", "the NumPy array is damaged: \(what)", hint: "Save it again with numpy.save.")
  }

  private static func elements(_ name: String) -> Elements {
    let isSwapped = name.hasPrefix(">")
    let code = "<>=|".contains(name.first ?? " ") ? String(name.dropFirst()) : name
    let types: [String: DataType] = [
      "f2": .float16, "f4": .float32, "f8": .float64, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
      "u1": .uint8, "u2": .uint16, "u4": .uint32, "u8": .uint64, "b1": .bool, "?": .bool,
    ]
    if let type = types[code] { return .numbers(type, isSwapped: isSwapped && type.bitWidth != 8) }
    // As ml_dtypes has NumPy write it, which knows no such type.
    if code == "V2" { return .numbers(.bfloat16, isSwapped: isSwapped) }
    if let length = Int(code.dropFirst()), (0...RecordingLimits.headerBytes).contains(length) {
      if code.hasPrefix("U") { return .texts(length: length, isSwapped: isSwapped) }
      if code.hasPrefix("S") { return .bytes(length: length) }
    }
    return .others(name)
  }
}

/// Python's notation of a dictionary of texts, words and tuples of numbers, as NumPy writes headers.
private struct PythonLiteral {
  let bytes: Slice<UnsafeRawBufferPointer>
  private var place: Int

  enum Value {
    case text(String)
    case word(String)
    case numbers([Int64])
  }

  init(bytes: Slice<UnsafeRawBufferPointer>) { (self.bytes, place) = (bytes, bytes.startIndex) }

  mutating func dictionary() -> [String: Value]? {
    guard take("{") else { return nil }
    var found: [String: Value] = [:]
    while !take("}") {
      guard let key = text(), take(":"), let value = value() else { return nil }
      found[key] = value
      guard take(",") || next == UInt8(ascii: "}") else { return nil }
    }
    return found
  }

  private mutating func value() -> Value? {
    if let text = text() { return .text(text) }
    if take("(") {
      var numbers: [Int64] = []
      while !take(")") {
        guard let number = word().flatMap({ Int64($0.hasSuffix("L") ? $0.dropLast() : $0[...]) }) else {
          return nil
        }
        numbers.append(number)
        guard take(",") || next == UInt8(ascii: ")") else { return nil }
      }
      return .numbers(numbers)
    }
    return word().map { .word($0) }
  }

  private mutating func skipBlanks() {
    while place < bytes.endIndex, bytes[place] == 0x20 || bytes[place] == 0x0A { place += 1 }
  }

  private var next: UInt8? {
    mutating get {
      skipBlanks()
      return place < bytes.endIndex ? bytes[place] : nil
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func text() -> String? {
    guard let quote = next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""),
      let end = bytes[(place + 1)...].firstIndex(of: quote)
    else { return nil }
    defer { place = end + 1 }
    return String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
  }

  private mutating func word() -> String? {
    skipBlanks()
    let end =
      bytes[place...].firstIndex { byte in
        !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) && byte != UInt8(ascii: "-")
          && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF)
      } ?? bytes.endIndex
    guard end > place else { return nil }
    defer { place = end }
    return String(decoding: bytes[place..<end], as: UTF8.self)
  }
}
