import NameMatching
import Testing

/// What names of other programs stand for.
@Suite struct PathIndexTests {
  private func index(_ paths: String...) -> PathIndex { PathIndex(paths.map(nameParts)) }

  @Test func partsAreCutAtDotsAndSlashes() {
    #expect(
      nameParts("/layers.0/attention/Softmax_output_0") == ["layers", "0", "attention", "Softmax_output_0"])
    #expect(nameParts("model/conv_a/Relu:0") == ["model", "conv_a", "Relu"])
    #expect(nameParts("a:b.npy") == ["a:b"])
    #expect(nameParts("//") == [])
  }

  @Test func equalNamesAreFound() {
    let paths = index("layers.0.attention", "layers.1.attention", "layers.0", "head")
    #expect(paths.match(nameParts("layers/1/attention")) == .one(1))
    #expect(paths.match(nameParts("layers.0")) == .one(2))
    #expect(paths.match(nameParts("head")) == .one(3))
    #expect(paths.match(nameParts("tail")) == .none)
    #expect(paths.match([]) == .none)
  }

  @Test func aWrapperInFrontIsNothing() {
    let paths = index("conv1", "layers.0.act")
    #expect(paths.match(nameParts("module.conv1")) == .one(0))
    #expect(paths.match(nameParts("base_model.model.conv1")) == .one(0))
    #expect(paths.match(nameParts("decoder.conv1")) == .none)
    #expect(paths.match(nameParts("decoder.layers.0.act")) == .one(1))
    #expect(paths.match(nameParts("layers.1.act")) == .none)
  }

  @Test func aPartOfThePathIsEnoughWhereItIsTheOnlyOne() {
    let paths = index("encoder.layers.0.up", "encoder.layers.1.up", "encoder.norm")
    #expect(paths.match(nameParts("norm")) == .one(2))
    #expect(paths.match(nameParts("1.up")) == .one(1))
    #expect(paths.match(nameParts("up")) == .several)
  }

  @Test func ofEqualPathsTheFirstCounts() {
    #expect(index("a.b", "a.b").match(nameParts("b")) == .one(0))
  }
}
