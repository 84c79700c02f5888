import ArgumentParser
import FoldoutKit

/// The colours of a picture, or of several.
struct ThemeArguments: ParsableArguments {
  @Option(
    name: .long, help: "Use light, dark, auto (as the reader's system says) or print (black and greys).")
  var theme: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write one file for each theme: name.svg for light, name~dark.svg for dark.", valueName: "themes"))
  var variants: String?

  func validate() throws { _ = try themes() }

  /// The themes to write, each in a file of its own.
  ///
  /// - Returns: nil for the format's own default.
  func themes() throws -> [ThemeChoice?] {
    guard let variants else { return [try chosen()] }
    if theme != nil { throw ValidationError("--variants names the themes; leave out --theme") }
    var themes: [ThemeChoice] = []
    for word in variants.split(separator: ",", omittingEmptySubsequences: false) {
      guard let theme = ThemeChoice(rawValue: String(word)), theme != .auto, !themes.contains(theme) else {
        throw ValidationError("--variants takes light, dark and print, each once, separated by commas")
      }
      themes.append(theme)
    }
    return themes
  }

  /// The one theme; nil for the format's own default.
  func chosen() throws -> ThemeChoice? {
    guard let theme else { return nil }
    guard let choice = ThemeChoice(rawValue: theme) else {
      throw ValidationError("--theme takes light, dark, auto or print")
    }
    return choice
  }
}
