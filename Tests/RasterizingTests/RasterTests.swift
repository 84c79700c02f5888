import Diagnostics
import Testing

@testable import Rasterizing

/// Where librsvg and cairo are missing, there is nothing to test.
@Suite(.enabled(if: Raster.versions != nil, "librsvg is not installed")) struct RasterTests {
  private static let svg = Array(
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">\
    <rect width="40" height="20" fill="#ff0000"/></svg>
    """.utf8)

  private func size(ofPNG bytes: [UInt8]) -> [Int] {
    guard bytes.count > 24 else { return [] }
    return [16, 20].map { at in bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
  }

  @Test func aPNGHasThePixelsAskedFor() throws {
    let drawn = try Raster.png(Self.svg, width: 40, height: 20, scale: 2.5)
    #expect(drawn.bytes.starts(with: [137, 80, 78, 71, 13, 10, 26, 10]))
    #expect(size(ofPNG: drawn.bytes) == [100, 50])
    #expect(!drawn.diagnostics.contains { $0.code == "scaled-down" })
  }

  @Test func tooManyPixelsAreScaledDown() throws {
    let drawn = try Raster.png(Self.svg, width: 40_000, height: 20, scale: 1)
    #expect(size(ofPNG: drawn.bytes)[0] == Int(Raster.maxSide))
    let warning = try #require(drawn.diagnostics.first { $0.code == "scaled-down" })
    #expect(warning.message.contains("drawn at scale 0.82"))
  }

  @Test func aPDFHasOnePageOfTheSize() throws {
    let drawn = try Raster.pdf(Self.svg, width: 40, height: 20, title: "A title", date: nil)
    let text = String(decoding: drawn.bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-") && text.contains("/MediaBox [ 0 0 30 15 ]"))
    #expect(!text.contains("/CreationDate"))
    let again = try Raster.pdf(Self.svg, width: 40, height: 20, title: "A title", date: nil)
    #expect(again.bytes == drawn.bytes)
    let dated = try Raster.pdf(
      Self.svg, width: 40, height: 20, title: "A title", date: "2001-02-03T04:05:06Z")
    #expect(String(decoding: dated.bytes, as: UTF8.self).contains("/CreationDate (20010203040506"))
  }

  @Test func longPagesAreScaledDown() throws {
    let drawn = try Raster.pdf(Self.svg, width: 40, height: 40_000, title: "", date: nil)
    #expect(drawn.diagnostics.contains { $0.code == "scaled-down" && $0.message.contains("0.48") })
    #expect(String(decoding: drawn.bytes, as: UTF8.self).contains(" 14400 ]"))
  }

  @Test func brokenDocumentsAreErrors() {
    #expect(throws: FoldoutError.self) {
      try Raster.png(Array("<svg".utf8), width: 4, height: 2, scale: 1)
    }
    do throws(FoldoutError) {
      _ = try Raster.pdf([], width: 4, height: 2, title: "", date: nil)
      Issue.record("an empty document was drawn")
    } catch {
      #expect(error.kind == .unavailable && error.diagnostic.code == "drawing-failed")
    }
  }

  @Test func fontsThatAreNotTwinsAreTold() {
    let codes = Raster.fontDiagnostics().map(\.code)
    #expect(codes == (Raster.font == nil ? ["no-font"] : Raster.fontFits ? [] : ["other-font"]))
  }
}
