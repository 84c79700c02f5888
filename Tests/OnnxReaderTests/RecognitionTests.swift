import Diagnostics
import TestSupport
import Testing

@testable import OnnxReader

/// Files that are something else get an error that says what they look like.
@Suite struct RecognitionTests {
  static let foreign: [(String, [UInt8])] = [
    ("Git LFS", Array("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n".utf8)),
    ("zip", [0x50, 0x4B, 3, 4, 20, 0, 0, 0]),
    ("HDF5", [0x89] + Array("HDF\r\n".utf8) + [0x1A, 0x0A, 0, 0]),
    ("JSON", Array("{\"class_name\": \"Functional\"}".utf8)),
    ("HTML", Array("<!DOCTYPE html><html></html>".utf8)),
    ("text", Array("import torch\n".utf8)),
    ("pickle", [0x80, 2, 0x8A, 10]),
    ("gzip", [0x1F, 0x8B, 8, 0]),
    ("TensorFlow Lite", [0x1C, 0, 0, 0] + Array("TFL3".utf8)),
    ("safetensors", [0x40, 0, 0, 0, 0, 0, 0, 0] + Array("{\"w\":{}}".utf8)),
    ("torch.export", [0x50, 0x4B, 3, 4] + Array("model/archive_format".utf8)),
    ("TorchScript", [0x50, 0x4B, 3, 4] + Array("m/data.pkl m/constants.pkl".utf8)),
    ("torch.save", [0x50, 0x4B, 3, 4] + Array("weights/data.pkl".utf8)),
    ("SavedModel", savedModel([0x0A, 2, 0x22, 0])),
    ("GraphDef", graphDef),
    ("GGUF", Array("GGUF\u{3}\0\0\0".utf8)),
    ("protobuf's text", Array("ir_version: 8\n".utf8)),
    ("GraphProto", Wire.graph([.node("Relu", inputs: ["x"], outputs: ["y"])], inputs: ["x"]).bytes),
    ("TensorProto", Wire.tensor("weight", [2, 3]) { $0.bytes(9, [UInt8](repeating: 0, count: 24)) }.bytes),
  ]

  /// A version, and a MetaGraphDef with its MetaInfoDef.
  private static func savedModel(_ content: [UInt8]) -> [UInt8] {
    Wire.message { wire in
      wire.int(1, 1)
      wire.bytes(2, content)
    }.bytes
  }

  /// A node with a name, an operator, and an element type among its attributes.
  private static let graphDef = Wire.message { wire in
    wire.message(
      1,
      Wire.message { node in
        node.text(1, "x")
        node.text(2, "Placeholder")
        node.message(
          5,
          Wire.message { entry in
            entry.text(1, "dtype")
            entry.message(2, Wire.message { $0.int(6, 1) })
          })
      })
  }.bytes

  @Test(arguments: ForeignModel.allCases) func adviceIsOneLine(model: ForeignModel) {
    #expect(model.error.diagnostic.hint == model.advice)
    #expect(!model.advice.contains("\n"))
  }

  @Test(arguments: foreign.indices) func foreignFileIsNamed(index: Int) throws {
    let (name, bytes) = Self.foreign[index]
    let error = try #require(failure(bytes))
    #expect(error.kind == .malformed)
    #expect(error.diagnostic.code == "not-onnx")
    #expect(error.diagnostic.message.contains(name), "\(error.diagnostic.message)")
  }

  @Test func emptyFile() {
    #expect(failure([])?.diagnostic.code == "empty-file")
  }

  @Test func modelWithoutGraph() {
    #expect(failure(Wire.message { $0.int(1, 8) }.bytes)?.diagnostic.code == "no-graph")
  }

  @Test func producerThatLooksLikeASignatureIsNoReason() throws {
    let bytes = Wire.message { wire in
      wire.int(1, 8)
      wire.text(2, "TFL3 to ONNX, version https://git-lfs")
      wire.message(7, .graph([.node("Relu", inputs: ["x"], outputs: ["y"])], inputs: ["x"]))
    }.bytes
    #expect(try read(bytes).model.header.producerName.hasPrefix("TFL3"))
  }
}
