import Composing
import Diagnostics
import DiagramModel
import Folding
import Glibc
import GraphvizLayout
import Rasterizing
import Rendering

/// From a folded model to the files that show it as a picture.
extension Foldout {
  /// Lays an outline out once and paints it.
  static func scene(_ outline: Outline, _ options: DrawOptions) throws(FoldoutError) -> Scene {
    let diagram = compose(outline, options.compose)
    var scene = paint(diagram, try layOut(diagram))
    if let description = options.description { scene.summary = description }
    return scene
  }

  static func png(
    _ scene: Scene, _ options: DrawOptions
  ) throws(FoldoutError) -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
    let size = options.svg.size.pixels(of: scene.size)
    return try Raster.png(
      renderSVG(scene, flat(options.svg)), width: size.width, height: size.height, scale: options.scale)
  }

  static func pdf(
    _ scene: Scene, _ options: DrawOptions
  ) throws(FoldoutError) -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
    let size = options.svg.size.pixels(of: scene.size)
    return try Raster.pdf(
      renderSVG(scene, flat(options.svg)), width: size.width, height: size.height, title: scene.title,
      date: sourceDate())
  }

  /// Paper and pixels have no reader whose wish decides: `auto` is light there.
  private static func flat(_ options: SVGOptions) -> SVGOptions {
    SVGOptions(theme: options.theme == .auto ? .light : options.theme)
  }

  /// The date that the caller's `SOURCE_DATE_EPOCH` gives, in ISO 8601; nil without one.
  /// See https://reproducible-builds.org/specs/source-date-epoch/.
  private static func sourceDate() -> String? {
    guard let text = getenv("SOURCE_DATE_EPOCH"), var seconds = Int(String(cString: text)), seconds >= 0
    else {
      return nil
    }
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return nil }
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(1900 + parts.tm_year)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):"
      + "\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
