import DiagramModel
import Folding
import ModelGraph
import TestSupport
import Testing

@testable import Composing

@Suite struct PictureTextTests {
  @Test func types() {
    let shape = Shape([Dim.known(1), .symbol("n"), .unknown])
    #expect(TypeText.of(.tensor(.float32, shape), .none) == "1×n×?")
    #expect(TypeText.of(.tensor(.int64, shape), .none) == "1×n×? int64")
    #expect(TypeText.of(.sequence(.tensor(.float32, Shape([2]))), .none) == "seq of 2")
    #expect(TypeText.of(.optional(.tensor(.float32, Shape([2]))), .none) == "2?")
    #expect(TypeText.of(nil, .none).isEmpty)
    // Names that exporters make up mean nothing.
    #expect(
      TypeText.of(.tensor(.float32, Shape([Dim.symbol("unk__606"), .symbol("Gemm_dim_0")])), .none) == "?×?")
  }

  @Test func counts() {
    #expect(BlockText.count(1, "op") == "1 op")
    #expect(BlockText.count(1016, "operator") == "1,016 operators")
  }

  @Test func titles() throws {
    let net = "in x 1×8\nRelu x -> y\nout y"
    for (name, title) in [
      ("main_graph", "Model diagram"), ("tf2onnx__7", "Model diagram"), ("ResNet", "ResNet"),
    ] {
      #expect(try diagram(net) { $0.graphs[0].name = name }.title == title)
    }
    var named = ComposeOptions()
    named.fallbackTitle = "net\u{202E}7"
    #expect(try diagram(net, named) { $0.graphs[0].name = "main_graph" }.title == "net7")
    #expect(try diagram(net, named) { $0.graphs[0].name = "ResNet" }.title == "ResNet")
    #expect(try diagram(net, ComposeOptions(title: "Mine")) { $0.graphs[0].name = "ResNet" }.title == "Mine")
    let made = try diagram(net) { $0.graphs[0].name = "ResNet" }
    #expect(made.caption?.text == "ResNet · 1 operator")
    #expect(made.summary == "1 operator; inputs: x 1×8; outputs: y.")
  }

  /// Sizes that only a program named have letters, and one line says so. Tooltips keep the names, which `--dim` takes.
  @Test func sizesWithoutANameHaveLetters() throws {
    func typed(_ dims: [String], _ options: ComposeOptions = ComposeOptions()) throws -> Diagram {
      try diagram("in x\nin y\nAdd x y -> a\nTanh a -> b\nout b", options) { model in
        for (value, dims) in dims.enumerated() {
          model.graphs[0].values[value].type = .tensor(
            .float32,
            Shape(dims.split(separator: " ").map { Int64($0).map(Dim.known) ?? .symbol(String($0)) }))
        }
      }
    }
    let made = try typed(["unk__606 8", "Gemm2007_dim_0 8", "unk__606*2 8"])
    #expect(made.labels == ["N×8", "M×8", "N*2×8"])
    #expect(made.caption?.text.hasSuffix(" · N, M: sizes without a name in the file") == true)
    #expect(made.panels[0].boxes[0].tooltip == "x unk__606×8")
    #expect(try typed(["N unk__1"]).labels.first == "N×M")
    let own = try typed(["batch s77 8"])
    #expect(own.labels.first == "batch×s77×8" && own.caption?.text == "2 operators")
    // Beyond the last letter there are no more.
    let text = try typed([(0..<20).map { "unk__\($0)" }.joined(separator: " ")]).summary
    #expect(text.contains("N×M×P×Q×T×U×V×W×?×?"))
  }

  /// Operators before a block's numbers give way, never the numbers.
  @Test func numbersOfBlocksAreWhole() {
    let numbers = ["513.0K params · frozen", "231.2M MACs"]
    for width in stride(from: 40.0, through: 600, by: 7) {
      let lines = BlockText.lines(
        ["Dropout", "Conv", "GlobalAveragePool", "Flatten"], numbers, atMost: width)
      let text = lines.map(\.text).joined(separator: " · ")
      for number in numbers { #expect(text.contains(number), "\(width)") }
      #expect(!text.contains("…5") && !text.contains("…3") && !text.contains("…2"))
    }
    #expect(BlockText.lines(["Conv"], ["", nil], atMost: 100).map(\.text) == ["Conv"])
    #expect(BlockText.lines([], ["8 ops", nil], atMost: 100).map(\.text) == ["8 ops"])
    let list = BlockText.lines(["Gather", "Linear", "Tanh"], ["37.1K params"], atMost: 165).map(\.text)
    #expect(list == ["Gather + … + Tanh · 37.1K params"])
    let counted = BlockText.lines(["LayerNormalization"], ["37.1K params"], count: "2 ops", atMost: 120)
    #expect(counted.map(\.text) == ["2 ops · 37.1K params"])
  }

  @Test func bareNumbersHaveTheirParentsName() throws {
    let net = """
      in x 1×8
      Relu x -> a @layer1/0:Block
      Tanh a -> b @layer1/0:Block
      Sin b -> c @layer1/1:Block
      Cos c -> d @layer1/1:Block
      Exp d -> e @7:Stage
      Neg e -> f @7:Stage
      out f
      """
    let blocks = try outline(net).blocks.dropFirst()
    #expect(blocks.map(\.shownTitle) == ["layer1", "layer1.0", "layer1.1", "Stage 7"])
    #expect(blocks.map(BlockText.heading) == ["layer1", "layer1.0 · Block", "layer1.1 · Block", "Stage 7"])
    // Patterns and files know them by their own titles.
    #expect(blocks.map(\.title) == ["layer1", "0", "1", "7"])
  }

  @Test func elementTypesAreNamed() throws {
    let made = try diagram("in x 1×8\nCast x -> y to=6\nout y")
    #expect(made.panels[0].boxes[1].tooltip == "Cast · to int32")
  }

  @Test func namePlates() throws {
    let made = try outline(
      "in x 1×8\nweight w 8×8\nMatMul x w -> a @enc:Encoder\nRelu a -> b @enc:Encoder\nTanh b -> y\nout y")
    let block = try #require(made.blocks.dropFirst().first)
    #expect(BlockText.heading(of: block) == "enc · Encoder")
    #expect(BlockText.counts(of: block) == "2 ops · 64 params")
    #expect(BlockText.header(of: block).lines.map(\.text) == ["enc · Encoder", "2 ops · 64 params"])
    #expect(Tooltip.of(block) == "enc · Encoder · 2 ops · 64 params")
  }
}
