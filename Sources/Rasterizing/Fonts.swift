import CairoShim
import Diagnostics

extension Raster {
  /// The families asked for, as in the SVG.
  private static let families = "Helvetica,Arial,Liberation Sans,Arimo,sans\\-serif"

  /// Families whose letters are as wide as those the picture was measured with.
  private static let metricTwins: Set<String> = [
    "Helvetica", "Arial", "Liberation Sans", "Arimo", "Nimbus Sans", "Nimbus Sans L", "TeX Gyre Heros",
    "FreeSans",
  ]

  /// The font that text is drawn in on this machine; nil where there is none.
  public static var font: String? {
    var name = [CChar](repeating: 0, count: 256)
    guard foldout_cairo_font(families, &name, name.count) != 0 else { return nil }
    return text(name)
  }

  /// Whether ``font`` has the letter widths that pictures are measured with.
  public static var fontFits: Bool { font.map(metricTwins.contains) ?? false }

  /// Warnings where text will not look as measured.
  static func fontDiagnostics() -> [Diagnostic] {
    guard let font else {
      return [
        Diagnostic(
          .warning, "no-font", "no font is installed, so the picture has no readable text",
          hint: "on Debian and Ubuntu: apt install fonts-liberation")
      ]
    }
    guard !metricTwins.contains(font) else { return [] }
    return [
      Diagnostic(
        .warning, "other-font",
        "text is drawn in \(font), whose letters are not as wide as the picture allows for",
        hint: "on Debian and Ubuntu: apt install fonts-liberation")
    ]
  }

  /// Text that C wrote into a buffer.
  private static func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The versions of the libraries that draw.
  public struct Versions: Sendable, Equatable {
    /// The version of librsvg.
    public var rsvg: String
    /// The version of cairo.
    public var cairo: String
  }

  /// The versions of librsvg and cairo; nil where they can't be loaded.
  public static var versions: Versions? {
    guard foldout_cairo_load() == nil else { return nil }
    var cairo = [CChar](repeating: 0, count: 64)
    var rsvg = [CChar](repeating: 0, count: 64)
    foldout_cairo_versions(&cairo, &rsvg, cairo.count)
    return Versions(rsvg: text(rsvg), cairo: text(cairo))
  }
}
