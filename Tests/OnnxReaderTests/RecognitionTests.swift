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
    ("GraphProto", Wire.graph([.node("Relu", inputs: ["x"], outputs: ["y"])], inputs: ["x"]).bytes),
    ("TensorProto", Wire.tensor("weight", [2, 3]) { $0.bytes(9, [UInt8](repeating: 0, count: 24)) }.bytes),
  ]

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
