/// How an image lies in a row of numbers.
public struct ImageGrid: Sendable, Equatable {
  /// Rows of pixels.
  public let height: Int
  /// Columns of pixels.
  public let width: Int
  /// Numbers of one pixel.
  public let channels: Int
  /// Whether all pixels of one channel stand beside each other (as in ONNX), else all channels of one pixel (as in Keras).
  public let isPlanar: Bool

  /// The numbers of an image.
  public var count: Int { height * width * channels }

  /// Describes an image.
  ///
  /// - Throws: ``ExplainingFault`` where a size is not positive, or their product is too large.
  public init(
    height: Int, width: Int, channels: Int = 1, isPlanar: Bool = true
  ) throws(ExplainingFault) {
    guard height > 0, width > 0, channels > 0 else {
      throw ExplainingFault("explain-image", "the image has no pixels")
    }
    _ = try ExplainingFault.passes(height, width, channels)
    (self.height, self.width, self.channels, self.isPlanar) = (height, width, channels, isPlanar)
  }

  /// Where the numbers of a rectangle of pixels stand, in all channels. Cost: linear in them.
  func columns(_ rows: Range<Int>, _ columns: Range<Int>) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(rows.count * columns.count * channels)
    for channel in 0..<channels {
      for row in rows {
        for column in columns {
          let pixel = row * width + column
          places.append(isPlanar ? channel * height * width + pixel : pixel * channels + channel)
        }
      }
    }
    return places
  }

  /// Segments in a regular grid, row by row: the groups of a ``CoalitionGame``.
  ///
  /// - Throws: ``ExplainingFault`` where there are more segments than pixels along a side.
  ///
  /// Cost: linear in the image's numbers.
  public func segments(_ rows: Int, _ columns: Int) throws(ExplainingFault) -> [[Int]] {
    guard rows > 0, columns > 0, rows <= height, columns <= width else {
      throw ExplainingFault("explain-image", "the image has no room for so many segments")
    }
    return (0..<(rows * columns)).map { segment in
      let (row, column) = (segment / columns, segment % columns)
      return self.columns(
        (row * height / rows)..<((row + 1) * height / rows),
        (column * width / columns)..<((column + 1) * width / columns))
    }
  }

  /// Checks an image and what stands for absent content.
  func check(_ image: [Double], _ baseline: [Double]) throws(ExplainingFault) {
    guard image.count == count, baseline.count == count else {
      throw ExplainingFault("explain-image", "the image or its baseline does not have the image's size")
    }
  }
}
