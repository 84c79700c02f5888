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
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
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

  /// The versions of librsvg and cairo; nil where they can't be loaded.
  public static var versions: (rsvg: String, cairo: String)? {
    guard foldout_cairo_load() == nil else { return nil }
    var cairo = [CChar](repeating: 0, count: 64)
    var rsvg = [CChar](repeating: 0, count: 64)
    foldout_cairo_versions(&cairo, &rsvg, cairo.count)
    func text(_ bytes: [CChar]) -> String {
      String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return (text(rsvg), text(cairo))
  }
}
