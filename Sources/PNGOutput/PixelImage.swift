/// A grid of pixels, from the top left, row by row.
public struct PixelImage: Sendable, Equatable {
  /// Pixels a row.
  public var columns: Int
  /// Rows of pixels.
  public var rows: Int
  /// The pixels.
  public var pixels: Pixels

  /// What pixels are made of. Missing ones are 0; those too many are left out.
  public enum Pixels: Sendable, Equatable {
    /// Places in a palette of `0xRRGGBB`, one byte a pixel; `clear` is the place of pixels that let the ground through.
    case palette([UInt8], colors: [UInt32], clear: UInt8?)
    /// Red, green and blue, three bytes a pixel.
    case rgb([UInt8])
    /// One byte a pixel, 0 for black.
    case grey([UInt8])
  }

  /// Makes an image.
  public init(columns: Int, rows: Int, pixels: Pixels) {
    (self.columns, self.rows, self.pixels) = (columns, rows, pixels)
  }

  /// The most pixels that are written.
  public static let mostPixels = 1 << 26

  /// The image as a PNG file; empty for one without pixels or with more than ``mostPixels``.
  ///
  /// Same image, same bytes on every machine: the compression is our own, since those of libraries differ between their
  /// versions. Cost: linear in the pixels.
  public func png() -> [UInt8] {
    guard columns > 0, rows > 0, columns <= Self.mostPixels, rows <= Self.mostPixels / columns else {
      return []
    }
    var writer = PNGWriter()
    switch pixels {
    case .palette(let indices, let colors, let clear):
      writer.writePalette(PackedPalette(indices, colors: colors, clear: clear, columns, rows), columns, rows)
    case .rgb(let bytes): writer.writeFiltered(bytes, channels: 3, columns, rows)
    case .grey(let bytes): writer.writeFiltered(bytes, channels: 1, columns, rows)
    }
    return writer.bytes
  }
}
