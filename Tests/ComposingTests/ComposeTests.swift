import Composing
import DiagramModel
import ModelGraph
import TestSupport
import Testing
import TextOutput

@Suite struct ComposeTests {
  private static let net = """
    in x 1×8
    weight w 8×4
    Gemm x w -> h name=first
    Relu h -> r name=second
    out r
    """

  private static func typed(_ model: inout Model) {
    for value in model.graphs[0].values.indices where model.graphs[0].values[value].type == nil {
      model.graphs[0].values[value].type = .tensor(.float32, Shape([1, 4]))
    }
  }

  @Test func aCardForEachOperatorWithItsWeights() throws {
    let made = try diagram(Self.net)
    #expect(made.cards.map(\.heading.text) == ["Linear", "ReLU"])
    #expect(made.cards.map(\.kind) == ["linear", "activation"])
    #expect(made.cards[0].lines.map(\.text) == ["8×4"])
    #expect(made.cards[1].lines.isEmpty)
    #expect(made.legend.map(\.key) == [.kind("linear"), .kind("activation")])
  }

  @Test func optionsDecideWhatStandsOnCards() throws {
    var options = ComposeOptions(showsWeights: false, showsNames: true, showsLegend: false)
    #expect(try diagram(Self.net, options).cards.map { $0.lines.map(\.text) } == [["first"], ["second"]])
    #expect(try diagram(Self.net, options).legend.isEmpty)
    options = ComposeOptions(showsAttributes: true)
    let card = try diagram("in x 1×8\nLeakyRelu x -> y alpha=3 other=text\nout y", options).cards[0]
    #expect(card.detail == nil && card.lines.map(\.text) == ["alpha 3", "other text"])
  }

  @Test func shapesStandWhereTheyChange() throws {
    #expect(try diagram(Self.net, change: Self.typed).labels == ["1×8", "1×4", "1×4"])
    let long = "in x 1×4\nRelu x -> a\nTanh a -> b\nSqrt b -> c\nout c"
    #expect(try diagram(long, change: Self.typed).labels == ["1×4", "1×4"])
    #expect(try diagram(long, ComposeOptions(shapes: .all), change: Self.typed).labels.count == 4)
    #expect(try diagram(long, ComposeOptions(shapes: .none), change: Self.typed).labels.isEmpty)
  }

  @Test func cardsHoldTheirTexts() throws {
    let made = try diagram(Self.net, ComposeOptions(showsNames: true))
    for box in made.panels[0].boxes {
      guard case .card(let card) = box.content else { continue }
      let widest = ([card.heading] + card.lines).map(\.width).max() ?? 0
      #expect(box.size.width >= widest + 2 * Metrics.cardPaddingX)
      #expect(box.size.height >= ([card.heading] + card.lines).reduce(0) { $0 + $1.style.lineHeight })
    }
  }

  /// Panels that look alike to layout share a key, and no others do.
  @Test func equalPanelsShareALayout() throws {
    let made = try diagram(
      """
      in x 1×8
      Relu x -> a @one
      Tanh a -> b @one
      Relu b -> c @two
      Tanh c -> d @two
      Relu d -> e @three
      Sqrt e -> f @three
      Neg f -> g @three
      out g
      """, gathersRepeats: false)
    let keys = Dictionary(
      uniqueKeysWithValues: made.panels.dropFirst().map { ($0.header?.lines.first?.text ?? "", $0.layoutKey) }
    )
    try #require(keys.count == 3, "\(keys)")
    #expect(keys["one"] == keys["two"] && keys["three"] != keys["one"])
    #expect(made.panels[0].layoutKey != keys["one"])
  }

  @Test func noTextIsUnsafe() throws {
    let made = try diagram(
      "in x 1×8\nweight w 8×4\nGemm x w -> h @block:Class\nRelu h -> r @block:Class\nout r",
      ComposeOptions(showsAttributes: true, showsNames: true, title: HostileText.name)
    ) { model in
      model.graphs[0].name = HostileText.name
      for node in model.graphs[0].nodes.indices {
        model.graphs[0].nodes[node].name = HostileText.name
        model.graphs[0].nodes[node].op = OperatorID(type: "Gemm" + HostileText.name)
        model.graphs[0].nodes[node].attributes = [Attribute(HostileText.name, .string(HostileText.name))]
      }
      for value in model.graphs[0].values.indices {
        model.graphs[0].values[value].name = HostileText.name
        model.graphs[0].values[value].type = .tensor(
          .float32, Shape([Dim.symbol(HostileText.name), .known(Int64(value))]))
      }
      for scope in model.graphs[0].scopes.indices.dropFirst() {
        model.graphs[0].scopes[scope].name = HostileText.name
        model.graphs[0].scopes[scope].className = HostileText.name
      }
    }
    try #require(made.texts.contains { $0.contains("</script>") })
    for text in made.texts {
      #expect(!text.unicodeScalars.contains { UnsafeCharacter($0) != nil }, "\(quoted(text))")
    }
  }
}
