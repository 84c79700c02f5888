import Diagnostics
import JSONInput

/// Turns protobuf's JSON mapping of a ModelProto into the wire format: names of fields in either case, numbers of 64 bits as
/// texts, bytes in base64, words for enums and for numbers that are none. Fields that are not known are passed over, as in
/// binary files.
struct ProtoJSON {
  private let text: UnsafeRawBufferPointer
  private var output = FieldWriter()
  private var depth = 0

  /// The bytes of the message.
  static func encoded(_ text: UnsafeRawBufferPointer) throws(FoldoutError) -> [UInt8] {
    let document = try JSONDocument(text)
    var converter = ProtoJSON(text: text)
    // Values don't keep their document alive.
    defer { withExtendedLifetime(document) {} }
    try converter.write(.model, document.root)
    return converter.output.bytes
  }

  private init(text: UnsafeRawBufferPointer) { self.text = text }

  /// Writes what is in a message.
  private mutating func write(_ message: JSONMessage, _ value: JSON) throws(FoldoutError) {
    guard value.isObject else { throw failure("a \(message.rawValue) should be an object", value) }
    guard depth < OnnxTextLimits.depth else {
      throw FoldoutError(
        .malformed, "too-deep", "this nests too deep, at \(textPlace(value.offset, in: text))")
    }
    depth += 1
    defer { depth -= 1 }
    let fields = message.fields
    for member in value.members {
      guard let field = fields[member.name], !member.value.isNull else { continue }
      if field.isRepeated {
        try writeList(field, member.value)
      } else {
        try write(field, member.value)
      }
    }
  }

  private mutating func writeList(_ field: ProtoField, _ value: JSON) throws(FoldoutError) {
    guard value.isArray else { throw failure("`\(field.name)` should be a list", value) }
    switch field.kind {
    case .message, .text, .bytes, .word:
      for element in value.elements { try write(field, element) }
    case .int, .uint64, .float, .double:
      let place = output.open(field.number)
      for element in value.elements {
        switch field.kind {
        case .float: output.fixed32(Float(try real(field, element)).bitPattern)
        case .double: output.fixed64(try real(field, element).bitPattern)
        case .uint64: output.varint(try unsigned(field, element))
        default: output.varint(UInt64(bitPattern: try int(field, element)))
        }
      }
      output.close(place)
    }
  }

  private mutating func write(_ field: ProtoField, _ value: JSON) throws(FoldoutError) {
    switch field.kind {
    case .int: output.int(field.number, try int(field, value))
    case .uint64: output.int(field.number, Int64(bitPattern: try unsigned(field, value)))
    case .float: output.float(field.number, Float(try real(field, value)))
    case .double: output.double(field.number, try real(field, value))
    case .word(let words):
      if let number = value.string.flatMap({ words[$0] }) {
        output.int(field.number, number)
      } else {
        output.int(field.number, try int(field, value))
      }
    case .text: try writeText(field, value)
    case .bytes:
      let place = output.open(field.number)
      try writeBytes(field, value)
      output.close(place)
    case .message(let message):
      let place = output.open(field.number)
      try write(message, value)
      output.close(place)
    }
  }

  // MARK: Texts and bytes

  private mutating func writeText(_ field: ProtoField, _ value: JSON) throws(FoldoutError) {
    guard let raw = value.rawString else { throw failure("`\(field.name)` should be a text", value) }
    if raw.contains(UInt8(ascii: "\\")) {
      output.text(field.number, JSONString.unescaped(raw))
    } else {
      output.text(field.number, raw)
    }
  }

  private mutating func writeBytes(_ field: ProtoField, _ value: JSON) throws(FoldoutError) {
    guard let raw = value.rawString else { throw failure("`\(field.name)` should be bytes in base64", value) }
    let isRead =
      raw.contains(UInt8(ascii: "\\"))
      ? JSONString.unescaped(raw).withUnsafeBytes { decodeBase64($0, into: &output) }
      : decodeBase64(raw, into: &output)
    guard isRead else { throw failure("`\(field.name)` is no base64", value) }
  }

  // MARK: Numbers

  private func int(_ field: ProtoField, _ value: JSON) throws(FoldoutError) -> Int64 {
    if let number = value.int ?? value.string.flatMap({ Int64($0) }) { return number }
    throw failure("`\(field.name)` should be a whole number", value)
  }

  private func unsigned(_ field: ProtoField, _ value: JSON) throws(FoldoutError) -> UInt64 {
    if let number = value.string.flatMap({ UInt64($0) }) ?? value.int.flatMap({ UInt64(exactly: $0) }) {
      return number
    }
    throw failure("`\(field.name)` should be a whole number that is not negative", value)
  }

  private func real(_ field: ProtoField, _ value: JSON) throws(FoldoutError) -> Double {
    if let number = value.double ?? value.string.flatMap({ Double($0) }) { return number }
    throw failure("`\(field.name)` should be a number", value)
  }

  private func failure(_ message: String, _ value: JSON) -> FoldoutError {
    FoldoutError(.malformed, "bad-onnx-json", "\(message), at \(textPlace(value.offset, in: text))")
  }
}
