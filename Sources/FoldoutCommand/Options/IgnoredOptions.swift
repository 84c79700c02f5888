import Diagnostics
import FoldoutKit
import TextOutput

/// Options that say something which a format has no use for. They do no harm, but who gave one expects an effect.
struct IgnoredOptions {
  let looks: LooksArguments
  let picture: PictureArguments
  let folding: FoldingArguments

  /// A warning that names the options given which files of a format ignore; nil where there is none.
  func warning(for format: OutputFormat) -> Diagnostic? {
    let names = given.filter { !$0.heeding.contains(format) }.map(\.name)
    guard !names.isEmpty else { return nil }
    return Diagnostic(
      .warning, "option-ignored",
      "\(format.rawValue.uppercased()) has no use for \(listed(names, "and")), which \(names.count == 1 ? "is" : "are") ignored"
    )
  }

  /// A warning where the page has no details, so that which they are is of no use; nil where it has.
  var warningForDetails: Diagnostic? {
    guard looks.details != .automatic else { return nil }
    guard looks.page == .column || folding.chooseBlocks else { return nil }
    let why = looks.page == .column ? "--page column" : "options that say which blocks are open"
    return Diagnostic(
      .warning, "option-ignored", "--details is ignored: \(why) draw one flow, without details")
  }

  /// The options given, each with the formats that heed it.
  private var given: [(name: String, heeding: Set<OutputFormat>)] {
    let pictures: Set<OutputFormat> = [.svg, .png, .pdf, .html]
    let words = looks.words(of: Self.pictureWords)
    let all: [(String, Bool, Set<OutputFormat>)] = [
      ("--page", looks.page != .portrait, pictures), ("--details", looks.details != .automatic, pictures),
      ("--color-by", looks.colorBy != .kind, pictures),
      ("--direction", looks.direction != .down, pictures.union([.dot])),
      ("--show and --hide of " + words.joined(separator: ", "), !words.isEmpty, pictures),
      ("--theme", picture.theme != nil, pictures), ("--dark-selector", picture.darkSelector != nil, [.svg]),
      ("--size", picture.size != nil, [.svg, .png, .pdf]), ("--scale", picture.scale != nil, [.png]),
      ("--fragment", picture.fragment, [.svg]), ("--id-prefix", picture.idPrefix != nil, [.svg]),
      ("--title", picture.title != nil, [.svg, .pdf, .html]), ("--desc", picture.desc != nil, [.svg, .html]),
    ]
    return all.filter(\.1).map { ($0.0, $0.2) }
  }

  /// The words of `--show` and `--hide` about a picture; the others are about its graph.
  private static let pictureWords: Set<String> = [
    "shapes", "shapes=all", "attributes", "weights", "names", "costs", "curves", "histograms", "maps",
    "legend",
  ]
}
