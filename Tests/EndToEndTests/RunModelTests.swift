import FoldoutKit
import ModelRunning
import Recordings
import TestSupport
import Testing

/// `foldout run` without a library: what is said.
@Suite struct RunWithoutLibraryTests {
  @Test func oneLineSaysWhatToInstall() throws {
    let bench = try Bench()
    let run = try bench.run(
      "run", modelPath("run/steps.onnx"), "random", "-o", "x.npz", "--runtime", "/no/such/library.so")
    #expect(run.code == 69 && run.errors.contains("[no-runtime]") && run.errors.contains("pip download"))
    #expect(bench.files().isEmpty)
    let usage = try bench.run("run", modelPath("run/steps.onnx"), "random", "--rows", "3:1")
    #expect(usage.code == 64)
    let keras = try bench.run("run", modelPath("weights/digits_keras_cnn.keras"), "random")
    #expect(keras.code == 64 && keras.errors.contains("[not-onnx]"))
  }
}

/// `foldout run`, where there is a library.
@Suite(
  .enabled(if: (try? RuntimeSearch(named: nil))?.found != nil, "ONNX Runtime is not installed"), .serialized)
struct RunModelTests {
  /// Of all values, what NumPy says of them: `Tests/Oracles/run_models.py`.
  @Test func valuesAreNumPys() throws {
    let bench = try Bench()
    let run = try bench.run("run", modelPath("run/steps.onnx"), modelPath("run/inputs.npz"), "-o", "run.npz")
    #expect(run.code == 0 && run.errors.contains("[array-unused]"))
    let expected = try Recording.read(modelPath("run/steps.npz"))
    let found = try Recording.read(bench.path("run.npz"))
    #expect(found.arrays.map(\.name) == expected.arrays.map(\.name))
    for (array, other) in zip(found.arrays, expected.arrays) {
      #expect(array.dataType == other.dataType && array.dims == other.dims, "\(array.name)")
      #expect(try bytes(array) == bytes(other), "\(array.name)")
    }
    let again = try bench.run("run", modelPath("run/steps.onnx"), modelPath("run/inputs.npz"), "-f", "npz")
    #expect(again.output == bench.bytes("run.npz"))
  }

  private func bytes(_ array: RecordedArray) throws -> [UInt8] {
    let elements = try array.open()
    var bytes = [UInt8](repeating: 0, count: array.byteCount)
    try bytes.withUnsafeMutableBytes { try elements.read(at: 0, into: $0) }
    return bytes
  }

  @Test func someValuesAndPictures() throws {
    let bench = try Bench()
    let model = modelPath("run/steps.onnx")
    #expect(
      try bench.run("run", model, "random", "--only", "/a/*", "--dim", "batch=2", "-o", "a.npz").code == 0)
    #expect(
      try Recording.read(bench.path("a.npz")).arrays.map(\.name) == ["/a/product", "/a/shift", "/a/sum"])
    let text = try bench.run("run", model, "random")
    #expect(String(decoding: text.output, as: UTF8.self).hasPrefix("output \"y\": float32 1×3\n"))
    #expect(try bench.run("run", model, "random", "-o", "a.svg").code == 0)
    #expect(try bench.run("run", model, "random", "--only", "nope").code == 64)
    #expect(bench.files() == ["a.npz", "a.svg"])
  }

  @Test func hostileModelsEnd() throws {
    let bench = try Bench()
    try bench.put([1, 2, 3], "old.npz")
    let huge = try bench.run("run", modelPath("run/huge.onnx"), "random", "-o", "old.npz")
    #expect(huge.code == 69 && huge.errors.contains("[run-memory]"))
    let endless = try bench.run(
      "run", modelPath("run/endless.onnx"), "random", "-o", "old.npz", "--timeout", "2s")
    #expect(endless.code == 69 && endless.errors.contains("[timeout]"))
    #expect(bench.bytes("old.npz") == [1, 2, 3] && bench.files() == ["old.npz"])
  }
}
