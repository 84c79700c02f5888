import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// Local functions and bodies written out in place.
@Suite struct FunctionTests {
  @Test func eachCallIsABlock() throws {
    let model = makeModel(
      "in x\nlib::Block x -> a\nlib::Block a -> b\nlib::Block b -> y\nNeg y -> z\nout z",
      functions: ["lib::Block": "in p\nRelu p -> q\nTanh q -> r\nout r"])
    let outline = try folded(model)
    #expect(sketch(outline) == "Block×3(Relu Tanh) Neg")
    #expect(outline.blocks[1].kind == .function(OperatorID(domain: "lib", type: "Block")))
  }

  @Test func overloadsAreDifferentFunctions() throws {
    let model = makeModel(
      "in x\nlib::F:a x -> a\nlib::F:b a -> b\nlib::F:c b -> y\nout y",
      functions: [
        "lib::F:a": "in p\nRelu p -> q\nTanh q -> r\nout r",
        "lib::F:b": "in p\nExp p -> q\nLog q -> r\nout r",
      ])
    // There is no overload c: it stays one operator.
    #expect(sketch(try folded(model)) == "F(Relu Tanh) F(Exp Log) lib::F:c")
  }

  @Test func attributesGoIntoTheBody() throws {
    let body =
      "attr axis\nattr keep=1\nin p\nSoftmax p -> q axis=&axis\nReduceMax q -> r keepdims=&keep\nout r"
    let model = makeModel(
      "in x\nlib::F x -> a axis=2\nlib::F a -> y axis=3 keep=0\nout y", functions: ["lib::F": body])
    let outline = try folded(model)
    let found = outline.operations.map { $0.attributes.map(\.value) }
    #expect(found == [[.int(2)], [.int(1)], [.int(3)], [.int(0)]])
    #expect(!outline.blocks.contains { $0.repeats > 1 })
  }

  @Test func attributesGoThroughNestedCalls() throws {
    let model = makeModel(
      "in x\nlib::Outer x -> y axis=5\nout y",
      functions: [
        "lib::Outer": "attr axis\nin p\nlib::Inner p -> q dim=&axis\nNeg q -> r\nout r",
        "lib::Inner": "attr dim\nin p\nSoftmax p -> q axis=&dim\nRelu q -> r\nout r",
      ])
    let softmax = try folded(model).operations.first { $0.node.op.type == "Softmax" }
    #expect(softmax?.attributes == [Attribute("axis", .int(5))])
  }

  @Test func missingArgumentsAndSurplusResults() throws {
    let model = makeModel(
      "in x\nlib::F x _ -> a _ b\nlib::F -> c\nAdd a b -> y\nout y\nout c",
      functions: ["lib::F": "in p\nin q\nAdd p q -> r\nRelu r -> s\nout s\nout r"])
    #expect(outlineFaults(try folded(model)).isEmpty)
  }

  @Test(arguments: [1, 2, 3]) func recursionIsSaidAndEnds(length: Int) throws {
    // f0 calls f1 calls … calls f0.
    let bodies = (0..<3).map { "in p\nRelu p -> q\nlib::f\(($0 + 1) % length) q -> r\nout r" }
    let model = makeModel(
      "in x\nlib::f0 x -> y\nout y",
      functions: ["lib::f0": bodies[0], "lib::f1": bodies[1], "lib::f2": bodies[2]])
    let outline = try folded(model)
    #expect(outline.diagnostics.map(\.code) == ["recursive-function"])
    #expect(outline.operations.count == length + 1)
    #expect(outlineFaults(outline).isEmpty)
  }

