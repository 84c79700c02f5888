import ImageInput

/// A picture that a model is given, as it is before levels become numbers: to be shown again.
public struct InputPicture: Sendable, Equatable {
  /// The input that it is for.
  public var name: String
  /// Its place in the batch.
  public var row: Int
  /// What the argument called it.
  public var source: String
  /// Pixels a row, as the model takes them.
  public var width: Int
  /// Rows, as the model takes them.
  public var height: Int
  /// 3 for red, green and blue, 1 for grey.
  public var channels: Int
  /// Levels from 0 to 255: the rows from the top, the colours of a pixel side by side.
  public var levels: [UInt8]

  /// The levels as shares of white, from 0 to 1. Cost: linear.
  public var pixels: [Double] { levels.map { Double($0) / 255 } }

  init(name: String, row: Int, source: String, _ image: DecodedImage) {
    (self.name, self.row, self.source) = (name, row, source)
    (width, height, channels) = (image.width, image.height, image.channels)
    levels = image.levels
  }
}
