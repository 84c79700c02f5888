import Diagnostics
import Idioms
import InputFiles

extension Foldout {
  /// Reads a file of rows and adds them to the built-in table of idioms.
  ///
  /// - Throws: ``FoldoutError`` of kind `noInput` where it can't be read, `malformed` with line and column where a row is
  ///   broken.
  ///
  /// Cost: linear in the file, whose size is bounded.
  public static func idioms(path: String) throws(FoldoutError) -> Idioms {
    let file = try InputFile(path: path)
    guard file.count <= PatternLimits.bytes else {
      throw FoldoutError(
        .malformed, "idioms-too-large", "a table of idioms has at most \(PatternLimits.bytes) bytes")
    }
    return try file.withBytes { bytes throws(FoldoutError) in
      try idioms(adding: String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Adds rows to the built-in table of idioms.
  public static func idioms(adding text: String) throws(FoldoutError) -> Idioms {
    do throws(PatternParser.Fault) {
      return try Idioms(adding: text)
    } catch {
      throw FoldoutError(
        .malformed, "bad-idiom", "line \(error.line), column \(error.column): \(error.message)",
        hint: "`foldout idioms --rows` prints the built-in rows, as examples.")
    }
  }
}
