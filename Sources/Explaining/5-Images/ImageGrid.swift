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

  /// Segments that follow the edges of an image: the groups of a ``CoalitionGame``.
  ///
  /// - Parameters:
  ///   - image: its numbers.
  ///   - wanted: about how many segments.
  /// - Throws: ``ExplainingFault`` where the image does not have this size, or there are no segments or more than pixels.
  ///
  /// Cost: some times linear in the image's numbers.
  public func superpixels(of image: [Double], wanted: Int) throws(ExplainingFault) -> [[Int]] {
    guard image.count == count, wanted > 0, wanted <= height * width else {
      throw ExplainingFault("explain-image", "the image has no room for so many segments")
    }
    return Superpixels(self, image, wanted: wanted).segments.map { pixels in
      (0..<channels).flatMap { channel in
        pixels.map { isPlanar ? channel * height * width + $0 : $0 * channels + channel }
      }
    }
  }

  /// By pixel: the number of its group; nil where it is in none. Cost: linear in the image's numbers.
  func groupOfPixel(_ groups: [[Int]]) -> [Int?] {
    var found = [Int?](repeating: nil, count: height * width)
    for (number, group) in groups.enumerated() {
      for place in group { found[isPlanar ? place % (height * width) : place / channels] = number }
    }
    return found
  }

  /// Checks an image and what stands for absent content.
  func check(_ image: [Double], _ baseline: [Double]) throws(ExplainingFault) {
    guard image.count == count, baseline.count == count else {
      throw ExplainingFault("explain-image", "the image or its baseline does not have the image's size")
    }
  }
}
