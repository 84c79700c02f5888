import DiagramModel
import PNGOutput
import TextOutput

/// Images as PNG inside the document.
extension SVGWriter {
  /// Writes an image with sharp pixels; nothing for one without pixels.
  ///
  /// `pixelated` is the word of browsers for that, `optimizeSpeed` that of SVG 1.1. Viewers that know neither, as librsvg
  /// before 2.58, blur edges over one pixel of the image: so a pixel that is drawn large is stored several times.
  mutating func write(_ image: Scene.Image) {
    let frame = image.frame
    guard frame.size.width > 0, frame.size.height > 0, image.columns > 0, image.rows > 0 else { return }
    let png = pixels(of: image).replicated(
      across: copies(frame.size.width, image.columns), down: copies(frame.size.height, image.rows)
    ).png()
    guard !png.isEmpty else { return }
    out.raw("<image")
    out.attribute("x", frame.minX)
    out.attribute("y", frame.minY)
    out.attribute("width", frame.size.width)
    out.attribute("height", frame.size.height)
    out.raw(
      " preserveAspectRatio=\"none\" image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\"")
    out.raw(" xlink:href=\"data:image/png;base64,")
    out.raw(base64(png))
    out.raw("\"")
    guard !image.title.isEmpty else { return out.raw("/>\n") }
    out.raw("><title>")
    out.text(image.title, limit: Self.proseLimit)
    out.raw("</title></image>\n")
  }

  /// How often a pixel is stored along a side of the frame.
  private func copies(_ length: Double, _ count: Int) -> Int {
    let most = 4096.0
    let wanted = length * imageDensity
    return wanted > 0 ? Int((min(wanted, most) / Double(count)).rounded(.up)) : 1
  }

  private func pixels(of image: Scene.Image) -> PixelImage {
    switch image.pixels {
    case .rgb(let bytes): return PixelImage(columns: image.columns, rows: image.rows, pixels: .rgb(bytes))
    case .levels(let levels, let scale):
      let colors = theme.palettes.colors(scale).map(\.rgb)
      return PixelImage(
        columns: image.columns, rows: image.rows,
        pixels: .palette(levels, colors: colors, clear: ColorScale.noValue))
    case .overlay(let levels, let scale, let under):
      return PixelImage(
        columns: image.columns, rows: image.rows,
        pixels: .rgb(overlay(levels, theme.palettes.colors(scale), under)))
    }
  }

  /// Colours over a faint photograph, which darkens light pages and lightens dark ones. It fades as numbers grow, so that strong
  /// colours are those of the key.
  private func overlay(_ levels: [UInt8], _ colors: [Color], _ under: [UInt8]) -> [UInt8] {
    let isDark = theme.page.luminance < 0.2
    let missing = theme.missing
    var bytes: [UInt8] = []
    bytes.reserveCapacity(levels.count * 3)
    for (place, level) in levels.enumerated() {
      let color = level == ColorScale.noValue ? missing : colors[Int(level)]
      let dark = 1 - Double(under.indices.contains(place) ? under[place] : 255) / 255
      let strength = level == ColorScale.noValue ? 0 : abs(Double(level) / Double(ColorScale.top) * 2 - 1)
      // On dark pages what is bright in the photograph is bright.
      let share = theme.photograph * (1 - strength) * (isDark ? 1 - dark : dark)
      let mixed = color.mixed(with: isDark ? Color(0xFFFFFF) : Color(0), share: share)
      for shift in [16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: mixed.rgb >> UInt32(shift))) }
    }
    return bytes
  }
}
