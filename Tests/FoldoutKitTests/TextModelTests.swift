import Diagnostics
import FoldoutKit
import ModelGraph
import TestSupport
import Testing

/// Models that are written as text are the models that they were written from, in pictures and in weights.
@Suite struct TextModelTests {
  /// Texts that `onnx.printer` and protobuf's JSON wrote, and what `onnx.parser` and protobuf read from them.
  static let pairs = [
    ("text/cond.onnxtxt", "text/cond.onnx"), ("text/kinds.onnxtxt", "text/kinds.onnx"),
    ("text/names.onnxtxt", "text/names.onnx"), ("text/functions.onnxtxt", "text/functions.onnx"),
    ("text/kinds.json", "text/kinds.onnx"), ("text/all.json", "all_dtypes_all_attributes.onnx"),
  ]

  @Test(arguments: pairs) func isTheBinaryModel(text: String, binary: String) throws {
    let written = try Foldout.read(path: modelPath(text))
    let packed = try Foldout.read(path: modelPath(binary))
    #expect(written.model.header == packed.model.header)
    #expect(written.diagnostics == packed.diagnostics)
    for format in [OutputFormat.svg, .json] {
      #expect(
        try Foldout.draw(written.model, as: format).bytes == Foldout.draw(packed.model, as: format).bytes)
    }
  }

  @Test(arguments: pairs) func bytesAreReadAsFilesAre(text: String, binary: String) throws {
    let read = try modelBytes(text).withUnsafeBytes { bytes in try Foldout.read(bytes).model }
    let drawn = try Foldout.draw(read, as: .json).bytes
    #expect(try drawn == Foldout.draw(Foldout.read(path: modelPath(binary)).model, as: .json).bytes)
  }

  @Test(arguments: ["text/kinds.onnxtxt", "text/kinds.json"]) func weightsAreThoseOfTheBinaryModel(
    text: String
  ) throws {
    let written = try WeightFile(path: modelPath(text)).report()
    let packed = try WeightFile(path: modelPath("text/kinds.onnx")).report()
    #expect(written.tensors.count == packed.tensors.count)
    for (own, other) in zip(written.tensors, packed.tensors) {
      #expect(own.stored.tensor.name == other.stored.tensor.name)
      #expect(own.statistics?.quantiles == other.statistics?.quantiles)
    }
  }

  @Test func mutationsAreReadOrRefused() throws {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let marks = Array("<>{}[]()=:,\"\\@.?-#e0 n\n".utf8)
    var refused = 0
    for name in ["text/kinds.onnxtxt", "text/kinds.json", "text/functions.onnxtxt"] {
      let original = try modelBytes(name)
      for _ in 0..<300 {
        var bytes = original
        for _ in 0...draw(4) {
          let place = draw(bytes.count)
          switch draw(4) {
          case 0: bytes[place] = marks[draw(marks.count)]
          case 1: bytes.insert(marks[draw(marks.count)], at: place)
          case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + draw(30)))
          default:
            bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + draw(60))], at: draw(bytes.count))
          }
          if bytes.isEmpty { bytes = original }
        }
        do throws(FoldoutError) {
          let model = try read(bytes)
          _ = try Foldout.draw(model, as: .json)
        } catch {
          refused += 1
          #expect(error.kind == .malformed, "\(error)")
        }
      }
    }
    #expect(refused > 100)
  }

  private func read(_ bytes: [UInt8]) throws(FoldoutError) -> Model {
    var result: Result<Model, FoldoutError>?
    bytes.withUnsafeBytes { bytes in
      result = Result { () throws(FoldoutError) in try Foldout.read(bytes).model }
    }
    guard let result else { throw FoldoutError(.internal, "no-result", "nothing was read") }
    return try result.get()
  }

  @Test(arguments: [
    (["saved_model.pb"], "SavedModel", "--saved-model"),
    (["config.json", "model.safetensors"], "Hugging Face", "optimum-cli export onnx"),
    (["config.json", "pytorch_model.bin.index.json"], "Hugging Face", "optimum-cli export onnx"),
  ]) func foldersOfOtherFrameworksAreNamed(_ files: [String], _ name: String, _ advice: String) throws {
    let folder = try TestFolder()
    for file in files { try folder.put([], file) }
    let error = #expect(throws: FoldoutError.self) { try Foldout.read(path: folder.path("")) }
    #expect(error?.diagnostic.message.contains(name) == true)
    #expect(error?.diagnostic.hint?.contains(advice) == true)
  }

  @Test func otherFoldersAreFolders() throws {
    let folder = try TestFolder()
    try folder.put([], "config.json")
    let error = #expect(throws: FoldoutError.self) { try Foldout.read(path: folder.path("")) }
    #expect(error?.diagnostic.message.contains("directory") == true)
  }
}
