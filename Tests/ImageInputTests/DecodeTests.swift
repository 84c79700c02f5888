import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import ImageInput

/// Pictures of each format, against Pillow.
@Suite(.enabled(if: DecodedImage.libraryVersion != nil, "gdk-pixbuf is not installed"))
struct DecodeTests {
  private let oracle: PillowOracle

  init() throws { oracle = try .read() }

  @Test func formatsWithoutLoss() throws {
    let colour = try fixtureImage("colour.png")
    #expect(colour.width == 23 && colour.height == 17 && colour.channels == 3)
    #expect(colour.levels == oracle.colour)
    #expect(try fixtureImage("colour.bmp").levels == oracle.colour)
    #expect(try fixtureImage("palette.gif").levels == oracle.palette)
    #expect(try fixtureImage("bits.png").grey.levels == oracle.bits)
  }

  @Test func transparentPixelsAreOnWhite() throws {
    let clear = try fixtureImage("clear.png")
    #expect(clear.levels.count == oracle.clear.count)
    // Pillow rounds its own way.
    #expect(zip(clear.levels, oracle.clear).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test func sixteenBitsAreCut() throws { #expect(try fixtureImage("wide.png").grey.levels == oracle.wide) }

  @Test func camerasSayWhatIsUp() throws {
    let turned = try fixtureImage("turned.jpg")
    #expect(turned.width == 16 && turned.height == 24)
    #expect(turned.width == oracle.turned.width && turned.levels.count == oracle.turned.levels.count)
    // Decoders of JPEG may differ by a level.
    #expect(zip(turned.levels, oracle.turned.levels).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test func formatsAreToldByTheirFirstBytes() throws {
    func format(_ bytes: [UInt8]) -> ImageFormat? { bytes.withUnsafeBytes { ImageFormat($0) } }
    #expect(format([0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg && format(Array("GIF89a".utf8)) == .gif)
    #expect(format(Array("RIFF0000WEBP".utf8)) == .webp && format([0x49, 0x49, 0x2A, 0]) == .tiff)
    #expect(format([]) == nil && format([0x89]) == nil && format(Array("BMW,Audi,VW and others".utf8)) == nil)
    #expect(format(Array("RIFF0000WAVE".utf8)) == nil)
  }
}
