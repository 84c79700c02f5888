import ArgumentParser
import Diagnostics
import FoldoutKit
import Idioms

/// Which blocks are open.
struct FoldingArguments: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Open blocks until the picture has this many boxes.", valueName: "n"))
  var maxBoxes: Int?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Open all blocks down to this depth and none below; 0 closes all.", valueName: "n"))
  var depth: Int?

  @Option(name: .long, help: ArgumentHelp("Open these blocks and those around them.", valueName: "glob"))
  var open: [String] = []

  @Option(name: .long, help: ArgumentHelp("Keep these blocks closed.", valueName: "glob"))
  var fold: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Draw the inside of one block as the whole picture.", valueName: "scope"))
  var only: String?

  @Flag(name: .long, help: "Draw every operator: no blocks and no repeats.")
  var flat = false

  @Option(name: .long, help: ArgumentHelp("Look for the idioms in this file too.", valueName: "file"))
  var idioms: String?

  /// Whether they say which blocks are open.
  var chooseBlocks: Bool { maxBoxes != nil || depth != nil || !open.isEmpty || !fold.isEmpty || flat }

  func validate() throws {
    if let maxBoxes, maxBoxes < 1 { throw ValidationError("--max-boxes must be 1 or more") }
    if let depth, depth < 0 { throw ValidationError("--depth must be 0 or more") }
  }

  /// Sets what these arguments say.
  ///
  /// - Throws: the exit code of a table of idioms that can't be read, once that is reported.
  func apply(to options: inout FoldOptions) throws {
    options.maxBoxes = maxBoxes
    options.depth = depth
    options.open = open.map(Glob.init)
    options.fold = fold.map(Glob.init)
    options.only = only.map(Glob.init)
    options.flat = flat
    if let idioms { options.idioms = try Self.table(idioms) }
  }

  /// The table of idioms with the rows of a file.
  static func table(_ path: String) throws -> Idioms {
    do throws(FoldoutError) {
      return try Foldout.idioms(path: path)
    } catch {
      Console.report(error, file: path)
      throw Console.exitCode(error.kind)
    }
  }
}
