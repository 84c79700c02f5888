import COnnx
import Diagnostics

/// Decodes a model step by step. Functions, attributes and types of values stand as bytes in the decoded model, and are
/// decoded one at a time: a file has many of them, and decoded they are many times as large.
final class MessageDecoder {
  private let whole: Arena
  /// For the function at hand.
  private let part: Arena
  /// For the attribute or type at hand.
  private let scratch: Arena
  private var isInPart = false
  /// Whether protobuf-c could not decode a message.
  private(set) var hasFailed = false

  /// - Throws: ``FoldoutError`` of kind `unavailable` where there is no memory.
  init() throws(FoldoutError) {
    whole = try Arena()
    part = try Arena()
    scratch = try Arena()
  }

  /// Decodes a message that lives as long as this decoder, or as the part at hand.
  func decode<Message>(
    _ bytes: ProtobufCBinaryData, by decoder: Arena.Decoder<Message>
  ) -> UnsafeMutablePointer<Message>? {
    scratch.reset()
    return checked((isInPart ? part : whole).decode(bytes.data, bytes.len, by: decoder))
  }

  /// Decodes a part of the model for as long as it is worked on. Parts are not nested.
  func withPart<Message>(
    _ bytes: ProtobufCBinaryData, decodedBy decoder: Arena.Decoder<Message>, _ body: (Message) -> Void
  ) {
    part.reset()
    guard let message = checked(part.decode(bytes.data, bytes.len, by: decoder)) else { return }
    isInPart = true
    body(message.pointee)
    isInPart = false
  }

  /// Decodes a message that is gone once another one is decoded.
  func decodeBriefly<Message>(
    _ bytes: ProtobufCBinaryData, by decoder: Arena.Decoder<Message>
  ) -> UnsafeMutablePointer<Message>? {
    scratch.reset()
    return checked(scratch.decode(bytes.data, bytes.len, by: decoder))
  }

  /// Gives bytes that are decoded now back, if there are many. Bodies within bodies are bytes within bytes, each with
  /// a copy of all within: together they would take as many times the file as they nest.
  func giveBack(_ bytes: ProtobufCBinaryData) { (isInPart ? part : whole).giveBack(bytes) }

  /// Copies a text, which lives as long as this decoder then.
  func keep(_ text: Text) -> Text? { checked(whole.copy(text)) }

  private func checked<Message>(_ message: UnsafeMutablePointer<Message>?) -> UnsafeMutablePointer<Message>? {
    if message == nil { hasFailed = true }
    return message
  }
}
