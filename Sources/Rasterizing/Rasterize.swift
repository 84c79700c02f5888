import CairoShim
import Diagnostics
import TextOutput

/// A picture of another format made from an SVG document by librsvg and cairo, which are loaded when first
/// asked for and need not be there otherwise.
public enum Raster {
  /// The most pixels a side may have: cairo's own limit.
  public static let maxSide = 32767.0
  /// The most pixels a picture may have: a quarter of a gigabyte while it is drawn.
  public static let maxPixels = 64e6
  /// The longest side of a PDF page that readers accept, in points (PDF 1.7, annex C).
  public static let maxPoints = 14400.0

  /// A picture of another format.
  public struct File: Sendable, Equatable {
    /// The content of the file.
    public var bytes: [UInt8]
    /// Warnings where the picture had to be scaled down, or its text does not look as measured.
    public var diagnostics: [Diagnostic]
  }

  /// The picture as PNG.
  ///
  /// - Parameters:
  ///   - svg: a complete document.
  ///   - width: the picture's width in CSS pixels.
  ///   - height: its height.
  ///   - scale: how many pixels of the file a CSS pixel takes; 2 looks sharp on high-density screens.
  /// - Throws: ``FoldoutError`` of kind `unavailable` where a library is missing or fails.
  public static func png(
    _ svg: [UInt8], width: Double, height: Double, scale: Double
  ) throws(FoldoutError) -> File {
    try load(for: "PNG")
    var used = min(scale, maxSide / max(width, height, 1))
    used = min(used, (maxPixels / max(width * height, 1)).squareRoot())
    var diagnostics = fontDiagnostics()
    if used < scale {
      diagnostics.append(
        Diagnostic(
          .warning, "scaled-down",
          "at scale \(NumberText.rounded(scale, places: 2)) the picture has more pixels than a PNG may have here; drawn at scale \(NumberText.rounded(used, places: 2))",
          hint: "SVG and PDF have no such limit; --depth 1 makes the picture smaller"))
    }
    let (columns, rows) = (pixels(width * used), pixels(height * used))
    let result = svg.withUnsafeBufferPointer {
      foldout_cairo_png($0.baseAddress, $0.count, columns, rows)
    }
    return File(bytes: try taken(result), diagnostics: diagnostics)
  }

  /// The picture as a PDF file of one page, as large as the picture: a CSS pixel is 3/4 of a point.
  ///
  /// - Parameters:
  ///   - title: the document's title.
  ///   - date: when it was made, in ISO 8601; nil for no date, so that the same picture gives the same bytes.
  /// - Throws: ``FoldoutError`` of kind `unavailable` where a library is missing or fails.
  public static func pdf(
    _ svg: [UInt8], width: Double, height: Double, title: String, date: String?
  ) throws(FoldoutError) -> File {
    try load(for: "PDF")
    var diagnostics = fontDiagnostics()
    var scale = 0.75
    if max(width, height) * scale > maxPoints {
      scale = maxPoints / max(width, height)
      diagnostics.append(
        Diagnostic(
          .warning, "scaled-down",
          "the picture is longer than the 200 inches a PDF page may have; drawn at \(NumberText.rounded(scale / 0.75, places: 2)) of its size"
        ))
    }
    let result = svg.withUnsafeBufferPointer {
      foldout_cairo_pdf($0.baseAddress, $0.count, width * scale, height * scale, title, date ?? "")
    }
    return File(bytes: try taken(result), diagnostics: diagnostics)
  }

  private static func pixels(_ length: Double) -> Int32 {
    Int32(min(max((length - 0.01).rounded(.up), 1), maxSide))
  }

  private static func load(for format: String) throws(FoldoutError) {
    guard let missing = foldout_cairo_load() else { return }
    let library = String(cString: missing)
    throw FoldoutError(
      .unavailable, "missing-library", "\(format) needs \(library), which is not installed",
      hint: "on Debian and Ubuntu: apt install librsvg2-2; SVG needs nothing")
  }

  private static func taken(_ result: foldout_cairo_result) throws(FoldoutError) -> [UInt8] {
    var result = result
    guard let bytes = result.bytes else {
      let message = withUnsafeBytes(of: result.message) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      throw FoldoutError(.unavailable, "drawing-failed", "cannot draw the picture: " + message)
    }
    defer { foldout_cairo_free(&result) }
    return Array(UnsafeBufferPointer(start: bytes, count: result.count))
  }
}
