/// A small picture of numbers on a card or a pill: what went through it. One word large, since most have none.
public final class CardPicture: Sendable, Hashable {
  /// Pixels a row.
  public let columns: Int
  /// Rows of pixels.
  public let rows: Int
  /// The pixels, from the top left, row by row.
  public let pixels: ImagePixels
  /// Its size in CSS pixels.
  public let size: Size

  /// Makes a picture.
  public init(columns: Int, rows: Int, pixels: ImagePixels, size: Size) {
    (self.columns, self.rows, self.pixels, self.size) = (columns, rows, pixels, size)
  }

  /// Whether two draw the same.
  public static func == (a: CardPicture, b: CardPicture) -> Bool {
    a === b || a.columns == b.columns && a.rows == b.rows && a.size == b.size && a.pixels == b.pixels
  }

  /// Hashes what its size depends on.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(columns)
    hasher.combine(rows)
  }
}

/// What the pixels of an image are made of.
public enum ImagePixels: Sendable, Equatable {
  /// Numbers, in the colours of the theme: ``ColorScale/level(_:)``.
  case levels([UInt8], ColorScale)
  /// Red, green and blue, three bytes a pixel.
  case rgb([UInt8])
  /// Signed numbers in the colours of the theme, the middle level being 0, over a faint photograph; `under` is how bright that
  /// is, from 0 to 255. One byte a pixel in both.
  case overlay([UInt8], ColorScale, under: [UInt8])
}
