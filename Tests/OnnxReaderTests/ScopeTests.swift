import ModelGraph
import TestSupport
import Testing

@testable import OnnxReader

/// Which scope each node is in, for the conventions of each exporter.
@Suite struct ScopeTests {
  /// The scope path of every node, with the classes that are known.
  private func paths(_ nodes: [Wire], inputs: [String] = ["x"]) throws -> [String] {
    let graph = try read(Wire.model(.graph(nodes, inputs: inputs))).model.main
    return graph.nodes.map { node in
      var parts: [String] = []
      var at = node.scope
      while at != 0 {
        let scope = graph.scopes[at]
        parts.insert(scope.name + (scope.className.map { ":" + $0 } ?? ""), at: 0)
        at = scope.parent
      }
      return parts.joined(separator: "/")
    }
  }

  private func torch(_ names: String, _ classes: String) -> [(String, String)] {
    [
      ("pkg.torch.onnx.stack_trace", "…"), ("pkg.torch.onnx.class_hierarchy", classes),
      ("pkg.torch.onnx.name_scopes", names),
    ]
  }

  @Test func torchExportMetadata() throws {
    let nodes = [
      Wire.node(
        "Relu", "node_relu", inputs: ["x"], outputs: ["a"],
        metadata: torch(
          "['', 'layer4', 'layer4.0', 'relu_14']",
          "['m.resnet.ResNet', 't.Sequential', 'm.Bottleneck', 'aten.relu']")),
      .node("Split", "node_Split_1", inputs: ["a"], outputs: ["b", "c"]),
      .node(
        "Add", "node_add", inputs: ["b", "c"], outputs: ["d"],
        metadata: torch(
          "['', 'layer4', \"layer4.it's\", 'add']",
          "['m.resnet.ResNet', 't.Sequential', '__main__.f.<locals>.Net', 'aten.add']")),
      .node("Neg", "node_neg", inputs: ["d"], outputs: ["e"], metadata: torch("['neg']", "['aten.neg']")),
      .node(
        "Abs", "node_abs", inputs: ["e"], outputs: ["f"],
        metadata: [("namespace", ": m.resnet.ResNet/head: t.Linear/abs: aten.abs")]),
      .node("Exp", "node_exp", inputs: ["f"], outputs: ["g"], metadata: torch("['', 'unclosed", "x")),
    ]
    #expect(
      try paths(nodes) == [
        "layer4:Sequential/layer4.0:Bottleneck", "layer4:Sequential",
        "layer4:Sequential/layer4.it's:Net", "", "head:Linear", "head:Linear",
      ])
    let main = try read(Wire.model(.graph(nodes, inputs: ["x"]))).model.main
    #expect(main.scopes[0].className == "ResNet")
  }

  @Test func torchScriptNames() throws {
    let nodes = [
      Wire.node("Identity", "Identity_3", inputs: ["w"], outputs: ["i"]),
      .node(
        "Conv", "/layer1/layer1.0/conv1/Conv", inputs: ["x", "i"],
        outputs: ["/layer1/layer1.0/conv1/Conv_output_0"]),
      .node("Add", "/layer1/layer1.0/Add", inputs: ["/layer1/layer1.0/conv1/Conv_output_0"], outputs: ["b"]),
      .node("Cast", "Cast_added", inputs: ["b"], outputs: ["c"]),
      .node("Relu", "/layer1/layer1.0/relu_1/Relu", inputs: ["c"], outputs: ["d"]),
      .node("Constant", "/Constant_1", outputs: ["k"]),
      .node(
        "BiasGelu", "Gelu_AddBias_9", inputs: ["d", "k"], outputs: ["/layer1/layer1.1/act/Mul_1_output_0"]),
      .node("Shape", "tail", inputs: ["/layer1/layer1.1/act/Mul_1_output_0"], outputs: ["y"]),
    ]
    #expect(
      try paths(nodes, inputs: ["x", "w"]) == [
        "layer1/layer1.0/conv1", "layer1/layer1.0/conv1", "layer1/layer1.0", "layer1/layer1.0",
        "layer1/layer1.0/relu_1", "", "layer1/layer1.1/act", "layer1/layer1.1/act",
      ])
  }

  /// Three modules whose weights are named as they are; the nodes in between say nothing of themselves.
  private func fused(_ prefix: String) throws -> [String] {
    func metadata(_ scope: String) -> [(String, String)] {
      torch("['', 'b0', 'b0.\(scope)', 'op']", "['m.Net', 'm.Block', 't.Part', 'aten.op']")
    }
    let nodes = [
      Wire.node(
        "Conv", "n0", inputs: ["x", "\(prefix)b0.conv.weight"], outputs: ["a"], metadata: metadata("conv")),
      .node("FusedConv", "n1", inputs: ["a", "\(prefix)b0.conv2.weight"], outputs: ["b"]),
      .node(
        "Conv", "n2", inputs: ["b", "\(prefix)b0.act.weight"], outputs: ["c"], metadata: metadata("act")),
      .node("FusedGemm", "n3", inputs: ["c", "\(prefix)head.weight"], outputs: ["y"]),
    ]
    let weights = ["b0.conv", "b0.conv2", "b0.act", "head"].map { Wire.tensor("\(prefix)\($0).weight", [1]) }
    let graph = try read(Wire.model(.graph(nodes, inputs: ["x"], initializers: weights))).model.main
    return graph.nodes.map { graph.scopes[$0.scope].name }
  }

  @Test func fusedNodesGoWhereTheirWeightsAre() throws {
    #expect(try fused("") == ["b0.conv", "b0", "b0.act", ""])
  }

  @Test func weightsThatDisagreeAreNotBelieved() throws {
    #expect(try fused("wrapped.") == ["b0.conv", "b0", "b0.act", "b0.act"])
  }

  @Test func nodesBetweenBlocksOpenTheNext() throws {
    let nodes = [
      Wire.node("Conv", "/l/l.0/conv/Conv", inputs: ["x"], outputs: ["a"]),
      .node("Cast", "InsertedCast_1", inputs: ["a"], outputs: ["b"]),
      .node("Conv", "/l/l.0/act/Relu", inputs: ["b"], outputs: ["c"]),
      .node("Cast", "InsertedCast_2", inputs: ["c"], outputs: ["d"]),
      .node("Conv", "/l/l.1/conv/Conv", inputs: ["d"], outputs: ["e"]),
    ]
    #expect(try paths(nodes) == ["l/l.0/conv", "l/l.0", "l/l.0/act", "l/l.1", "l/l.1/conv"])
  }

  @Test func tensorFlowNames() throws {
    let nodes = [
      Wire.node("Transpose", "Transpose__12", inputs: ["x"], outputs: ["Transpose__12:0"]),
      .node(
        "Conv", "StatefulPartitionedCall/StatefulPartitionedCall/model/conv1/Conv2D",
        inputs: ["Transpose__12:0"],
        outputs: ["StatefulPartitionedCall/model/conv1/BiasAdd:0"]),
      .node(
        "Relu", "StatefulPartitionedCall/model/conv1/Relu",
        inputs: ["StatefulPartitionedCall/model/conv1/BiasAdd:0"], outputs: ["r:0"]),
      .node("Transpose", "Transpose__13", inputs: ["r:0"], outputs: ["model/conv2/pad:0"]),
    ]
    #expect(try paths(nodes) == ["model/conv1", "model/conv1", "model/conv1", "model/conv2"])
  }

  @Test func tensorFlowLiteNames() throws {
    let nodes = [
      Wire.node("Conv", "net/conv/Relu;net/conv/BiasAdd;net/conv/Conv2D", inputs: ["x"], outputs: ["a:0"]),
      .node("Add", "net/add/add", inputs: ["a:0"], outputs: ["b:0"]),
    ]
    #expect(try paths(nodes) == ["net/conv", "net/add"])
  }

  @Test func plainNames() throws {
    let nodes = [
      Wire.node("MatMul", "enc/a", inputs: ["x"], outputs: ["a"]),
      .node("MatMul", "mid", inputs: ["a"], outputs: ["b"]),
      .node("MatMul", "dec/part/b", inputs: ["b"], outputs: ["c"]),
      .node("Cast", "Cast_7", inputs: ["c"], outputs: ["d"]),
      .node("MatMul", "dec/part/c", inputs: ["d"], outputs: ["e"]),
    ]
    #expect(try paths(nodes) == ["enc", "", "dec/part", "dec/part", "dec/part"])
  }

  @Test func namesThatAreNoScopes() throws {
    let names = [
      "Conv_0", "Conv.1", "123", "   ", "http://example.org/a/b", "", "layer1.0.conv", "__proto__",
    ]
    let nodes = names.enumerated().map { Wire.node("Relu", $1, inputs: ["x"], outputs: ["y\($0)"]) }
    #expect(try paths(nodes).allSatisfy(\.isEmpty))
  }

  @Test func aLoneSlashIsNoConvention() throws {
    let nodes = (0..<100).map {
      Wire.node("Relu", $0 == 50 ? "input/output" : "relu\($0)", inputs: ["x\($0)"], outputs: ["x\($0 + 1)"])
    }
    #expect(try paths(nodes, inputs: ["x0"]).allSatisfy(\.isEmpty))
  }

  @Test func bodiesHaveTheirOwn() throws {
    let body = Wire.graph([.node("Neg", "/body/small/Neg", inputs: ["x"], outputs: ["n"])], outputs: ["n"])
    let model = try read(
      Wire.model(
        .graph(
          [.node("If", "/body/If", outputs: ["y"], attributes: [.body("then_branch", body)])], inputs: ["x"]))
    )
    .model
    #expect(model.graphs[0].scopes.map(\.name) == ["", "body"])
    #expect(model.graphs[1].scopes.map(\.name) == ["", "body", "small"])
  }

  @Test(
    arguments: [
      ("[]", []), ("['']", [""]), ("[ 'a' , \"b'c\" ,]", ["a", "b'c"]),
      ("['\\'', '\\\\', '\\x41\\u00e9']", ["'", "\\", "Aé"]),
      ("[None, 'a']", ["", "a"]), ("['a", nil), ("a", nil), ("['a'] + x", nil), ("['a' 'b']", nil), ("", nil),
      ("['\\ud800']", ["\u{FFFD}"]), ("[__import__('os')]", nil),
    ] as [(String, [String]?)])
  func pythonLists(text: String, expected: [String]?) {
    let found = Array(text.utf8).withUnsafeBufferPointer { pythonList($0) }
    #expect(found == expected)
  }
}
