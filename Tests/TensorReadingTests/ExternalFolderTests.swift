import FoldoutKit
import Glibc
import ModelGraph
import TestSupport
import Testing

@testable import TensorReading

/// Data beside a model is read from the model's folder, and from nowhere else.
@Suite struct ExternalFolderTests {
  private let folder: TestFolder
  private static let data: [UInt8] = [0, 0, 128, 63, 0, 0, 0, 64]

  init() throws { folder = try TestFolder() }

  /// Writes a model whose only tensor is two numbers in a file; says why it can't be read, or nil.
  private func failure(
    _ location: String, offset: String? = nil, length: String? = nil, model: String = "in/m.onnx",
    opened: String? = nil
  ) throws -> String? {
    let bytes = Wire.model(
      .graph([], initializers: [.external("w", [2], location, offset: offset, length: length)]))
    try folder.put(bytes, model)
    let (tensors, files) = try stored(at: folder.path(opened ?? model))
    let tensor = try #require(tensors["w"])
    let failure = files.failure(tensor)
    if failure == nil { #expect(try files.bytes(tensor) == Self.data) }
    return failure
  }

  @Test func beside() throws {
    try folder.put(Self.data, "in/w.bin")
    try folder.put(Self.data, "in/sub/w.bin")
    #expect(try failure("w.bin") == nil)
    #expect(try failure("./w.bin") == nil && failure("sub/w.bin") == nil && failure("sub//./w.bin") == nil)
  }

  @Test func elsewhere() throws {
    try folder.put(Self.data, "out/w.bin")
    try folder.put(Self.data, "in/sub/w.bin")
    for path in [
      "../out/w.bin", "sub/../../out/w.bin", "sub/../sub/w.bin", folder.path("out/w.bin"), "/etc/passwd",
      "..",
    ] {
      #expect(try failure(path) == "external-path", "\(path)")
    }
    // A slash with a mark above is a slash to the system and none to readers of letters.
    #expect(try failure("../\u{301}out/w.bin") != nil)
  }

  @Test func links() throws {
    try folder.put(Self.data, "out/w.bin")
    try folder.put(Self.data, "in/real.bin")
    try folder.link("in/away.bin", to: "../out/w.bin")
    try folder.link("in/far.bin", to: folder.path("out/w.bin"))
    try folder.link("in/gate", to: "../out")
    try folder.link("in/near.bin", to: "real.bin")
    try folder.link("in/loop.bin", to: "loop.bin")
    try folder.link("in/void.bin", to: "nothing")
    // A folder whose name begins like the model's is another one.
    try folder.put(Self.data, "inside/w.bin")
    try folder.link("in/name.bin", to: "../inside/w.bin")
    for path in ["away.bin", "far.bin", "gate/w.bin", "name.bin"] {
      #expect(try failure(path) == "external-path", "\(path)")
    }
    #expect(try failure("near.bin") == nil)
    #expect(try failure("loop.bin") == "external-missing" && failure("void.bin") == "external-missing")
  }

  /// Caches of downloads hold links to files in one other folder.
  @Test func modelsThatAreLinks() throws {
    try folder.put(Self.data, "store/w.bin")
    try folder.put(Self.data, "out/w.bin")
    _ = try failure("w.bin", model: "store/m.onnx")
    try folder.put([], "links/.keep")
    try folder.link("links/m.onnx", to: "../store/m.onnx")
    func linked(_ path: String) throws -> String? {
      try failure(path, model: "store/m.onnx", opened: "links/m.onnx")
    }
    // The data lies beside the file that the link leads to.
    #expect(try linked("w.bin") == nil)
    #expect(try linked("missing.bin") == "external-missing")
    // It is a link, too.
    try folder.link("links/data.bin", to: "../store/w.bin")
    #expect(try linked("data.bin") == nil)
    try folder.link("links/away.bin", to: "../out/w.bin")
    try folder.link("store/away2.bin", to: "../out/w.bin")
    #expect(try linked("away.bin") == "external-path" && linked("away2.bin") == "external-path")
  }

  @Test func filesThatAreNone() throws {
    try folder.put(Self.data, "in/sub/w.bin")
    #expect(mkfifo(folder.path("in/pipe"), 0o600) == 0)
    #expect(try failure("pipe") == "external-missing")
    #expect(try failure("sub") == "external-missing" && failure(".") == "external-missing")
    #expect(try failure("missing.bin") == "external-missing" && failure("sub/w.bin/x") == "external-missing")
    #expect(try failure(String(repeating: "n", count: 5000)) == "external-missing")
  }

  @Test func placesInTheFile() throws {
    try folder.put([9, 9, 9] + Self.data, "in/w.bin")
    #expect(try failure("w.bin", offset: "3") == nil && failure("w.bin", offset: "3", length: "8") == nil)
    #expect(try failure("w.bin", offset: "4") == "external-cut")
    #expect(try failure("w.bin", offset: "12") == "external-cut")
    #expect(try failure("w.bin", offset: "9223372036854775807") == "external-cut")
    #expect(try failure("w.bin", offset: "3", length: "7") == "data-length")
    #expect(try failure("w.bin", offset: "3", length: "9223372036854775807") == "data-length")
  }

  /// A file that is cut while it is open: the rest is missing.
  @Test func filesThatAreCutMeanwhile() throws {
    try folder.put(Self.data, "in/w.bin")
    _ = try failure("w.bin")
    let (tensors, files) = try stored(at: folder.path("in/m.onnx"))
    let bytes = try files.open(try #require(tensors["w"]))
    #expect(bytes.isRandomAccess)
    #expect(truncate(folder.path("in/w.bin"), 5) == 0)
    #expect(throws: UnreadTensor("data-cut", "its data ends early or is damaged")) {
      try bytes.all(step: .max)
    }
  }

  /// The same for the model itself.
  @Test func modelsThatAreCutMeanwhile() throws {
    let path = folder.path("m.onnx")
    try folder.put(
      Wire.model(.graph([], initializers: [.floats("w", [20_000], [Float](repeating: 1, count: 20_000))])),
      "m.onnx")
    let (tensors, files) = try stored(at: path)
    let tensor = try #require(tensors["w"])
    #expect(files.failure(tensor) == nil)
    #expect(truncate(path, 5000) == 0)
    #expect(files.failure(tensor) == "data-cut")
  }

  /// A stream has nothing beside it.
  @Test func streams() throws {
    try folder.put(Self.data, "in/w.bin")
    _ = try failure("w.bin")
    let descriptor = open(folder.path("in/m.onnx"), O_RDONLY)
    defer { close(descriptor) }
    let report = try WeightFile(descriptor: descriptor).report()
    #expect(report.tensors.map { $0.unread?.code } == ["external-stream"])
  }
}
