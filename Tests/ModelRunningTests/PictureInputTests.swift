import Diagnostics
import ImageInput
import ModelGraph
import TestSupport
import Testing

@testable import ModelRunning

/// Pictures as inputs: which axis has what, and which number a level becomes.
@Suite(.enabled(if: DecodedImage.libraryVersion != nil, "gdk-pixbuf is not installed"))
struct PictureInputTests {
  private func input(_ dims: [Dim], _ type: DataType = .float32) -> ModelInput {
    ModelInput(name: "image", dataType: type, shape: Shape(dims), isOptional: false)
  }

  private func read(
    _ input: ModelInput, _ names: [String] = ["colour.png"], scale: PixelScale? = nil,
    rows: Range<Int64>? = nil
  ) throws -> RunInputs {
    try RunInputs(names.map { fixturePath("images/" + $0) }, for: [input], rows: rows, scale: scale)
  }

  private func refusal(_ input: ModelInput, _ names: [String] = ["colour.png"], scale: PixelScale? = nil)
    -> String?
  {
    do {
      _ = try read(input, names, scale: scale)
      return nil
    } catch {
      return (error as? FoldoutError)?.diagnostic.code
    }
  }

  @Test func axesFollowFromTheShape() throws {
    let planar = try read(input([.symbol("n"), .known(3), .known(5), .known(7)]))
    let picture = try #require(planar.pictures.first)
    #expect(planar.tensors[0].dims == [1, 3, 5, 7])
    #expect(picture.width == 7 && picture.height == 5 && picture.channels == 3 && picture.levels.count == 105)
    let planes = planar.tensors[0].reals
    let mixed = try read(input([.known(1), .known(5), .known(7), .known(3)]))
    #expect(mixed.tensors[0].dims == [1, 5, 7, 3] && mixed.pictures == planar.pictures)
    for (place, real) in mixed.tensors[0].reals.enumerated() {
      #expect(real == planes[place % 3 * 35 + place / 3])
      #expect(abs(real - picture.pixels[place]) < 1e-7)
    }
    let grey = try read(input([.known(1), .known(1), .known(5), .known(7)]))
    #expect(grey.tensors[0].dims == [1, 1, 5, 7] && grey.pictures[0].channels == 1)
    #expect(try read(input([.known(3), .known(5), .known(7)])).tensors[0].reals == planes)
    #expect(try read(input([.known(5), .known(7)])).tensors[0].reals == grey.tensors[0].reals)
    #expect(try read(input([.known(1), .known(5), .known(7)])).tensors[0].reals == grey.tensors[0].reals)
  }

  /// Open sides take the picture's own, or its proportions.
  @Test func openSides() throws {
    let open = Dim.symbol("h")
    #expect(try read(input([.known(1), .known(3), open, .symbol("w")])).tensors[0].dims == [1, 3, 17, 23])
    #expect(
      try read(input([.known(1), .known(3), .known(34), .symbol("w")])).tensors[0].dims == [1, 3, 34, 46])
    #expect(refusal(input([open, open])) == "no-image-input")
    let two = ["colour.png", "digit_row3.png"]
    #expect(refusal(input([.symbol("n"), .known(3), open, .symbol("w")]), two) == "image-sizes")
  }

  /// The numbers for a level of 51, a fifth of white.
  @Test func scales() throws {
    func number(_ word: String, channel: Int = 0) throws -> Double {
      try #require(PixelScale(word)).number(51, channel: channel)
    }
    #expect(try number("0..1") == 0.2 && number("0..255") == 51)
    #expect(abs(try number("-1..1") + 0.6) < 1e-12)
    #expect(abs(try number("imagenet") - (0.2 - 0.485) / 0.229) < 1e-12)
    #expect(abs(try number("imagenet", channel: 2) - (0.2 - 0.406) / 0.225) < 1e-12)
    #expect(abs(try number("0.1307,0.3081") - (0.2 - 0.1307) / 0.3081) < 1e-12)
    #expect(abs(try number("0.5/0.4/0.1,0.5/0.5/0.25", channel: 2) - 0.4) < 1e-12)
    for word in ["", "1", "a,b", "0.5,0", "0.5,-1", "1/2,1/2", "1/2/3,1", "nan,1", "inf,1", "0,1,2"] {
      #expect(PixelScale(word) == nil, "\(word)")
    }
  }

  @Test func levelsForWholeNumbers() throws {
    let input = input([.known(17), .known(23), .known(3)], .uint8)
    let read = try read(input)
    #expect(read.tensors[0].dataType == .uint8 && read.tensors[0].bytes == read.pictures[0].levels)
    #expect(refusal(input, scale: .unit) == "wrong-scale")
    #expect(refusal(self.input([.known(17), .known(23)], .int8)) == "wrong-type")
    #expect(
      refusal(self.input([.known(1), .known(1), .known(8), .known(8)]), scale: .imageNet) == "wrong-scale")
  }

  @Test func severalPicturesFillTheBatch() throws {
    let open = input([.symbol("n"), .known(1), .known(8), .known(8)])
    let names = ["digit_row3.png", "colour.png", "digit_row3.png"]
    let read = try read(open, names)
    #expect(read.tensors[0].dims == [3, 1, 8, 8] && read.pictures.map(\.row) == [0, 1, 2])
    let reals = read.tensors[0].reals
    #expect(reals[..<64] == reals[128...] && reals[..<64] != reals[64..<128])
    let part = try self.read(open, names, rows: 1..<3)
    #expect(part.tensors[0].dims == [2, 1, 8, 8] && part.tensors[0].reals == Array(reals[64...]))
    #expect(part.pictures.count == 2)
    let two = input([.known(2), .known(1), .known(8), .known(8)])
    #expect(refusal(two, ["colour.png"]) == "few-images" && refusal(two, names) == "more-images")
  }

  @Test func inputsThatTakeNoPicture() {
    for dims: [Dim] in [
      [.known(4)], [.symbol("n"), .known(4)], [.known(1), .known(4), .known(8), .known(8)], [],
    ] {
      #expect(refusal(input(dims)) == "no-image-input", "\(dims)")
    }
    let open = ModelInput(name: "x", dataType: .float32, shape: nil, isOptional: false)
    #expect(refusal(open) == "no-image-input")
    let huge = input([.known(1), .known(3), .known(1 << 40), .known(1 << 40)])
    #expect(refusal(huge) == "too-large")
    #expect(refusal(input([.known(1), .known(3), .known(0), .known(8)])) == "no-image-input")
  }
}
