import Activity
import Diagnostics
import Ensembles
import InputFiles
import ModelGraph
import ModelRunning
import Recordings
import TensorReading
import Weights

/// An ONNX model that can be run.
public struct ModelRunner: Sendable {
  /// The model, with types.
  public let model: Model
  /// The problems met in reading it.
  public let diagnostics: [Diagnostic]
  private let file: InputFile
  private let path: String?

  /// Opens the model at a path, whose external data is looked for beside it; where there is none, standard input, which has no
  /// external data.
  ///
  /// - Throws: as ``Foldout/read(path:_:)``; ``FoldoutError`` of kind `usage` where it is none of ONNX.
  public init(path: String?, _ options: ReadOptions = ReadOptions()) throws(FoldoutError) {
    let file = if let path { try InputFile.model(path: path) } else { try InputFile.model(descriptor: 0) }
    let result = try Foldout.read(file, options)
    (model, diagnostics, self.file, self.path) = (result.model, result.diagnostics, file, path)
    guard model.header.format == "ONNX" else {
      throw FoldoutError(
        .usage, "not-onnx", "only ONNX models can be run",
        hint: "From Keras: model.export(\"model.onnx\", format=\"onnx\").")
    }
  }

  /// Trees and linear models of the file.
  var classicModels: ClassicModels {
    let files = TensorFiles(file, path: path)
    return ClassicModels(of: model) {
      $0.elements ?? files.numbers(of: $0, limit: 2 * EnsembleLimits.mostNodes)
    }
  }

  /// The inputs that the model has.
  public var inputs: [ModelInput] { ModelInput.all(of: model) }

  /// Runs the model once, in a process of its own with limits of memory and time.
  ///
  /// - Parameters:
  ///   - inputs: a tensor for each input.
  ///   - patterns: patterns of names of values to fetch; empty for all.
  ///   - options: limits, and where the library is.
  /// - Throws: as ``session(only:_:)`` and `ModelSession.run`.
  public func run(
    _ inputs: RunInputs, only patterns: [String] = [], _ options: RunOptions = RunOptions()
  ) throws(FoldoutError) -> ModelRun {
    try session(only: patterns, options).run(inputs)
  }

  /// Opens a session: a process with limits of memory and time that holds the model ready for many runs. It ends with the
  /// session.
  ///
  /// - Parameters:
  ///   - patterns: patterns of names of values that each run fetches; empty for all.
  ///   - options: limits, and where the library is. The seconds are for each run; the first loads the model.
  /// - Throws: ``FoldoutError`` of kind `usage` where a pattern names nothing, `malformed` where external data lies elsewhere or is
  ///   missing, `unavailable` where the library is missing.
  public func session(
    only patterns: [String] = [], _ options: RunOptions = RunOptions()
  ) throws(FoldoutError) -> ModelSession {
    var values = RunnableValues(of: model)
    let filter = NameFilter(patterns)
    let isKept = { patterns.isEmpty || filter.includes([$0]) }
    let inside = RunnableValues.names(inside: model)
    if !patterns.isEmpty {
      if let unmatched = filter.unmatched((values.inputs + values.outputs + inside).map { [$0] }) {
        throw FoldoutError(
          .usage, "no-value", "no value of the model is called \(quoted(unmatched))",
          hint: "`foldout summary MODEL --values` lists them; * stands for any text.")
      }
      values.keep(where: isKept)
      values.inner = 0
    }
    let source = RunSource(file, folder: try externalFolder(of: model, file, path: path), options)
    guard inside.contains(where: isKept) else { return try ModelSession(source, values) }
    return try ModelSession(source, values, inside: model, isKept)
  }
}

extension ModelActivity {
  /// Takes what came out of a run.
  public init(_ model: Model, _ run: ModelRun) { self.init(model, [("run", run.recording)]) }
}
