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
  /// The folded graph, as `Schemas/outline.schema.json` describes it.
  case json

  /// Whether it shows boxes and lines with places and colours: all but the two graphs.
  public var isPicture: Bool { self != .dot && self != .json }

  /// Whether it comes in a light, a dark and a printer's version.
  public var hasThemes: Bool { self == .svg || self == .png || self == .pdf }
}
