import Idioms
import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct GroupIdiomsTests {
  private func grouped(_ text: String) throws -> OnePass {
    try OnePass(GroupIdioms.self, on: makeModel(text), after: untilConvex + [DissolveTrivial.self])
  }

  private static let gelu = """
    scalar root 1.4142135
    scalar one 1
    scalar half 0.5
    Div h root -> g0
    Erf g0 -> g1
    Add g1 one -> g2
    Mul h g2 -> g3
    Mul g3 half -> g
    """

  @Test func idiomsInsideOfIdioms() throws {
    let pass = try grouped(
      """
      in x 1×8
      weight a 8×32
      weight b 32×8
      weight c 8
      MatMul x a -> h
      \(Self.gelu)
      MatMul g b -> m
      Add m c -> y
      Tanh y -> z
      out z
      """)
    #expect(pass.sketch == "MLP(MatMul GELU(Div Erf Add Mul Mul) Linear(MatMul Add)) Tanh")
    #expect(pass.kind(of: "MLP") == .idiom)
  }

  /// The tensor inside that somebody else reads is drawn, so the operators around it are no idiom.
  @Test func whatIsReadOutsideIsNoIdiom() throws {
    let pass = try grouped("in h 1×8\n\(Self.gelu)\nNeg g1 -> other\nout g\nout other")
    #expect(!pass.isChanged)
  }

  @Test func aBlockThatIsAnIdiomKeepsItsName() throws {
    let pass = try grouped(
      "in x 1×8\nweight w 8×8\nweight b 8\nMatMul x w -> m @query\nAdd m b -> y @query\nTanh y -> z\nout z")
    #expect(pass.sketch == "query(MatMul Add) Tanh")
    let outline = try faultless(
      "in x 1×8\nweight w 8×8\nweight b 8\nMatMul x w -> m @query\nAdd m b -> y @query\nTanh y -> z\nout z")
    #expect(outline.block("query")?.idiom?.name == "Linear")
  }

  /// A block that the author made is not cut.
  @Test func idiomsDoNotCutBlocks() throws {
    let pass = try grouped(
      """
      in x 1×8
      weight w 8×8
      weight b 8
      MatMul x w -> m @one
      Neg x -> n @one
      Add m b -> y
      Mul y n -> z
      out z
      """)
    #expect(!pass.isChanged)
  }

  /// PyTorch's `normalize` writes the length out to each element before it divides. Where that makes more rows, it is no
  /// function of one tensor's rows.
  @Test(arguments: [("2×8", "2×1", "2×8", true), ("1×8", "1×1", "4×8", false)])
  func lengthsMayBeWrittenOut(_ incoming: String, _ reduced: String, _ expanded: String, _ isFound: Bool)
    throws
  {
    var model = makeModel(
      """
      in x \(incoming)
      scalar last -1
      scalar tiny 0.000001
      weight:int64 shape 2
      ReduceL2 x last -> n
      Clip n tiny -> c
      Expand c shape -> e
      Div x e -> y
      Tanh y -> z
      out z
      """)
    let dims = ["n": reduced, "c": reduced, "e": expanded, "y": expanded]
    for value in model.graphs[0].values.indices {
      guard let text = dims[model.graphs[0].values[value].name] else { continue }
      let shape = Shape(text.split(separator: "×").map { Int64($0) ?? 0 })
      model.graphs[0].values[value].type = .tensor(.float32, shape)
    }
    let pass = try OnePass(GroupIdioms.self, on: model, after: untilConvex + [DissolveTrivial.self])
    #expect(pass.isChanged == isFound)
    if isFound { #expect(pass.sketch == "L2 norm(ReduceL2 Clip Expand Div) Tanh") }
  }

  private static let product = "in x 1×8\nweight w 8×8\nweight b 8\nMatMul x w -> m\n"

  @Test func operandsMayChangePlaces() throws {
    let pass = try grouped(Self.product + "Add b m -> y\nNeg y -> z\nout z")
    #expect(pass.sketch == "Linear(MatMul Add) Neg")
  }

  @Test func castsAreSteppedOver() throws {
    let pass = try grouped(Self.product + "Cast m -> c to=1\nAdd c b -> y\nNeg y -> z\nout z")
    #expect(pass.sketch == "Linear(MatMul Cast Add) Neg")
  }

  private static let attention = """
    in q 1×4×9×16
    in k 1×4×16×9
    in v 1×4×9×16
    scalar s 0.25
    MatMul q k -> a
    Mul a s -> b
    Softmax b -> p axis=-1
    MatMul p v -> y
    Neg y -> z
    out z
    """

  @Test func attention() throws {
    let pass = try grouped(Self.attention)
    #expect(pass.sketch == "Attention(MatMul Mul Softmax MatMul) Neg")
    let outline = try faultless(Self.attention)
    #expect(outline.block("Attention")?.idiom?.detail == "4 heads × 16")
  }

  /// Weights over queries, not over keys, are something else.
  @Test func softmaxOverAnotherAxisIsNoAttention() throws {
    #expect(try !grouped(Self.attention.replacing("axis=-1", with: "axis=1")).isChanged)
  }

  @Test func residualUnitsAreNamedByWhatTheyHold() throws {
    let unit = """
      in x 1×64×8×8
      weight a 16×64×1×1
      weight b 16×16×3×3
      weight c 64×16×1×1
      Conv x a -> p kernel_shape=1,1
      Relu p -> q
      Conv q b -> r kernel_shape=3,3
      Relu r -> s
      Conv s c -> t kernel_shape=1,1
      Add t x -> u
      Relu u -> y
      Neg y -> z
      out z
      """
    #expect(
      try grouped(unit).sketch
        == "Bottleneck(Conv + ReLU(Conv Relu) Conv + ReLU(Conv Relu) Conv Add Relu) Neg")
    // Without the 3×3 in the middle it has no name.
    let pointwise = unit.replacing("3,3", with: "1,1").replacing("3×3", with: "1×1")
    #expect(try !grouped(pointwise).sketch.contains("Bottleneck"))
  }

  @Test func hiddenIdiomsAreOperators() throws {
    let outline = try faultless(Self.attention, FoldOptions(showsIdioms: false))
    #expect(sketch(outline) == "MatMul Mul Softmax MatMul Neg")
    #expect(outline.operations.allSatisfy { $0.idiom == nil })
  }

  @Test func rowsOfUsers() throws {
    let idioms = try Idioms(adding: "# Mine. Here\nMine(x) \"My own\" linear = Neg(Tanh(x))")
    let outline = try faultless(
      "in x 1×8\nTanh x -> a\nNeg a -> b\nExp b -> y\nout y", FoldOptions(idioms: idioms))
    #expect(outline.block("My own")?.idiom?.name == "Mine")
  }

  @Test func aClipIsAReLU6() throws {
    let outline = try faultless("in x 1×8\nscalar a 0\nscalar b 6\nClip x a b -> y\nNeg y -> z\nout z")
    #expect(outline.operations.first?.idiom?.title == "ReLU6")
  }

  @Test func reportCountsAllLevels() {
    let model = makeModel("in h 1×8\n\(Self.gelu)\nSigmoid g -> s\nout s")
    let report = IdiomReport(of: model)
    #expect(report.counts.map { "\($0.name) \($0.count)" } == ["Gelu 1", "Sigmoid 1"])
    #expect(report.places[0].operators.map(\.type) == ["Div", "Erf", "Add", "Mul", "Mul"])
  }
}

