import ArgumentParser
import FoldoutKit

extension OutputFormat: ExpressibleByArgument {}
extension Stage: ExpressibleByArgument {}
extension ComposeOptions.Colors: ExpressibleByArgument {}
extension Diagram.Direction: ExpressibleByArgument {}

/// Which blocks are open.
struct FoldingArguments: ParsableArguments {
  @Option(name: .long, help: "How many boxes the picture may have before blocks stay closed.")
  var maxBoxes: Int?

  @Option(name: .long, help: "Open all blocks down to this depth and none below; 0 closes all.")
  var depth: Int?

  @Option(name: .long, help: ArgumentHelp("Open these blocks and those around them.", valueName: "glob"))
  var open: [String] = []

  @Option(name: .long, help: ArgumentHelp("Keep these blocks closed.", valueName: "glob"))
  var fold: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Draw the inside of one block as the whole picture.", valueName: "scope"))
  var only: String?

  @Flag(name: .long, help: "No blocks and no repeats: every operator.")
  var flat = false

  func validate() throws {
    if let maxBoxes, maxBoxes < 1 { throw ValidationError("--max-boxes takes a number from 1") }
    if let depth, depth < 0 { throw ValidationError("--depth takes a number from 0") }
  }

  /// Sets what these arguments say.
  func apply(to options: inout FoldOptions) {
    options.maxBoxes = maxBoxes
    options.depth = depth
    options.open = open.map(Glob.init)
    options.fold = fold.map(Glob.init)
    options.only = only.map(Glob.init)
    options.flat = flat
  }
}

/// What is shown, and how it looks.
struct LooksArguments: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("What to show, separated by commas.", valueName: "what"))
  var show: [String] = []

  @Option(name: .long, help: ArgumentHelp("What to hide, separated by commas.", valueName: "what"))
  var hide: [String] = []

  @Option(name: .long, help: "Which way the data flows: down or right.")
  var direction = Diagram.Direction.down

  @Option(
    name: .long, help: "What colours tell: kind, or the share of params, macs or memory (output bytes).")
  var colorBy = ComposeOptions.Colors.kind

  /// The words of `--show` and `--hide`, with what each sets.
  func visibility() throws -> Visibility {
    var visibility = Visibility()
    for (list, isShown) in [(show, true), (hide, false)] {
      for word in list.flatMap({ $0.split(separator: ",") }) {
        guard visibility.set(word.trimmed, isShown) else {
          throw ValidationError(
            "'\(word)' can't be shown or hidden; the words are " + Visibility.words.joined(separator: ", "))
        }
      }
    }
    return visibility
  }

  /// Sets what these arguments say.
  func apply(to options: inout DrawOptions) throws {
    try visibility().apply(to: &options)
    options.compose.direction = direction
    options.compose.colors = colorBy
  }
}

extension Substring {
  /// The text without blanks at its ends.
  fileprivate var trimmed: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
