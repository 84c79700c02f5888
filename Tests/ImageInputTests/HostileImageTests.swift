import Diagnostics
import Foundation
import InputFiles
import TestSupport
import Testing

@testable import ImageInput

/// Pictures that are cut, damaged or larger than they should be.
@Suite(.enabled(if: DecodedImage.libraryVersion != nil, "gdk-pixbuf is not installed"))
struct HostileImageTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The code of the error; nil where there is none.
  private func refusal(_ bytes: [UInt8]) throws -> String? {
    try folder.put(bytes, "image")
    let file = try InputFile(path: folder.path("image"))
    guard let format = file.withBytes({ ImageFormat($0) }) else { return "no format" }
    do throws(FoldoutError) {
      _ = try DecodedImage(file, format)
      return nil
    } catch {
      #expect(error.kind == .malformed)
      return error.diagnostic.code
    }
  }

  private func fixture(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: fixturePath("images/" + name))))
  }

  @Test func cutPicturesAreRefused() throws {
    for (name, first) in [("colour.png", 8), ("turned.jpg", 4)] {
      let whole = try fixture(name)
      #expect(try refusal(whole) == nil)
      for length in stride(from: first, to: whole.count - 1, by: 97) {
        #expect(try refusal(Array(whole[..<length])) == "cut-image", "\(name) \(length)")
      }
      // Cameras write further things behind a picture.
      #expect(try refusal(whole + [1, 2, 3]) == nil, "\(name)")
    }
    for (name, code) in [("palette.gif", "bad-image"), ("colour.bmp", "cut-image")] {
      let whole = try fixture(name)
      for count in [whole.count / 4, whole.count / 2, whole.count - 2] {
        #expect(try refusal(Array(whole[..<count])) == code, "\(name) \(count)")
      }
    }
  }

  @Test func damagedPicturesEndCleanly() throws {
    for name in ["colour.png", "turned.jpg", "palette.gif", "colour.bmp"] {
      let whole = try fixture(name)
      for place in stride(from: 20, to: whole.count, by: max(1, whole.count / 12)) {
        var bytes = whole
        bytes[place] ^= 0xFF
        let code = try refusal(bytes)
        #expect([nil, "bad-image", "cut-image", "too-large"].contains(code), "\(name) \(place)")
      }
    }
  }

  /// Says that it has 100,000 × 100,000 pixels, and that in 70 bytes.
  @Test func picturesLargerThanMemoryAreRefused() throws {
    let png = Self.png(width: 100_000, height: 100_000)
    #expect(try refusal(png) == "too-large")
    #expect(try refusal(Self.png(width: 0, height: 8)) == "bad-image")
    // Each side is within bounds, and their product is not.
    #expect(try refusal(Self.png(width: 8193, height: 8193)) == "too-large")
  }

  /// A PNG with a header, no pixels and an end.
  private static func png(width: UInt32, height: UInt32) -> [UInt8] {
    func word(_ number: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
    func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
      let body = Array(name.utf8) + content
      return word(UInt32(content.count)) + body + word(checksum(body))
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", word(width) + word(height) + [8, 2, 0, 0, 0])
      + chunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1])
      + chunk("IEND", [])
  }

  /// CRC-32, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
}
