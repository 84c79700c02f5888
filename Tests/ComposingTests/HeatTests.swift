import Composing
import DiagramModel
import Folding
import ModelGraph
import TestSupport
import Testing

@Suite struct HeatTests {
  @Test(
    arguments: [
      (0.0, HeatLevel.lowest), (0.00099, .lowest), (0.001, .low), (0.0099, .low), (0.01, .moderate),
      (0.03, .raised), (0.1, .high), (0.2499, .high), (0.25, .highest), (1, .highest), (-1, .lowest),
      (.nan, .lowest),
    ] as [(Double, HeatLevel)])
  func levels(_ share: Double, _ level: HeatLevel) { #expect(HeatLevel(share: share) == level) }

  @Test func levelsRiseWithTheirShares() {
    let shares = HeatLevel.allCases.compactMap(\.leastShare)
    #expect(shares == shares.sorted() && shares.count == HeatLevel.allCases.count - 1)
    #expect(Set(HeatLevel.allCases.map(\.name)).count == HeatLevel.allCases.count)
    #expect(HeatLevel.lowest < .highest)
  }

  @Test func parametersAreShares() throws {
    let net = """
      in x 1×8
      weight v 8×1
      weight w 8×100
      MatMul x v -> a
      MatMul x w -> b
      Add a b -> c
      out c
      """
    var options = ComposeOptions()
    options.colors = .params
    let made = try diagram(net, options)
    #expect(made.cards.map(\.heat) == [.low, .highest, .lowest])
    #expect(made.legend.map(\.key) == HeatLevel.allCases.map { .heat($0) })
    #expect(
      made.legend.map(\.text.text) == [
        "less", "≥ 0.1 %", "≥ 1 %", "≥ 3 %", "≥ 10 %", "≥ 25 % of all parameters",
      ])
    // Nobody counted, so that colours keep their usual meaning.
    options.colors = .macs
    #expect(try diagram(net, options).cards.allSatisfy { $0.heat == nil })
  }

  /// What stands in a stack stands there once for each copy.
  @Test(arguments: [ComposeOptions.Colors.macs, .params]) func aStackCountsAllItsCopies(
    _ colors: ComposeOptions.Colors
  ) throws {
    let net =
      "in x 1×8\nweight w 8×8\nMatMul x w -> h0\n"
      + (0..<9).map {
        """
        weight w\($0) 8×8
        MatMul h\($0) w\($0) -> m\($0) @layer/\($0):Layer
        Relu m\($0) -> r\($0) @layer/\($0):Layer
        Add r\($0) h\($0) -> h\($0 + 1) @layer/\($0):Layer

        """
      }.joined() + "out h9"
    var model = makeModel(net)
    for value in model.main.values.indices where model.main.values[value].type == nil {
      model.main.values[value].type = .tensor(.float32, Shape([1, 8]))
    }
    var options = FoldOptions(showsIdioms: false)
    options.depth = 9
    var folded = try fold(model, options)
    folded.addCosts(of: model)
    #expect(folded.blocks.map(\.repeats).max() == 9)
    var looks = ComposeOptions()
    looks.colors = colors
    let heats = compose(folded, looks).cards.filter { $0.heading.text == "MatMul" }.map(\.heat)
    // One copy has a tenth, as the first product has; all nine have the rest.
    #expect(heats == [.high, .highest])
  }
}
