import Diagnostics
import ModelGraph
import PictureFaults
import PipelineSupport
import TestSupport
import Testing

@testable import FoldoutKit

/// A format of three lines of text goes from bytes to a picture by a line in the table of formats.
@Suite struct ToyFormatTests {
  /// `toy`, then a line for each layer of a chain: its class, its name, the parameters stored for it, and `frozen`.
  private static let toy = ModelFormat(recognises: { $0.starts(with: "toy\n".utf8) }) { input in
    var model = Model()
    model.header.format = "Toy"
    model.traits.allTensorsAreParameters = true
    model.traits.nodesAreLayers = true
    model.main.values = [Value(name: "in", producer: .input)]
    model.main.inputs = [0]
    for line in String(decoding: input.bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
      let words = line.split(separator: " ").map(String.init)
      let layer = model.main.nodes.count
      let before = model.main.values.count - 1
      let weight = TensorRef(dataType: .int32, dims: [Int64(words[2]) ?? 0])
      model.main.values.append(Value(name: "w", producer: .initializer, constant: weight))
      model.main.values.append(Value(name: words[1], producer: .node(layer, slot: 0)))
      var node = Node(
        op: OperatorID(domain: "toy", type: words[0]), name: words[1], inputs: [before, before + 1],
        outputs: [before + 2])
      node.facts.isFrozen = words.last == "frozen"
      model.main.nodes.append(node)
    }
    model.main.outputs = [model.main.values.count - 1]
    return ReadResult(model: model, diagnostics: [])
  }

  private func read(_ bytes: [UInt8]) throws -> Model {
    try bytes.withUnsafeBytes { bytes throws(FoldoutError) in
      try Foldout.read(ModelFormat.Input(bytes: bytes), ReadOptions(), by: [Self.toy] + ModelFormat.all).model
    }
  }

  @Test func toyIsDrawnAsLayers() throws {
    let model = try read(Array("toy\nBlend first 30 frozen\nMix second 12\n".utf8))
    #expect(verify(model).isEmpty)
    let svg = try draw(model)
    _ = try parseXML(svg)
    for text in ["Blend", "first · 30 · frozen", "Mix", "second · 12", "42 parameters"] {
      #expect(String(svg).contains(text), "\(text)")
    }
  }

  @Test func othersAreReadAsBefore() throws {
    #expect(try read(modelBytes("k3_bilstm.json")).header.format == "Keras")
    #expect(try read(modelBytes("resnet50-ts.onnx")).header.format == "ONNX")
    #expect(throws: FoldoutError.self) { try read(Array("to".utf8)) }
  }
}
