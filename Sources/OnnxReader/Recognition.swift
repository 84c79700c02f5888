import COnnx
import Diagnostics

/// Other formats that a file may have: clear errors for common mistakes.
extension OnnxFile {
  private struct Signature {
    var offset = 0
    var bytes: StaticString
    var name: StaticString
    var hint: String?
  }

  private static let exportHint = "Export the model to ONNX first."

  private static let signatures: [Signature] = [
    Signature(
      bytes: "version https://git-lfs", name: "a Git LFS pointer, not the file itself",
      hint: "Run `git lfs pull` to fetch the file."),
    Signature(
      bytes: "PK\u{3}\u{4}", name: "a zip archive, such as PyTorch's .pt or Keras's .keras", hint: exportHint),
    Signature(
      offset: 1, bytes: "HDF\r\n\u{1A}\n", name: "an HDF5 file, such as Keras's .h5", hint: exportHint),
    Signature(
      offset: 4, bytes: "ORTM", name: "an ONNX Runtime .ort file",
      hint: "Name the .onnx file it was made from."),
    Signature(
      bytes: "ir_version:", name: "a model as protobuf's text",
      hint: "In Python: onnx.save(onnx.load(\"model.textproto\"), \"model.onnx\")"),
    Signature(bytes: "%PDF", name: "a PDF"),
    Signature(offset: 1, bytes: "PNG\r\n", name: "a PNG image"),
    Signature(offset: 1, bytes: "NUMPY", name: "a NumPy array"),
  ]

  static let emptyFile = FoldoutError(
    .malformed, "empty-file", "the file is empty", hint: "Fetch or export it again.")

  /// The error for an empty file, and for formats that can be told by their first bytes. Asked only for
  /// files that could not be read: no valid model is ever taken for something else.
  private static func foreign(_ bytes: UnsafeRawBufferPointer) -> FoldoutError? {
    if let model = ForeignModel.recognised(bytes) { return model.error }
    for signature in signatures where matches(signature, bytes) {
      return notOnnx(signature.name.description, signature.hint)
    }
    if let (name, hint) = textKind(bytes) { return notOnnx(name, hint) }
    if bytes[0] == 0x1F, bytes.count > 1, bytes[1] == 0x8B {
      return notOnnx("a gzip archive", "Unpack it first.")
    }
    return nil
  }

  /// A better error for bytes that could not be read as a model.
  static func better(
    _ error: FoldoutError, _ bytes: UnsafeRawBufferPointer, isModel: Bool
  ) -> FoldoutError {
    if let foreign = foreign(bytes) { return foreign }
    guard !isModel, ["bad-field", "bad-length", "truncated"].contains(error.diagnostic.code) else {
      return error
    }
    for part in [Message.graph, .tensor, .node, .function] where reads(bytes, as: part) {
      return notOnnx(
        "a bare \(part.name)", "A model file holds a ModelProto; wrap it in one with the onnx package.")
    }
    if startsLikeModel(bytes) { return error }
    return FoldoutError(
      .malformed, "not-onnx", "this is not an ONNX model: \(error.diagnostic.message)")
  }

  /// An error for a message without a graph, which many other bytes happen to be.
  static func noGraph(_ bytes: UnsafeRawBufferPointer) -> FoldoutError {
    if let foreign = foreign(bytes) { return foreign }
    return FoldoutError(
      .malformed, "no-graph", "the model has no graph",
      hint: "The file may be cut off, or be another kind of protobuf file, such as a TensorFlow SavedModel.")
  }

  private static func notOnnx(_ name: String, _ hint: String?) -> FoldoutError {
    FoldoutError(.malformed, "not-onnx", "this is not an ONNX model but looks like \(name)", hint: hint)
  }

  private static func matches(_ signature: Signature, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let length = signature.bytes.utf8CodeUnitCount
    guard bytes.count >= signature.offset + length else { return false }
    for index in 0..<length where bytes[signature.offset + index] != signature.bytes.utf8Start[index] {
      return false
    }
    return true
  }

  /// Text has no control characters; a model starts with a tag that is one.
  private static func textKind(_ bytes: UnsafeRawBufferPointer) -> (String, String?)? {
    let start = bytes.prefix(512)
    let isText = start.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    guard isText, start.count >= 4 else { return nil }
    switch start.first(where: { $0 > 0x20 && $0 < 0x80 }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return ("JSON", nil)
    case UInt8(ascii: "<"):
      return ("HTML or XML", "The download may have saved a web page instead of the file.")
    default: return ("text", nil)
    }
  }

  /// Whether the first field is what every exporter writes first: the version of the format.
  private static func startsLikeModel(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count > 1 && bytes[0] == 0x08 && (1...64).contains(bytes[1])
  }

  private static func reads(_ bytes: UnsafeRawBufferPointer, as message: Message) -> Bool {
    do throws(FoldoutError) {
      let scan = try scan(bytes, as: message)
      return try scan.read(past: bytes.count) && scan.isConvincing
    } catch {
      return false
    }
  }
}
