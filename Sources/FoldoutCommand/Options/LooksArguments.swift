import ArgumentParser
import FoldoutKit

extension ComposeOptions.Colors: ExpressibleByArgument {}
extension Diagram.Direction: ExpressibleByArgument {}
extension PageForm: ExpressibleByArgument {
  /// Reads an argument, as ``init(_:)`` does.
  public init?(argument: String) { self.init(argument) }
  /// The form that help states as the default.
  public var defaultValueDescription: String { "portrait" }
}

extension DetailRequest: ExpressibleByArgument {
  /// Reads `auto`, `none`, a number, or globs between commas.
  public init?(argument: String) {
    switch argument {
    case "auto": self = .automatic
    case "none", "0": self = .none
    case "": return nil
    default:
      if let count = Int(argument) {
        guard count > 0 else { return nil }
        self = .atMost(count)
      } else {
        self = .matching(argument.split(separator: ",").map { Glob(String($0)) })
      }
    }
  }

  /// The request that help states as the default.
  public var defaultValueDescription: String { "auto" }
}

/// The contents of the picture, and its looks.
struct LooksArguments: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Show these, separated by commas.", valueName: "what"))
  var show: [String] = []

  @Option(name: .long, help: ArgumentHelp("Hide these, separated by commas.", valueName: "what"))
  var hide: [String] = []

  @Option(name: .long, help: "Let the data flow down or right.")
  var direction = Diagram.Direction.down

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw an overview with details beside it on a page: portrait, landscape or 210x297 (a size or proportions); or one column.",
      valueName: "form"))
  var page = PageForm.portrait

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw these kinds of blocks beside the overview: auto, none, a number of them, or classes, names or paths, separated by commas.",
      valueName: "kinds"))
  var details = DetailRequest.automatic

  @Option(
    name: .long,
    help:
      "Colour by kind, by the share of params, macs or memory (output bytes), by what is in the weights: near-zero, spread, outliers; or by what was recorded: range, zeros, saturation, error, gradients."
  )
  var colorBy = ComposeOptions.Colors.kind

  /// The words of `--show` and `--hide`, each with the options that it sets.
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

  /// The words of some that were given, each once, in order.
  func words(of some: Set<String>) -> [String] {
    var found: [String] = []
    for word in (show + hide).flatMap({ $0.split(separator: ",") }).map(\.trimmed) {
      if some.contains(word), !found.contains(word) { found.append(word) }
    }
    return found
  }

  /// Sets what these arguments say.
  func apply(to options: inout DrawOptions) throws {
    try visibility().apply(to: &options)
    options.compose.direction = direction
    options.page = page
    options.details = details
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
