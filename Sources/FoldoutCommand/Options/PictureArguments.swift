import ArgumentParser
import FoldoutKit

// Every type of option costs the parser a tenth of a millisecond at start-up, so most are text, parsed here.

/// Colours, size, words and ids of the picture.
struct PictureArguments: ParsableArguments {
  @OptionGroup var colours: ThemeArguments

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Be dark while this CSS selector holds around the picture, as in '[data-theme=dark]'.", valueName: "css"
    ))
  var darkSelector: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Stand it on transparent, the theme's ground (theme), or a colour: #rrggbb.", valueName: "ground"))
  var background: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Make it natural, fluid (the page's width) or fit a box in CSS pixels: 800x600, 800x, x600."))
  var size: String?

  @Option(name: .long, help: "Draw each CSS pixel as so many pixels of a PNG (default: 2).")
  var scale: String?

  @Flag(name: .long, help: "Keep styles within this picture, for pasting into a page.")
  var fragment = false

  @Option(name: .long, help: ArgumentHelp("Begin ids in the picture with this name.", valueName: "name"))
  var idPrefix: String?

  @Option(name: .long, help: "Set the picture's accessible name.")
  var title: String?

  @Option(name: .long, help: ArgumentHelp("Set the picture's accessible description.", valueName: "text"))
  var desc: String?

  func validate() throws {
    _ = try svgOptions()
    _ = try pixelScale()
  }

  /// Sets what these arguments say.
  func apply(to options: inout DrawOptions) throws {
    options.compose.title = title
    options.description = desc
    options.scale = try pixelScale() ?? options.scale
    options.svg = try svgOptions()
  }

  private func pixelScale() throws -> Double? {
    guard let scale else { return nil }
    guard let number = Double(scale), number >= 0.1, number <= 20 else {
      throw ValidationError("--scale takes a number from 0.1 to 20")
    }
    return number
  }

  private func svgOptions() throws -> SVGOptions {
    let theme = try colours.chosen()
    if let darkSelector {
      guard SVGOptions.isSelector(darkSelector) else {
        throw ValidationError("--dark-selector takes a CSS selector, as in '[data-theme=dark]'")
      }
      if theme == .dark || theme == .print {
        throw ValidationError("--dark-selector goes with --theme light or auto")
      }
    }
    if let idPrefix, !SVGOptions.isIdentifier(idPrefix) {
      throw ValidationError("--id-prefix takes a letter, then letters, digits, - and _")
    }
    guard let size = PictureSize(size ?? "natural") else {
      throw ValidationError("--size takes natural, fluid, or a box in pixels: 800x600, 800x, x600")
    }
    guard let background = Background(background ?? "auto") else {
      throw ValidationError("--background takes transparent, theme, white, black or a colour such as #0d1117")
    }
    return SVGOptions(
      theme: theme ?? .light, darkSelector: darkSelector, size: size, isFragment: fragment,
      idPrefix: idPrefix,
      background: background)
  }
}
