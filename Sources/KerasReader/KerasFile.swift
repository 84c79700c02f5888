import Diagnostics
import JSONInput
import ModelGraph

/// Reads Keras models: JSON of every version, `.keras` archives, `.h5` files, TensorFlow.js `model.json`.
public enum KerasFile {
  /// Whether bytes look like a Keras file, by content: JSON text, HDF5, or a zip archive that begins like
  /// those that Keras writes.
  public static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool { Form(bytes) != nil }

  /// Turns a file's bytes into a model and diagnostics.
  ///
  /// Weights are not looked at. The model holds no reference to the bytes. libzip and libhdf5 are loaded
  /// when a file needs them; libhdf5 runs in a child process.
  ///
  /// - Parameters:
  ///   - allowsChildProcess: whether that process may be started. Without it HDF5 files are refused, and archives are
  ///     read without their weights.
  ///   - letGo: lets go of the memory that bytes take which have been looked at, and which may be looked at again. It
  ///     is called now and then.
  /// - Throws: ``FoldoutError`` of kind `malformed` where the bytes hold no Keras model, `unavailable` where a
  ///   library is missing or the child process is not allowed.
  public static func read(
    bytes: UnsafeRawBufferPointer, allowsChildProcess: Bool = true, letGo: @escaping () -> Void = {}
  ) throws(FoldoutError) -> ReadResult {
    func hdf5(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) -> HDF5File {
      guard allowsChildProcess else {
        throw FoldoutError(
          .unavailable, "no-child-process", "HDF5 is read by a child process, which the caller does not allow"
        )
      }
      return try HDF5File(bytes)
    }
    switch Form(bytes) {
    case .archive: return try KerasArchive.read(bytes, hdf5: hdf5)
    case .hdf5: return try read(hdf5(bytes))
    case .json, nil: return try ModelAssembler.read(json: bytes, letGo: letGo)
    }
  }

  /// Reads the model in an HDF5 file.
  static func read(_ file: HDF5File) throws(FoldoutError) -> ReadResult {
    guard let config = file.modelConfig else {
      throw file.damage
        ?? FoldoutError(
          .malformed, "no-model-config", "this HDF5 file holds no Keras model, at most weights",
          hint: "Save the whole model: model.save, not model.save_weights.")
    }
    var extras = ModelAssembler.Extras()
    extras.kerasVersion = file.kerasVersion
    extras.backend = file.backend
    extras.take(file, "the weights")
    return try read(config, extras)
  }

  /// Reads a model's JSON from an array.
  static func read(_ json: [UInt8], _ extras: ModelAssembler.Extras) throws(FoldoutError) -> ReadResult {
    var result: Result<ReadResult, FoldoutError>?
    json.withUnsafeBytes { bytes in
      result = Result { () throws(FoldoutError) in try ModelAssembler.read(json: bytes, extras) }
    }
    guard let result else { throw FoldoutError(.internal, "no-result", "the model was not read") }
    return try result.get()
  }

  /// The form of a file.
  private enum Form {
    case json, archive, hdf5

    init?(_ bytes: UnsafeRawBufferPointer) {
      if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
        guard KerasArchive.looksLikeOne(bytes) else { return nil }
        self = .archive
        return
      }
      if HDF5File.isHDF5(bytes) {
        self = .hdf5
        return
      }
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
