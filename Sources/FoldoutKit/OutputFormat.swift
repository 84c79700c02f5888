/// The format of a drawing.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable {
  /// The picture, scalable.
  case svg
  /// The picture in pixels; needs librsvg and cairo.
  case png
  /// The picture on one page of its size; needs librsvg and cairo.
  case pdf
  /// The picture, and those of all its blocks, as one page to walk through.
  case html
  /// The picture's graph for Graphviz.
  case dot
  /// The picture's graph as a flowchart for Mermaid, which GitHub and GitLab draw in a fenced block.
  case mermaid
  /// The folded graph, as `Schemas/outline.schema.json` describes it.
  case json

  /// Whether it shows boxes and lines with places: all but the three graphs.
  public var isPicture: Bool { self != .dot && self != .mermaid && self != .json }

  /// Whether it comes in a light, a dark and a printer's version.
  public var hasThemes: Bool { self == .svg || self == .png || self == .pdf }

  /// The theme where none is named: a page is read on a screen, by someone whose system knows what they like.
  public var usualTheme: ThemeChoice { self == .html ? .auto : .light }

  /// What names of such files end in, without the dot.
  public var fileExtension: String { self == .mermaid ? "mmd" : rawValue }

  /// Reads a format from what a file's name ends in, in lower case; nil where that is none.
  public init?(fileExtension: String) {
    switch fileExtension {
    case "gv": self = .dot
    case "mmd": self = .mermaid
    default: self.init(rawValue: fileExtension)
    }
  }
}
