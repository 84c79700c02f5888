import Diagnostics
import InputFiles
import KerasReader
import ModelGraph
import OnnxReader
import ShapeInference

/// One format of model files: how its files are recognised, and who reads them.
///
/// All that later steps have to know about a format, its reader says in ``ModelTraits`` and ``NodeFacts``. A new
/// one is a target that reads it, and a line in ``all``.
struct ModelFormat: Sendable {
  /// A model's bytes, and the file that they are mapped from if there is one: pages of it can be let go.
  struct Input {
    var bytes: UnsafeRawBufferPointer
    var file: InputFile?
    /// Whether a library that may crash or hang may run in a child process.
    var allowsChildProcess = true
  }

  /// Whether bytes are of this format, by content. Cost: constant, or that of a look into an archive's directory.
  var recognises: @Sendable (UnsafeRawBufferPointer) -> Bool
  /// Turns bytes into a model.
  var read: @Sendable (Input) throws(FoldoutError) -> ReadResult
  /// Where shape inference looks up elements of stored tensors; nil where the reader has worked all types out.
  var tensors: (@Sendable (UnsafeRawBufferPointer) -> any TensorSource)?

  /// All formats in the order in which they are asked. ONNX files have no mark to know them by and come last; its
  /// reader says what a foreign file is.
  static let all = [
    ModelFormat(recognises: KerasFile.recognises) { input throws(FoldoutError) in
      try KerasFile.read(bytes: input.bytes, allowsChildProcess: input.allowsChildProcess) {
        input.file?.release(before: input.bytes.count)
      }
    },
    ModelFormat(recognises: { _ in true }, read: readOnnx, tensors: { StoredTensors($0) }),
  ]

  @Sendable private static func readOnnx(_ input: Input) throws(FoldoutError) -> ReadResult {
    if let file = input.file { return try OnnxFile.read(file) }
    return try OnnxFile.read(bytes: input.bytes)
  }
}

extension Foldout {
  /// Reads bytes by the first format that recognises them, and fills in types and shapes.
  static func read(
    _ input: ModelFormat.Input, _ options: ReadOptions, by formats: [ModelFormat] = ModelFormat.all
  ) throws(FoldoutError) -> ReadResult {
    guard let format = formats.first(where: { $0.recognises(input.bytes) }) else {
      throw FoldoutError(.malformed, "unknown-format", "this is no model file of a format that is known")
    }
    var result = try format.read(input)
    if options.checksDims { try checkNames(options.dims, in: result.model) }
    result.model = bind(result.model, options.dims)
    guard let tensors = format.tensors?(input.bytes) else { return result }
    let typed = infer(result.model, tensors: tensors)
    return ReadResult(model: typed.model, diagnostics: result.diagnostics + typed.diagnostics)
  }
}
