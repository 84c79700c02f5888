import Diagnostics
import InputFiles
import OnnxReader
import OnnxText

extension InputFile {
  /// Opens a model's file; one that is written as text becomes the bytes that it stands for.
  ///
  /// - Throws: ``FoldoutError`` of kind `noInput` where it can't be read, `malformed` where a text breaks its notation or a
  ///   folder is a model of another framework.
  static func model(path: String) throws(FoldoutError) -> InputFile {
    let file: InputFile
    do throws(FoldoutError) {
      file = try InputFile(path: path)
    } catch {
      throw ForeignModel.recognised(folder: path)?.error ?? error
    }
    return try file.inBinary()
  }

  /// Opens the model that a descriptor stands for.
  ///
  /// - Throws: as ``model(path:)``.
  static func model(descriptor: Int32) throws(FoldoutError) -> InputFile {
    try InputFile(descriptor: descriptor).inBinary()
  }

  private func inBinary() throws(FoldoutError) -> InputFile {
    guard withBytes({ OnnxTextFile.recognises($0) }) else { return self }
    return try InputFile(
      copying: withBytes { bytes throws(FoldoutError) in try OnnxTextFile.encoded(bytes) })
  }
}
