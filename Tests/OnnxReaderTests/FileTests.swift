import Foundation
import InputFiles
import ModelGraph
import TestSupport
import Testing

@testable import OnnxReader

/// Mapped files give what their bytes give, whatever is let go of meanwhile.
@Suite struct FileTests {
  @Test func largeMappedFile() throws {
    let weights = [UInt8](repeating: 1, count: 5 << 20)
    let tensors = (0..<4).map { index in
      Wire.tensor("w\(index)", [5 << 18]) { $0.bytes(9, weights) }
    }
    let node = Wire.node("Sum", "last", inputs: ["w0", "w1", "w2", "w3"], outputs: ["y"])
    let bytes = Wire.model(.graph([node], outputs: ["y"], initializers: tensors))
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("foldout-\(UUID()).onnx")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let file = try InputFile(path: url.path)
    let result = try OnnxFile.read(file)
    #expect(try result == read(bytes))
    #expect(result.diagnostics.isEmpty)
    // Pages that were let go of are there again when asked for.
    #expect(file.withBytes { $0.elementsEqual(bytes) })
  }

  @Test func brokenLargeFileIsStillLookedAt() throws {
    let tensor = Wire.tensor("w", [5 << 18]) { $0.bytes(9, [UInt8](repeating: 1, count: 5 << 20)) }
    let bytes = Wire.model(.graph([], initializers: [tensor, tensor])).dropLast(100)
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("foldout-\(UUID()).onnx")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let file = try InputFile(path: url.path)
    let expected = try #require(failure(Array(bytes)))
    #expect(expected.diagnostic.code == "truncated")
    #expect(throws: expected) { try OnnxFile.read(file) }
  }
}
