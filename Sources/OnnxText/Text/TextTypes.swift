import Diagnostics

/// A type of values, as a text has it.
indirect enum WrittenType {
  case tensor(element: Int, [WrittenDim]?)
  case sparse(element: Int, [WrittenDim]?)
  case sequence(WrittenType)
  case optional(WrittenType)
  case map(key: Int, WrittenType)
  case opaque(domain: [UInt8], name: [UInt8])
}

/// One dim of a type.
enum WrittenDim {
  case number(Int64)
  case name([UInt8])
  case open
}

/// The words of types, and the numbers that the format has for them.
enum TypeWords {
  /// Types of elements. The word `undefined` stands for all that are not known.
  static let elements: [String: Int] = [
    "undefined": 0, "float": 1, "uint8": 2, "int8": 3, "uint16": 4, "int16": 5, "int32": 6, "int64": 7,
    "string": 8, "bool": 9, "float16": 10, "double": 11, "uint32": 12, "uint64": 13, "complex64": 14,
    "complex128": 15, "bfloat16": 16, "float8e4m3fn": 17, "float8e4m3fnuz": 18, "float8e5m2": 19,
    "float8e5m2fnuz": 20, "uint4": 21, "int4": 22, "float4e2m1": 23, "float8e8m0": 24, "uint2": 25,
    "int2": 26, "float6e2m3": 27, "float6e3m2": 28,
  ]
  /// Types that are made of others.
  static let compound: Set<String> = ["seq", "map", "optional", "sparse_tensor", "opaque"]
}

extension ModelTextParser {
  /// Whether a type comes next, with a name or a value behind it. Names of values may be words of types, too.
  func isTypeAhead() -> Bool {
    guard let (word, next) = cursor.identifierAhead() else { return false }
    if TypeWords.compound.contains(word) { return next == UInt8(ascii: "(") }
    guard TypeWords.elements[word] != nil else { return false }
    return next == UInt8(ascii: "[") || next == UInt8(ascii: "\"") || TextCursor.isLetter(next)
  }

  /// The type that comes next.
  mutating func type() throws(FoldoutError) -> WrittenType {
    _ = cursor.peek()
    let start = cursor.position
    guard let range = cursor.identifier() else { throw cursor.failure("a type is missing") }
    let word = cursor.string(of: range)
    if let element = TypeWords.elements[word] { return .tensor(element: element, try shape()) }
    guard TypeWords.compound.contains(word) else { throw cursor.failure("this is no type", at: start) }
    try enter(levels: 2)
    defer { leave(levels: 2) }
    try cursor.expect("(", "behind `\(word)`")
    let type: WrittenType
    switch word {
    case "seq": type = .sequence(try self.type())
    case "optional": type = .optional(try self.type())
    case "map":
      let key = try element()
      try cursor.expect(",", "behind the type of keys")
      type = .map(key: key, try self.type())
    case "sparse_tensor": type = .sparse(element: try element(), try shape())
    default: type = try opaque()
    }
    try cursor.expect(")", "at the end of the type")
    return type
  }

  private mutating func element() throws(FoldoutError) -> Int {
    _ = cursor.peek()
    let start = cursor.position
    guard let range = cursor.identifier(), let element = TypeWords.elements[cursor.string(of: range)] else {
      throw cursor.failure("a type of elements is missing", at: start)
    }
    return element
  }

  private mutating func opaque() throws(FoldoutError) -> WrittenType {
    if cursor.peek() == UInt8(ascii: ")") { return .opaque(domain: [], name: []) }
    let first = try dottedName()
    guard cursor.matches(",") else { return .opaque(domain: [], name: first) }
    if cursor.peek() == UInt8(ascii: ")") { return .opaque(domain: first, name: []) }
    return .opaque(domain: first, name: try dottedName())
  }

  private mutating func dottedName() throws(FoldoutError) -> [UInt8] {
    var name = try cursor.name("a name")
    while cursor.matches(".") { name += [UInt8(ascii: ".")] + (try cursor.name("a name")) }
    return name
  }

  /// Dims in brackets. Without brackets there are none, in empty ones even their number is open: nil.
  private mutating func shape() throws(FoldoutError) -> [WrittenDim]? {
    guard cursor.matches("[") else { return [] }
    if cursor.matches("]") { return nil }
    var dims: [WrittenDim] = []
    repeat {
      if cursor.matches("?") {
        dims.append(.open)
      } else if let name = try cursor.optionalName() {
        dims.append(.name(name))
      } else {
        dims.append(.number(try cursor.wholeNumber()))
      }
    } while cursor.matches(",")
    try cursor.expect("]", "at the end of a shape")
    return dims
  }

  // MARK: Writing

  /// Writes a TypeProto.
  mutating func write(_ type: WrittenType, _ field: Int) {
    let place = output.open(field)
    switch type {
    case .tensor(let element, let dims): writeTensor(FieldNumber.Kind.tensor, element, dims)
    case .sparse(let element, let dims): writeTensor(FieldNumber.Kind.sparse, element, dims)
    case .sequence(let element): wrap(element, FieldNumber.Kind.sequence)
    case .optional(let element): wrap(element, FieldNumber.Kind.optional)
    case .map(let key, let value):
      let map = output.open(FieldNumber.Kind.map)
      output.int(FieldNumber.element, Int64(key))
      write(value, FieldNumber.shapeOrValue)
      output.close(map)
    case .opaque(let domain, let name): output.pair(FieldNumber.Kind.opaque, domain, name)
    }
    output.close(place)
  }

  private mutating func wrap(_ element: WrittenType, _ field: Int) {
    let place = output.open(field)
    write(element, FieldNumber.element)
    output.close(place)
  }

  private mutating func writeTensor(_ field: Int, _ element: Int, _ dims: [WrittenDim]?) {
    let tensor = output.open(field)
    output.int(FieldNumber.element, Int64(element))
    if let dims {
      let shape = output.open(FieldNumber.shapeOrValue)
      for dim in dims {
        let place = output.open(FieldNumber.dim)
        switch dim {
        case .number(let value): output.int(FieldNumber.dimValue, value)
        case .name(let name): output.text(FieldNumber.dimName, name)
        case .open: break
        }
        output.close(place)
      }
      output.close(shape)
    }
    output.close(tensor)
  }
}
