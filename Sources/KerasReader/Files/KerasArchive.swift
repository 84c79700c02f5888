import Archives
import Diagnostics
import JSONInput
import ModelGraph

/// Reads `.keras` archives: a zip of `config.json`, `metadata.json` and `model.weights.h5`.
enum KerasArchive {
  /// The entry that holds the weights.
  static let weightsName = "model.weights.h5"

  /// Where a part of an archive's bytes begins.
  static func offset(of part: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let start = bytes.baseAddress, let own = part.baseAddress else { return nil }
    return own - start
  }

  /// Whether a zip archive names Keras's files: in its directory, which is at the end, or, where that is cut
  /// off, in its first entry.
  ///
  /// Without libzip, the bytes of the directory are searched for the name: the error for a `.keras` file is then
  /// that libzip is missing, and other archives are still recognised as foreign.
  ///
  /// - Parameter hasConfig: asks libzip for the entry `config.json`.
  static func looksLikeOne(
    _ bytes: UnsafeRawBufferPointer,
    hasConfig: (UnsafeRawBufferPointer) throws(FoldoutError) -> Bool = { bytes throws(FoldoutError) in
      try ZipArchive(bytes).contains("config.json")
    }
  ) -> Bool {
    let first = bytes.count > 30 ? Int(bytes[26]) | Int(bytes[27]) << 8 : 0
    let name = bytes.dropFirst(30).prefix(first)
    for own in ["metadata.json", "config.json", "model.weights.h5"] where name.elementsEqual(own.utf8) {
      return true
    }
    do throws(FoldoutError) {
      return try hasConfig(bytes)
    } catch {
      guard error.kind == .unavailable else { return false }
      let end = bytes[max(0, bytes.count - KerasLimits.directoryBytes)...]
      let name = Array("config.json".utf8)
      return end.indices.dropLast(name.count - 1).contains { start in
        end[start] == name[0] && end[start..<(start + name.count)].elementsEqual(name)
      }
    }
  }

  /// Reads the model of an archive; `hdf5` reads the file in it that holds the weights.
  static func read(
    _ bytes: UnsafeRawBufferPointer,
    hdf5: (UnsafeRawBufferPointer) throws(FoldoutError) -> HDF5File = HDF5File.init(_:)
  ) throws(FoldoutError) -> ReadResult {
    let archive = try ZipArchive(bytes)
    var extras = ModelAssembler.Extras()
    for name in archive.names(limit: KerasLimits.archiveNames)
    where name.hasPrefix("/") || name.split(separator: "/").contains("..") {
      extras.diagnostics.append(
        Diagnostic(.error, "unsafe-name", "the archive has an entry \(quoted(name)), which leads out of it"))
      break
    }
    guard let config = try archive.read("config.json", limit: KerasLimits.configBytes) else {
      throw FoldoutError(.malformed, "no-config", "the archive has no config.json: it is no Keras model")
    }
    try readMetadata(archive, &extras)
    readWeights(archive, in: bytes, &extras, hdf5)
    return try KerasFile.read(config, extras)
  }

  private static func readMetadata(
    _ archive: borrowing ZipArchive, _ extras: inout ModelAssembler.Extras
  ) throws(FoldoutError) {
    guard let text = try archive.read("metadata.json", limit: KerasLimits.metadataBytes) else { return }
    let found: (version: String?, date: String?)? = text.withUnsafeBytes { bytes in
      guard let document = try? JSONDocument(bytes) else { return nil }
      return withExtendedLifetime(document) {
        (document.root["keras_version"]?.string, document.root["date_saved"]?.string)
      }
    }
    extras.kerasVersion = found?.version
    if let date = found?.date { extras.metadata.append(MetadataEntry(key: "date_saved", value: date)) }
  }

  /// Looks at what the weights are. A model is drawn without them, too.
  private static func readWeights(
    _ archive: borrowing ZipArchive, in bytes: UnsafeRawBufferPointer,
    _ extras: inout ModelAssembler.Extras,
    _ hdf5: (UnsafeRawBufferPointer) throws(FoldoutError) -> HDF5File
  ) {
    let name = weightsName
    let what = "\(name) in the archive"
    do throws(FoldoutError) {
      if let stored = archive.stored(name) {
        var file = try hdf5(stored)
        file.weights.place(at: offset(of: stored, in: bytes))
        extras.take(file, what)
      } else if let unpacked = try archive.read(name, limit: KerasLimits.weightBytes) {
        var result: Result<HDF5File, FoldoutError>?
        unpacked.withUnsafeBytes { bytes in
          result = Result { () throws(FoldoutError) in try hdf5(bytes) }
        }
        if let result {
          var file = try result.get()
          file.weights.place(at: nil)
          extras.take(file, what)
        }
      }
    } catch {
      extras.notRead(what, error)
    }
  }
}
