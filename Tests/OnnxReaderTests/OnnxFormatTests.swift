import ModelGraph
import TestSupport
import Testing

@testable import OnnxReader

/// The parts of the format that few files use.
@Suite struct OnnxFormatTests {
  private func attribute(_ name: String, _ type: Int64, _ fill: (inout Wire) -> Void) -> Wire {
    .message { wire in
      wire.text(1, name)
      fill(&wire)
      if type > 0 { wire.int(20, type) }
    }
  }

  @Test func constantsOfEveryKind() throws {
    let attributes = [
      attribute("value", 4) { $0.message(5, .tensor("", [2, 2])) },
      attribute("sparse_value", 11) { wire in
        wire.message(
          22,
          .message { sparse in
            sparse.message(1, .tensor("", [3]))
            sparse.int(3, 10)
            sparse.int(3, 20)
          })
      },
      attribute("value_float", 1) { $0.float(2, 1.5) }, attribute("value_int", 2) { $0.int(3, -7) },
      attribute("value_string", 3) { $0.text(4, "s") },
      attribute("value_floats", 6) { wire in for number in 0..<3 { wire.float(7, Float(number)) } },
      attribute("value_ints", 7) { $0.bytes(8, [1, 2, 3, 4]) },
      attribute("value_strings", 8) { $0.text(9, "a") },
    ]
    let nodes = attributes.enumerated().map { Wire.node("Constant", outputs: ["c\($0)"], attributes: [$1]) }
    let values = try read(Wire.model(.graph(nodes))).model.main.values
    #expect(
      values.map { $0.constant?.dataType } == [
        .float32, .float32, .float32, .int64, .string, .float32, .int64, .string,
      ])
    #expect(values.map { $0.constant?.dims } == [[2, 2], [10, 20], [], [], [], [3], [4], [1]])
    #expect(values.map { $0.constant?.sparseCount } == [nil, 3, nil, nil, nil, nil, nil, nil])
    #expect(values[1].type == .sparseTensor(.float32, Shape([10, 20] as [Int64])))
  }

  @Test func attributesWithoutAType() throws {
    let node = Wire.node(
      "A", outputs: ["y"],
      attributes: [
        attribute("i", 0) { $0.int(3, 5) }, attribute("ints", 0) { $0.bytes(8, [1, 2]) },
        attribute("s", 0) { $0.text(4, "t") }, attribute("odd", 99) { $0.int(3, 1) },
      ])
    let result = try read(Wire.model(.graph([node])))
    #expect(
      result.model.main.nodes[0].attributes.map(\.value) == [.int(5), .ints([1, 2]), .string("t"), .unknown])
    #expect(result.diagnostics.map(\.code) == ["unknown-attribute"])
  }

  @Test func functionsWithOverloadsDefaultsAndBodies() throws {
    let branch = Wire.graph([.node("Neg", inputs: ["a"], outputs: ["n"])], outputs: ["n"])
    func function(_ overload: String) -> Wire {
      .message { wire in
        wire.text(1, "F")
        wire.text(4, "a")
        wire.text(5, "b")
        wire.text(6, "alpha")
        wire.message(
          7,
          .node(
            "If", outputs: ["b"],
            attributes: [
              .body("then_branch", branch),
              .message {
                $0.text(1, "p"); $0.text(21, "alpha"); $0.int(20, 1)
              },
            ]))
        wire.message(
          9,
          .message {
            $0.text(1, "ai.onnx"); $0.int(2, 21)
          })
        wire.text(10, "d")
        wire.message(11, attribute("beta", 2) { $0.int(3, 4) })
        wire.message(12, .value("a", 7))
        wire.text(13, overload)
      }
    }
    let model = try read(
      Wire.model(.graph([.node("F", inputs: ["x"], outputs: ["y"], domain: "d")], inputs: ["x"])) { wire in
        wire.message(25, function(""))
        wire.message(25, function("second"))
      }
    ).model
    #expect(model.functions.map(\.id.description) == ["d::F", "d::F:second"])
    #expect(model.functions[0].opsets == [OpsetImport(domain: "", version: 21)])
    #expect(model.functions[0].attributeNames == ["alpha"])
    #expect(model.functions[0].defaults == [Attribute("beta", .int(4))])
    let body = model.graphs[model.functions[1].graph]
    #expect(body.nodes[0].attribute("p") == .reference("alpha"))
    #expect(body.values[0].type == .tensor(.int64, nil))
    #expect(body.owner == nil)
    let inner = model.graphs[body.nodes[0].bodies[0].graph]
    #expect(inner.captures == [Graph.Capture(inner: 1, outer: body.inputs[0])])
  }

  @Test func trainingInfoReadsTheMainInitializers() throws {
    let step = Wire.graph([.node("Sub", inputs: ["w", "gone"], outputs: ["w2"])], outputs: ["w2"])
    let main = Wire.graph([.node("A", inputs: ["w"], outputs: ["y"])], initializers: [.tensor("w", [3])])
    let result = try read(Wire.model(main) { $0.message(20, .message { $0.message(2, step) }) })
    let algorithm = try #require(result.model.training.first?.algorithm)
    #expect(result.model.training.first?.initialization == nil)
    #expect(result.model.graphs[algorithm].values.first { $0.name == "w" }?.constant?.dims == [3])
    #expect(
      result.diagnostics.map(\.message) == [
        "node 0 (Sub): input 1 \"gone\" has no producer, in training graph \"algorithm\""
      ])
  }

  @Test func typesOfEveryKind() throws {
    let tensor = Wire.message { $0.message(1, .message { $0.int(1, 7) }) }
    let types = [
      tensor, .message { $0.message(4, .message { $0.message(1, tensor) }) },
      .message { $0.message(9, .message { $0.message(1, tensor) }) },
      .message {
        $0.message(
          5,
          .message {
            $0.int(1, 8); $0.message(2, tensor)
          })
      },
      .message {
        $0.message(
          7,
          .message {
            $0.text(1, "d"); $0.text(2, "n")
          })
      },
      .message { wire in
        wire.message(
          8,
          .message { sparse in
            sparse.int(1, 1)
            sparse.message(
              2,
              .message { shape in
                shape.message(1, .message { $0.int(1, 4) })
                shape.message(1, .message { $0.text(2, "batch") })
                shape.message(1, Wire())
              })
          })
      }, Wire(),
    ]
    let graph = Wire.message { wire in
      for (index, type) in types.enumerated() {
        wire.message(
          11,
          .message {
            $0.text(1, "x\(index)"); $0.message(2, type)
          })
      }
    }
    let plain = ValueType.tensor(.int64, nil)
    #expect(
      try read(Wire.model(graph)).model.main.values.map(\.type) == [
        plain, .sequence(plain), .optional(plain), .map(key: .string, plain), .opaque(domain: "d", name: "n"),
        .sparseTensor(.float32, Shape([.known(4), .symbol("batch"), .unknown])), .unknown,
      ])
  }

  @Test func headerAndDefaultDomain() throws {
    let bytes = Wire.message { wire in
      wire.int(1, 13)
      wire.text(2, "tool")
      wire.int(5, -3)
      wire.message(
        8,
        .message {
          $0.text(1, "ai.onnx"); $0.int(2, 25)
        })
      wire.message(14, .entry("key", "value"))
      wire.message(26, .message { $0.text(1, "two devices") })
      wire.message(
        7, .graph([.node("Relu", inputs: ["x"], outputs: ["y"], domain: "ai.onnx")], inputs: ["x"]))
    }.bytes
    let result = try read(bytes)
    #expect(result.model.header.formatVersion == 13)
    #expect(result.model.header.producerName == "tool")
    #expect(result.model.header.modelVersion == -3)
    #expect(result.model.header.opsets == [OpsetImport(domain: "", version: 25)])
    #expect(result.model.header.metadata == [MetadataEntry(key: "key", value: "value")])
    #expect(result.model.main.nodes[0].op == OperatorID(type: "Relu"))
    #expect(result.diagnostics.isEmpty)
  }
}
