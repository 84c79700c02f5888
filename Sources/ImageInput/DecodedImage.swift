/// A picture as pixels.
public struct DecodedImage: Sendable, Equatable {
  /// Pixels a row.
  public var width: Int
  /// Rows.
  public var height: Int
  /// Numbers a pixel: 3 for red, green and blue, or 1 for grey.
  public var channels: Int
  /// Levels from 0 to 255, the rows from the top, the numbers of a pixel side by side.
  public var levels: [UInt8]

  /// Makes a picture. Whether the levels are as many as the sizes ask for, the caller knows.
  public init(width: Int, height: Int, channels: Int, levels: [UInt8]) {
    (self.width, self.height, self.channels, self.levels) = (width, height, channels, levels)
  }

  /// The same in grey: 0.299 of red, 0.587 of green and 0.114 of blue (the luma of ITU-R BT.601), rounded to whole levels.
  /// Cost: linear.
  public var grey: DecodedImage {
    guard channels == 3 else { return self }
    var grey = DecodedImage(width: width, height: height, channels: 1, levels: [])
    grey.levels.reserveCapacity(width * height)
    for place in stride(from: 0, to: levels.count - 2, by: 3) {
      // Weights of 16 bits: sums of level × weight stay exact, and the three add up to one.
      let luma = 19595 * Int(levels[place]) + 38470 * Int(levels[place + 1]) + 7471 * Int(levels[place + 2])
      grey.levels.append(UInt8((luma + 0x8000) >> 16))
    }
    return grey
  }

  /// The part of a size in the middle; where that leaves half a pixel, as Python rounds: to the even one.
  ///
  /// - Parameters:
  ///   - width: at most that of the picture.
  ///   - height: at most that of the picture.
  func middle(width: Int, height: Int) -> DecodedImage {
    let left = Int((Double(self.width - width) / 2).rounded(.toNearestOrEven))
    let top = Int((Double(self.height - height) / 2).rounded(.toNearestOrEven))
    var part = DecodedImage(width: width, height: height, channels: channels, levels: [])
    part.levels.reserveCapacity(width * height * channels)
    for row in top..<(top + height) {
      let start = (row * self.width + left) * channels
      part.levels += levels[start..<(start + width * channels)]
    }
    return part
  }
}
