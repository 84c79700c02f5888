import FoldoutKit
import ImageInput
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

  /// A digit as a PNG, and the scores that ONNX Runtime's Python gives for its levels by 255.
  @Test(.enabled(if: DecodedImage.libraryVersion != nil, "gdk-pixbuf is not installed"))
  func aPictureIsAnInput() throws {
    let bench = try Bench()
    let model = modelPath("weights/digits_cnn-ts.onnx")
    let picture = fixturePath("images/digit_row3.png")
    #expect(try bench.run("run", model, picture, "--only", "logits", "-o", "a.npz").code == 0)
    let logits = try #require(try Recording.read(bench.path("a.npz")).array("logits"))
    let found = try bytes(logits).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let expected: [Float] = [
      -5.80555201, -3.3249104, -17.372551, -4.06348085, -7.8704567, 3.60321784, -11.7245913, -6.50242329,
      -3.55846024, 9.77151108,
    ]
    #expect(found.count == 10 && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-4 })
    let levels = try bench.run("run", model, picture, "--image", "0..255", "--only", "logits", "-f", "npz")
    #expect(levels.code == 0 && levels.output != bench.bytes("a.npz"))
    #expect(try bench.run("run", model, picture, "--image", "-1..1", "--only", "logits").code == 0)
    #expect(try bench.run("run", model, picture, "--image", "nope").code == 64)
    let colours = try bench.run("run", model, picture, "--image", "imagenet")
    #expect(colours.code == 64 && colours.errors.contains("[wrong-scale]"))
    try bench.put([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], "cut.png")
    let cut = try bench.run("run", model, "cut.png")
    #expect(cut.code == 65 && cut.errors.contains("[cut-image]") && cut.errors.contains("cut.png"))
  }

  /// Ids of tokens, their names in a page, and sizes by name for what is random.
  @Test func tokensAndSizes() throws {
    let bench = try Bench()
    let model = modelPath("run/words.onnx")
    try bench.put(Array("[0, 5, 9, 11, 9, 10, 13, 11, 7, 10, 10]".utf8), "ids.json")
    try bench.put(Array("[0, 5, 99, 11, 9, 10, 13, 11, 7, 10, 10]".utf8), "bad.json")
    func page(_ name: String) -> String { String(decoding: bench.bytes(name) ?? [], as: UTF8.self) }
    let vocabulary = (0..<15).map { "\"word\($0)\": \($0)" }.joined(separator: ", ")
    try bench.put(Array("{\(vocabulary)}".utf8), "vocab.json")
    let run = try bench.run("run", model, "ids.json", "--tokens", "vocab.json", "-o", "a.html")
    #expect(run.errors.contains("[tokens-filled]") && run.errors.contains("attention_mask"))
    #expect(run.code == 0 && page("a.html").contains("word13") && !page("a.html").contains("word14"))
    let bad = try bench.run("run", model, "bad.json")
    #expect(bad.code == 64 && bad.errors.contains("[no-token]"))
    #expect(try bench.run("run", model, "ids.json", "-o", "a.npz").code == 0)
    let again = try bench.run("activity", model, "a.npz", "--tokens", "vocab.json", "-o", "b.html")
    #expect(again.code == 0 && page("b.html").contains("word13"))
    let steps = modelPath("run/steps.onnx")
    #expect(try bench.run("run", steps, "random", "--dim", "batch=3", "-o", "c.npz").code == 0)
    #expect(try Recording.read(bench.path("c.npz")).arrays.allSatisfy { $0.dims.first == 3 })
    let other = try bench.run("run", steps, modelPath("run/inputs.npz"), "--dim", "batch=3")
    #expect(other.code == 64 && other.errors.contains("[wrong-shape]"))
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

/// `foldout run --each`: one session, a file for each input.
@Suite(
  .enabled(if: (try? RuntimeSearch(named: nil))?.found != nil, "ONNX Runtime is not installed"), .serialized)
struct RunEachTests {
  @Test func aFolderOfInputs() throws {
    let bench = try Bench()
    let model = modelPath("run/calls.onnx")
    for number in 0..<3 {
      try bench.put(modelBytes("run/calls_\(number).npz"), "samples/s\(number).npz")
    }
    try bench.put([1, 2, 3], "samples/broken.npz")
    try bench.put([1, 2, 3], "samples/labels.txt")
    let run = try bench.run("run", model, "--each", "samples", "--each", "samples/s1.npz", "-o", "runs")
    // One that can't be read is told of, and the others run.
    #expect(run.code == 65 && run.errors.contains("broken.npz"))
    #expect(
      bench.bytes("runs/s1-2.npz") == bench.bytes("runs/s1.npz") && bench.bytes("runs/labels.npz") == nil)
    for number in 0..<3 {
      let alone = try bench.run("run", model, "samples/s\(number).npz", "-f", "npz")
      #expect(alone.output == bench.bytes("runs/s\(number).npz"))
    }
    // Of each kind of warning the first is said.
    #expect(run.errors.split(separator: "[array-unused]").count == 2, "\(run.errors)")
    let empty = try bench.run("run", model, "--each", "samples/labels.txt/none", "-o", "none")
    #expect(empty.code == 66)
  }

  @Test func whatEndsTheSessionEndsTheWork() throws {
    let bench = try Bench()
    let run = try bench.run(
      "run", modelPath("run/huge.onnx"), "--each", "x=random", "--each", "x=random", "-o", "runs", "-f", "svg"
    )
    #expect(run.code == 69 && run.errors.contains("[run-memory]") && run.errors.contains("1 more"))
    #expect(bench.files().isEmpty)
  }
}
