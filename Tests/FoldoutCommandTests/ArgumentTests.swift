import ArgumentParser
import FoldoutKit
import Testing

@testable import FoldoutCommand

/// Arguments become options.
@Suite struct ArgumentTests {
  @Test(arguments: [
    ("10s", 10_000), ("500ms", 500), ("2m", 120_000), ("90", 90_000), ("0", 0),
  ])
  func durations(_ text: String, _ milliseconds: Int64) {
    #expect(Duration(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: ["", "s", "-1s", "1.5s", "1h", "1 s", "٣s", "99999999999"]) func noDurations(
    _ text: String
  ) {
    #expect(Duration(text) == nil)
  }

  @Test func foldingReachesTheOptions() throws {
    let words = [
      "m.onnx", "--max-boxes", "7", "--depth", "2", "--open", "a", "--open", "b/**", "--fold", "c", "--only",
      "d",
      "--flat",
    ]
    var fold = FoldOptions()
    try Render.parse(words).folding.apply(to: &fold)
    #expect(
      fold
        == FoldOptions(
          maxBoxes: 7, depth: 2, open: [Glob("a"), Glob("b/**")], fold: [Glob("c")], only: Glob("d"),
          flat: true))
  }

  @Test func looksReachTheOptions() throws {
    var options = DrawOptions()
    let looks = try Render.parse([
      "m", "--hide", "shapes, legend", "--show", "plumbing", "--direction", "right", "--color-by", "macs",
    ]).looks
    try looks.apply(to: &options)
    var expected = DrawOptions()
    expected.compose.shapes = .none
    expected.compose.showsLegend = false
    expected.fold.showsPlumbing = true
    expected.compose.direction = .right
    expected.compose.colors = .macs
    #expect(options == expected)
  }

  @Test func sizesOfDims() throws {
    let sizes = try Render.parse(["m", "--dim", "batch=1,a=b=2", "--dim", "N=3"]).dims.sizes()
    #expect(sizes == [DimSize("batch", 1), DimSize("a=b", 2), DimSize("N", 3)])
    #expect(throws: (any Error).self) { try Render.parse(["m", "--dim", "N"]) }
  }
}
