import Diagnostics
import FoldoutKit

extension Labels {
  /// Reads the list that an option names; nil where none does.
  ///
  /// - Throws: the exit code of a list that can't be read, once that is reported.
  static func read(argument path: String?) throws -> Labels? {
    guard let path else { return nil }
    do throws(FoldoutError) {
      return try Labels(path: path)
    } catch {
      Console.report(error, file: path)
      throw Console.exitCode(error.kind)
    }
  }
}

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
