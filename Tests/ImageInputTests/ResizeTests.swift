import TestSupport
import Testing

@testable import ImageInput

/// Sizes and colours of pictures, against Pillow, level by level.
@Suite struct ResizeTests {
  private let oracle: PillowOracle
  private let colour: DecodedImage

  init() throws {
    oracle = try .read()
    colour = DecodedImage(width: 23, height: 17, channels: 3, levels: oracle.colour)
  }

  @Test func greyIsPillows() {
    #expect(colour.grey.levels == oracle.grey && colour.grey.channels == 1)
    #expect(colour.grey.grey == colour.grey)
  }

  @Test func sizesArePillows() {
    #expect(oracle.sizes.count == 6)
    for size in oracle.sizes {
      let made = colour.resized(width: size.width, height: size.height)
      #expect(made.width == size.width && made.height == size.height && made.channels == 3)
      #expect(made.levels == size.colour, "\(size.width)×\(size.height)")
      let grey = colour.grey.resized(width: size.width, height: size.height)
      #expect(grey.levels == size.grey, "\(size.width)×\(size.height) grey")
    }
    #expect(colour.resized(width: 23, height: 17) == colour)
  }

  /// As torchvision prepares pictures for networks of ImageNet.
  @Test func theMiddleIsTorchvisions() {
    #expect(oracle.imagenet.count == 3)
    for middle in oracle.imagenet {
      let made = colour.cover(width: middle.side, height: middle.side, margin: 32.0 / 256)
      #expect(made.levels == middle.levels, "\(middle.side)")
    }
  }

  /// The part that a box shows has the proportions of the box.
  @Test func aBoxIsCovered() {
    // Columns 0, 50, 100 and so on: of a wide picture a square shows the middle.
    let wide = DecodedImage(
      width: 6, height: 2, channels: 1, levels: [0, 50, 100, 150, 200, 250, 0, 50, 100, 150, 200, 250])
    #expect(wide.cover(width: 2, height: 2).levels == [100, 150, 100, 150])
    let tall = DecodedImage(width: 1, height: 4, channels: 1, levels: [10, 20, 30, 40])
    #expect(tall.cover(width: 1, height: 2).levels == [20, 30])
    #expect(tall.cover(width: 3, height: 3).levels.count == 9)
  }

  /// A line of a million pixels would be a square of a million squared: only its middle is scaled.
  @Test(.timeLimit(.minutes(1))) func longPicturesTakeNoMoreThanTheirMiddle() {
    var line = DecodedImage(
      width: 1_000_000, height: 1, channels: 1, levels: [UInt8](repeating: 7, count: 1_000_000))
    line.levels[500_000] = 200
    let made = line.cover(width: 500, height: 500)
    #expect(made.width == 500 && made.height == 500 && made.levels.contains { $0 > 7 })
  }
}