@Suite struct QuantizedOperatorTests {
  private static let net = """
    in x 1×64×8×8
    scalar s 0.1
    weight:int8 z 1
    weight a 64×64×3×3
    QuantizeLinear x s z -> q0
    DequantizeLinear q0 s z -> d0
    Conv d0 a -> c kernel_shape=3,3
    Relu c -> r
    QuantizeLinear r s z -> q1
    DequantizeLinear q1 s z -> d1
    Add d0 d1 -> y
    Neg y -> n
    out n
    """

  @Test func aPairBelongsToWhatItQuantises() throws {
    let outline = try faultless(Self.net)
    let quantised = try #require(outline.block("Conv + ReLU"))
    #expect(quantised.idiom?.name == "Quantized")
    #expect(quantised.idiom?.detail?.hasSuffix("int8") == true)
    #expect(outline.block("Quantize")?.idiom?.detail == "int8")
  }

  /// What others read in full precision is not kept in eight bits.
  @Test func aValueThatIsReadBesidesIsNotJoined() throws {
    let outline = try faultless(Self.net.replacing("Neg y -> n", with: "Mul y r -> n"))
    #expect(outline.block("Conv + ReLU")?.idiom?.name == "ConvBlock")
    #expect(outline.blocks.filter { $0.title == "Quantize" }.count == 2)
  }
}

/// Models whose operators read what they make, which no valid file has.
@Suite struct IdiomCircleTests {
  private func circle(_ types: [String]) -> Model {
    var model = makeModel("in x 1×8\nout x")
    for _ in types { model.graphs[0].values.append(Value(name: "v")) }
    for (number, type) in types.enumerated() {
      let made = 1 + number
      let read = 1 + (number + 1) % types.count
      model.graphs[0].values[made].producer = .node(number, slot: 0)
      model.graphs[0].nodes.append(Node(op: OperatorID(type: type), inputs: [read], outputs: [made]))
    }
    return model
  }

  @Test(arguments: [
    ["Identity"], ["Cast", "Cast"], ["Relu"], ["Mul", "Sigmoid"], ["Add", "MatMul", "Cast", "Identity"],
  ])
  func circlesEnd(_ types: [String]) throws {
    let outline = try fold(circle(types))
    #expect(outline.blocks[0].operatorCount + outline.blocks[0].hiddenCount == types.count)
    #expect(IdiomReport(of: circle(types)).places.count <= types.count)
  }
}
