import Diagnostics
import DiagramModel
import Glibc
import Rasterizing
import Rendering

/// The picture in pixels and on paper.
extension Foldout {
  static func png(_ scene: Scene, _ options: DrawOptions) throws(FoldoutError) -> Document {
    let size = options.svg.size.pixels(of: scene.size)
    let file = try Raster.png(
      renderSVG(
        scene, flat(options.svg), imageDensity: options.scale * size.width / max(scene.size.width, 1)),
      width: size.width, height: size.height, scale: options.scale)
    return Document(bytes: file.bytes, diagnostics: file.diagnostics)
  }

  static func pdf(_ scene: Scene, _ options: DrawOptions) throws(FoldoutError) -> Document {
    let size = options.svg.size.pixels(of: scene.size)
    let file = try Raster.pdf(
      renderSVG(scene, flat(options.svg), imageDensity: paperDensity), width: size.width, height: size.height,
      title: scene.title,
      date: options.creationTime.flatMap(date))
    return Document(bytes: file.bytes, diagnostics: file.diagnostics)
  }

  /// Paper and pixels have no reader whose wish decides: `auto` is light there.
  private static func flat(_ options: SVGOptions) -> SVGOptions {
    SVGOptions(
      theme: options.theme == .auto ? .light : options.theme,
      background: options.background == .automatic ? .theme : options.background)
  }

  /// A CSS pixel is 1/96 inch, so this is 384 to the inch: printers blur no edge that eyes would see.
  private static let paperDensity = 4.0

  /// A time in seconds since 1970 as ISO 8601; nil for one that has no year.
  private static func date(_ seconds: Int) -> String? {
    var seconds = seconds
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return nil }
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return
      "\(1900 + Int(parts.tm_year))-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):"
      + "\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
