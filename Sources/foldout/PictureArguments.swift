import ArgumentParser
import FoldoutKit

extension ThemeChoice: ExpressibleByArgument {}

extension PictureSize: ExpressibleByArgument {
  /// Reads what `--size` takes.
  public init?(argument: String) { self.init(argument) }
}

/// Colours, size, words and ids of the picture.
struct PictureArguments: ParsableArguments {
  @Option(
    name: .long, help: "light, dark, auto for what the reader's system says, or print for black and greys.")
  var theme: ThemeChoice?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write one file for each theme: name.svg for light, name~dark.svg for dark.", valueName: "themes"))
  var variants: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Be dark while this CSS selector holds around the picture, as in '[data-theme=dark]'.", valueName: "css"
    ))
  var darkSelector: String?

  @Option(
    name: .long,
    help: ArgumentHelp("natural, fluid for the page's width, or a box in CSS pixels: 800x600, 800x, x600."))
  var size: PictureSize?

  @Option(name: .long, help: "How many pixels of a PNG a CSS pixel takes (default: 2).")
  var scale: Double?

  @Flag(name: .long, help: "For pasting into a page: styles reach this picture only.")
  var fragment = false

  @Option(name: .long, help: ArgumentHelp("What ids in the picture begin with.", valueName: "name"))
  var idPrefix: String?

  @Option(name: .long, help: "The picture's accessible name.")
  var title: String?

  @Option(name: .long, help: ArgumentHelp("The picture's accessible description.", valueName: "text"))
  var desc: String?

  func validate() throws {
    if let scale, !(scale >= 0.1 && scale <= 20) {
      throw ValidationError("--scale takes a number from 0.1 to 20")
    }
    if let darkSelector, !SVGOptions.isSelector(darkSelector) {
      throw ValidationError("--dark-selector takes a CSS selector, as in '[data-theme=dark]'")
    }
    if darkSelector != nil, theme == .dark || theme == .print {
      throw ValidationError("--dark-selector goes with --theme light or auto")
    }
    if let idPrefix, !SVGOptions.isIdentifier(idPrefix) {
      throw ValidationError("--id-prefix takes a letter, then letters, digits, - and _")
    }
    if variants != nil, theme != nil {
      throw ValidationError("--variants names the themes; leave out --theme")
    }
    _ = try themes()
  }

  /// The themes to write, each in a file of its own.
  ///
  /// - Returns: nil for the format's own default.
  func themes() throws -> [ThemeChoice?] {
    guard let variants else { return [theme] }
    var themes: [ThemeChoice] = []
    for word in variants.split(separator: ",", omittingEmptySubsequences: false) {
      guard let theme = ThemeChoice(rawValue: String(word)), theme != .auto, !themes.contains(theme) else {
        throw ValidationError("--variants takes light, dark and print, each once, separated by commas")
      }
      themes.append(theme)
    }
    return themes
  }

  /// Sets what these arguments say.
  func apply(to options: inout DrawOptions) {
    options.compose.title = title
    options.description = desc
    options.scale = scale ?? options.scale
    options.svg = SVGOptions(
      theme: theme ?? .light, darkSelector: darkSelector, size: size ?? .natural, isFragment: fragment,
      idPrefix: idPrefix)
  }
}
