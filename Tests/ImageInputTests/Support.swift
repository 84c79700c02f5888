import Foundation
import InputFiles
import TestSupport

@testable import ImageInput

/// What Pillow makes of pictures: `Tests/Oracles/images.py`.
struct PillowOracle: Decodable {
  struct Size: Decodable {
    var width: Int
    var height: Int
    var colour: [UInt8]
    var grey: [UInt8]
  }

  struct Middle: Decodable {
    var side: Int
    var levels: [UInt8]
  }

  struct Turned: Decodable {
    var width: Int
    var height: Int
    var levels: [UInt8]
  }

  var colour: [UInt8]
  var grey: [UInt8]
  var sizes: [Size]
  var imagenet: [Middle]
  var clear: [UInt8]
  var turned: Turned
  var wide: [UInt8]
  var palette: [UInt8]
  var bits: [UInt8]

  static func read() throws -> PillowOracle {
    try JSONDecoder().decode(
      PillowOracle.self, from: Data(contentsOf: URL(fileURLWithPath: fixturePath("images/pillow.json"))))
  }
}

/// The picture of a file in `Tests/Fixtures/images`.
func fixtureImage(_ name: String) throws -> DecodedImage {
  let file = try InputFile(path: fixturePath("images/" + name))
  guard let format = file.withBytes({ ImageFormat($0) }) else { throw NoImage() }
  return try DecodedImage(file, format)
}

struct NoImage: Error {}
