import Diagnostics
import FoldoutKit

extension Foldout {
  /// Reads the model that an argument of the command line names: a path, or `-` for standard input.
  ///
  /// - Throws: as ``read(path:_:)``.
  static func read(
    argument: String, _ options: ReadOptions = ReadOptions()
  ) throws(FoldoutError) -> ReadResult {
    argument == "-" ? try read(descriptor: 0, options) : try read(path: argument, options)
  }
}
