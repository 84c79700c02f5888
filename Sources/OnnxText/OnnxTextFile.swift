import Diagnostics

/// Models that are written as text: in ONNX's own notation, as `onnx.printer.to_text` writes it, and as JSON, by
/// protobuf's mapping. Both become the bytes that a binary file with the same content has, so that whatever reads such
/// files reads these.
public enum OnnxTextFile {
  /// Whether bytes are a model in one of the notations, by the first word in them. Cost: constant, after blanks and comments.
  public static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool { Notation(bytes) != nil }

  /// Turns text into the bytes of a ModelProto.
  ///
  /// Cost: linear in the text, in time and memory; nesting is bounded.
  ///
  /// - Parameter bytes: the text, which ``recognises(_:)`` knows.
  /// - Throws: ``FoldoutError`` of kind `malformed` with the line and the column where the text breaks its notation.
  public static func encoded(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) -> [UInt8] {
    switch Notation(bytes) {
    case .text:
      var parser = ModelTextParser(bytes)
      return try parser.model()
    case .json: return try ProtoJSON.encoded(bytes)
    case nil: throw FoldoutError(.malformed, "not-onnx", "this is no ONNX model that is written as text")
    }
  }

  private enum Notation {
    case text, json

    init?(_ bytes: UnsafeRawBufferPointer) {
      var cursor = TextCursor(bytes)
      switch cursor.peek() {
      case UInt8(ascii: "<"):
        cursor.position += 1
        guard let word = cursor.identifier(), HeaderWord(rawValue: cursor.string(of: word)) != nil,
          cursor.peek() == UInt8(ascii: ":")
        else { return nil }
        self = .text
      case UInt8(ascii: "{"):
        cursor.position += 1
        guard cursor.peek() == UInt8(ascii: "\""),
          JSONMessage.model.names(aField: cursor.word(atMost: OnnxTextLimits.fieldName))
        else { return nil }
        self = .json
      default: return nil
      }
    }
  }
}
