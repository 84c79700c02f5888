/// Several pictures for one HTML page, which share the page's style sheet.
public struct PagePictures {
  private var writer: SVGWriter

  /// Starts a page in a theme; `auto` keeps what a style sheet needs to turn the pictures dark.
  public init(theme: ThemeChoice) {
    writer = SVGWriter(SVGOptions(theme: theme))
    writer.isPartOfPage = true
  }

  /// A scene as an SVG element. Boxes carry the numbers of their items as `data-item`.
  public mutating func svg(_ scene: Scene) -> [UInt8] { writer.write(scene) }

  /// CSS rules that turn all pictures so far dark; empty unless the theme is `auto`.
  public func darkRules() -> [UInt8] { writer.darkRules() }
}
