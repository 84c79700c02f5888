import Diagnostics
import ModelGraph

/// Reads Keras models: JSON of every version.
public enum KerasFile {
  /// Whether bytes look like a Keras file, by content: JSON text, a Keras archive, HDF5.
  public static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool { Form(bytes) != nil }

  /// Turns a file's bytes into a model and what there is to say about it.
  ///
  /// Weights are not looked at. The model holds no reference to the bytes.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where the bytes hold no Keras model.
  public static func read(bytes: UnsafeRawBufferPointer) throws(FoldoutError) -> ReadResult {
    switch Form(bytes) {
    case .json, nil: try ModelAssembler.read(json: bytes)
    }
  }

  /// What a file is.
  enum Form {
    case json

    init?(_ bytes: UnsafeRawBufferPointer) {
      var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while start < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[start]) { start += 1 }
      guard start < bytes.count else { return nil }
      switch bytes[start] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json
      case UInt8(ascii: "\"") where bytes.dropFirst(start + 1).starts(with: [UInt8(ascii: "{")]): self = .json
      default: return nil
      }
    }
  }
}