  /// Forty functions of which each calls the next twice would be 2⁴⁰ operators.
  @Test(.timeLimit(.minutes(10))) func exponentialCallsAreBounded() throws {
    var model = makeModel("in x\nlib::f0 x -> y\nout y", functions: ["lib::f0": "in p\nRelu p -> q\nout q"])
    for level in 0..<40 {
      let text =
        level == 39
        ? "in p\nRelu p -> q\nout q" : "in p\nlib::f\(level + 1) p -> q\nlib::f\(level + 1) q -> r\nout r"
      let graph = makeModel(text).main
      let function = Function(id: OperatorID(domain: "lib", type: "f\(level)"), graph: model.graphs.count)
      model.graphs.append(graph)
      if level == 0 { model.functions = [] }
      model.functions.append(function)
    }
    let outline = try folded(model, FoldOptions(flat: true))
    #expect(outline.diagnostics.map(\.code) == ["function-bound"])
  }

  @Test func bothBranchesOfAnIf() throws {
    let model = makeModel(
      "in x\nin c\nweight w 4\nRelu x -> a\nIf c -> b then_branch=yes else_branch=no\nNeg b -> y\nout y",
      graphs: ["yes": "Add a w -> p\nExp p -> q\nout q", "no": "Mul a w -> p\nTanh p -> q\nout q"])
    let outline = try folded(model)
    #expect(outlineFaults(outline).isEmpty)
    #expect(
      outline.operations.map(\.node.op.type).sorted() == ["Add", "Exp", "If", "Mul", "Neg", "Relu", "Tanh"])
    #expect(outline.blocks[0].parameters == 4)
    let captured = outline.blocks.filter { !$0.captured.isEmpty }
    #expect(!captured.isEmpty)
  }

  @Test func aLoopCarriesValues() throws {
    let body =
      "in i\nin going\nin state\nAdd state bias -> next\nRelu next -> scan\nout going\nout next\nout scan"
    let model = makeModel(
      "in n\nin go\nin x\nin bias\nLoop n go x -> last scans body=body\nAdd last scans -> y\nout y",
      graphs: ["body": body])
    let outline = try folded(model)
    #expect(outlineFaults(outline).isEmpty)
    #expect(outline.operations.map(\.node.op.type).sorted() == ["Add", "Add", "Loop", "Relu"])
  }

  @Test func aScanInALoopInAFunction() throws {
    let model = makeModel(
      "in x\nlib::F x -> y\nNeg y -> z\nout z",
      graphs: [
        "loop": "in i\nin c\nin s\nScan s s -> t u body=scan\nRelu t -> v\nout c\nout v",
        "scan": "in a\nin b\nAdd a b -> d\nMul d outer -> e\nout d\nout e",
      ], functions: ["lib::F": "in p\nTanh p -> outer\nLoop _ _ outer -> q body=loop\nout q"])
    let outline = try folded(model)
    #expect(outlineFaults(outline).isEmpty)
    #expect(outline.operations.count == 7)
  }

  @Test func deepBodiesEnd() throws {
    // The library takes a model that no reader bounds.
    var model = Model(graphs: [])
    let depth = 2_000
    for level in 0..<depth {
      var graph = Graph()
      if level > 0 { graph.owner = Graph.Owner(graph: level - 1, node: 0, attribute: "then_branch") }
      graph.values = [Value(name: "v", producer: .node(0, slot: 0))]
      let isLast = level == depth - 1
      graph.nodes = [
        Node(
          op: OperatorID(type: isLast ? "RandomNormal" : "If"), outputs: [0],
          attributes: isLast ? [] : [Attribute("then_branch", .graph(level + 1))])
      ]
      graph.outputs = [0]
      model.graphs.append(graph)
    }
    #expect(outlineFaults(try fold(model)).isEmpty)
  }

  @Test(
    arguments: [
      (
        "torchvision_models_vision_transformer_EncoderBlock_encoder_layers_0_1", "EncoderBlock",
        "encoder_layers_0"
      ),
      ("_aten_gelu|folded_3", nil, "gelu"), ("Block", nil, "Block"), ("", nil, ""), ("___", nil, "___"),
    ] as [(String, String?, String)])
  func functionNames(whole: String, className: String?, path: String) {
    let name = FunctionName(whole)
    #expect(name.className == className)
    #expect(name.path == path)
  }
}
