import FoldoutKit
import ModelGraph
import TestSupport
import Testing

@testable import FoldoutCommand

/// The one vocabulary of `--show` and `--hide`.
@Suite struct VisibilityTests {
  private func options(_ show: [String] = [], hide: [String] = []) -> DrawOptions {
    var visibility = Visibility()
    var options = DrawOptions()
    var known = true
    for word in show { known = visibility.set(word, true) && known }
    for word in hide { known = visibility.set(word, false) && known }
    #expect(known)
    visibility.apply(to: &options)
    return options
  }

  @Test func nothingSaidIsTheDefault() { #expect(options() == DrawOptions()) }

  @Test(arguments: Visibility.words) func everyWordChangesSomething(_ word: String) {
    #expect(options([word]) != options(hide: [word]))
    let isDefault = options([word]) == DrawOptions() || options(hide: [word]) == DrawOptions()
    // By default layers show their names and operators do not, so that both ways change something.
    #expect(isDefault || word == "names")
  }

  @Test func wordsThatAreNone() {
    var visibility = Visibility()
    for word in ["", "Shapes", "colour", "shapes=some"] {
      let isWord = visibility.set(word, true)
      #expect(!isWord, "\(word)")
    }
    #expect(visibility == Visibility())
  }

  /// Histograms need weights and maps a recording, which are not here: `WeightDrawingTests` and `ActivityDrawingTests` try them.
  @Test(arguments: Visibility.words.filter { $0 != "histograms" && $0 != "maps" })
  func hidingAndShowingDrawOtherwise(_ word: String) throws {
    var model = makeModel(
      """
      in x 1×4
      let k
      Shape x -> s
      Gather s k -> g
      Reshape x g -> r
      weight w 4×4
      Gemm r w -> a name=fc1 transB=1
      Relu a -> v0
      let bias 1 2 3 4
      Add v0 bias -> v1
      Relu v1 -> v2
      Relu v2 -> v3
      Relu v3 -> v4
      Relu v4 -> y
      out y
      """)
    // Costs are known where shapes are.
    for value in model.main.values.indices where model.main.values[value].type == nil {
      model.main.values[value].type = .tensor(.float32, Shape([1, 4] as [Int64]))
    }
    let (shown, hidden) = try (draw(model, options([word])), draw(model, options(hide: [word])))
    let differ = shown != hidden
    #expect(differ)
    _ = try parseXML(shown)
    _ = try parseXML(hidden)
  }

  private func draw(_ model: Model, _ options: DrawOptions) throws -> [UInt8] {
    try Foldout.draw(model, as: .svg, options).bytes
  }
}
