import DiagramModel

/// Which colours a picture carries.
public enum ThemeChoice: String, Sendable, Hashable, CaseIterable {
  /// Dark ink on white.
  case light
  /// Light ink on near-black.
  case dark
  /// Light, and a style sheet that turns it dark where the reader prefers dark pages.
  case auto
  /// Black and greys on white, for printers without colours.
  case print
}

/// The picture as a complete SVG document in UTF-8, without an XML declaration, so that it may also stand
/// in an HTML page. Same diagram, placement and theme, same bytes. Linear in the diagram.
public func renderSVG(_ diagram: Diagram, _ placement: Placement, theme: ThemeChoice = .light) -> [UInt8] {
  renderSVG(paint(diagram, placement), SVGOptions(theme: theme))
}

/// A scene as a complete SVG document, as above.
///
/// - Parameter imageDensity: how many pixels of an image there are for a CSS pixel at least, for viewers that blur enlarged
///   ones.
public func renderSVG(_ scene: Scene, _ options: SVGOptions, imageDensity: Double = 1) -> [UInt8] {
  var writer = SVGWriter(options)
  writer.imageDensity = imageDensity
  return writer.write(scene)
}

/// The picture as a scene: everything placed on the page, in painting order.
public func paint(_ diagram: Diagram, _ placement: Placement) -> Scene {
  var painter = Painter(diagram, placement)
  return painter.paint()
}
