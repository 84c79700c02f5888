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
    let names = given(for: format).filter { !$0.heeding.contains(format) }.map(\.name)
    guard !names.isEmpty else { return nil }
    return Diagnostic(
      .warning, "option-ignored",
      "\(format == .mermaid ? "Mermaid" : format.rawValue.uppercased()) has no use for \(listed(names, "and")), which \(names.count == 1 ? "is" : "are") ignored"
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

  /// The options given, each with the formats that heed it. A flowchart has texts as a picture has, but nothing drawn beside them.
  private func given(for format: OutputFormat) -> [(name: String, heeding: Set<OutputFormat>)] {
    let pictures: Set<OutputFormat> = [.svg, .png, .pdf, .html]
    let words = looks.words(
      of: format == .mermaid ? Self.drawnWords : Self.drawnWords.union(Self.textWords))
    let all: [(String, Bool, Set<OutputFormat>)] = [
      ("--page", looks.page != .portrait, pictures), ("--details", looks.details != .automatic, pictures),
      ("--color-by", looks.colorBy != .kind, pictures),
      ("--direction", looks.direction != .down, pictures.union([.dot, .mermaid])),
      ("--show and --hide of " + words.joined(separator: ", "), !words.isEmpty, pictures),
      ("--theme", picture.colours.theme != nil, pictures),
      ("--dark-selector", picture.darkSelector != nil, [.svg]),
      ("--size", picture.size != nil, [.svg, .png, .pdf]), ("--scale", picture.scale != nil, [.png]),
      ("--fragment", picture.fragment, [.svg]), ("--id-prefix", picture.idPrefix != nil, [.svg]),
      ("--title", picture.title != nil, [.svg, .pdf, .html, .mermaid]),
      ("--desc", picture.desc != nil, [.svg, .html, .mermaid]),
    ]
    return all.filter(\.1).map { ($0.0, $0.2) }
  }

  /// The words of `--show` and `--hide` about texts on boxes and lines.
  private static let textWords: Set<String> = [
    "shapes", "shapes=all", "attributes", "weights", "names", "costs",
  ]

  /// The words about what is drawn beside texts; the others are about the graph.
  private static let drawnWords: Set<String> = ["curves", "histograms", "maps", "legend"]
}
