import ArgumentParser
import FoldoutKit

/// What the tokens of a text are called.
struct TokenArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Name tokens by this file: a JSON list, a line each, or by their ids a vocab.txt, vocab.json or tokenizer.json.",
      valueName: "file"))
  var tokens: String?

  /// Reads the file; nil where none is named.
  ///
  /// - Throws: the exit code of a file that can't be read, once that is reported.
  func labels() throws -> Labels? { try Labels.read(argument: tokens) }
}
