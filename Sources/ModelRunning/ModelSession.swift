import CallInlining
import Diagnostics
import InputFiles
import ModelGraph
import RuntimeShim

/// A model's file with all that running it needs.
public struct RunSource {
  /// The model's file.
  public var file: InputFile
  /// Where its external data is; nil for none.
  public var folder: String?
  /// Limits, and where the library is. The seconds are for each run; the first loads the model.
  public var options: RunOptions

  /// Puts them together.
  public init(_ file: InputFile, folder: String?, _ options: RunOptions = RunOptions()) {
    (self.file, self.folder, self.options) = (file, folder, options)
  }
}

/// A model that is held ready to run, in a process of its own that ends with this object.
///
/// Values inside of local functions and of the branch of an `If` that is taken are had by writing those out in the main graph, in
/// memory (``CallInlining/InlinedGraph``). Which branch is taken, a run before tells; each choice of branches has a process.
public final class ModelSession {
  private let source: RunSource
  /// What there is without writing anything out.
  private let plainValues: RunnableValues
  private var plain: ModelProcess?
  private let written: WrittenModel?
  /// Why nothing is written out after all.
  private var refusal: Diagnostic?

  /// Starts a process that fetches values of the main graph alone. What it meets while it loads the library and the model, the first
  /// run says.
  ///
  /// - Parameters:
  ///   - source: the file, and limits.
  ///   - values: what each run fetches.
  /// - Throws: ``FoldoutError`` of kind `unavailable` where a named library is missing, or no process can be started.
  public init(_ source: RunSource, _ values: RunnableValues) throws(FoldoutError) {
    (self.source, plainValues, written) = (source, values, nil)
    plain = try ModelProcess(source, values, ModelChanges())
  }

  /// Starts a process that fetches values inside of functions and branches, too.
  ///
  /// - Parameters:
  ///   - source: the file, and limits.
  ///   - values: what each run fetches of the main graph.
  ///   - model: the model that the file holds.
  ///   - isKept: says of a name whether the value is fetched.
  /// - Throws: as ``init(_:_:)``.
  public init(
    _ source: RunSource, _ values: RunnableValues, inside model: Model, _ isKept: @escaping (String) -> Bool
  ) throws(FoldoutError) {
    (self.source, plainValues) = (source, values)
    let written = WrittenModel(source, model, isKept)
    self.written = written
    do throws(NotWritten) {
      try written.start()
    } catch {
      refusal = try error.refusal()
    }
  }

  /// The process that a test may look at.
  var process: foldout_session? { (plain ?? written?.processes.first)?.process }

  /// Whether it is over: every later run throws what the last one threw.
  public var hasEnded: Bool { plain?.hasFailed ?? written?.processes.contains { $0.hasFailed } ?? false }

  /// Runs the model once.
  ///
  /// - Parameter inputs: a tensor for each input.
  /// - Throws: ``FoldoutError`` of kind `unavailable` where the library is missing or refuses the model, or the run fails,
  ///   crashes or exceeds a limit; of kind `usage` where an input does not fit. After a crash or a limit, every later run throws
  ///   the same.
  public func run(_ inputs: RunInputs) throws(FoldoutError) -> ModelRun {
    var run = try runAny(inputs)
    run.diagnostics = inputs.diagnostics + run.diagnostics
    return run
  }

  private func runAny(_ inputs: RunInputs) throws(FoldoutError) -> ModelRun {
    var doubt: NotWritten?
    if let written, refusal == nil {
      do throws(NotWritten) {
        return try written.run(inputs)
      } catch {
        doubt = error
        refusal = try error.refusal()
      }
    }
    if plain == nil { plain = try ModelProcess(source, plainValues, ModelChanges()) }
    guard let process = plain else { return ModelRun() }
    do throws(FoldoutError) {
      var run = try process.run(inputs, seconds: source.options.seconds)
      if let refusal { run.diagnostics.append(refusal) }
      return run
    } catch {
      // What fails either way is no reason to leave other inputs without values inside.
      if case .failed = doubt { (refusal, plain) = (nil, nil) }
      throw error
    }
  }
}

/// Why a model can't be run with its calls written out.
enum NotWritten: Error {
  /// It can't be written, or the library refuses what is written.
  case refused(String)
  /// Another error, which has nothing to do with that.
  case failed(FoldoutError)

  /// Whether it may be so because of values of all rounds of loops.
  var mayBeOfRounds: Bool {
    switch self {
    case .refused: true
    case .failed(let error): ["run-failed", "run-memory", "run-too-large"].contains(error.diagnostic.code)
    }
  }

  /// What is said where the model runs as it is.
  ///
  /// - Throws: an error that it would meet just so.
  func refusal() throws(FoldoutError) -> Diagnostic {
    switch self {
    case .failed(let error):
      guard error.diagnostic.code == "run-failed" else { throw error }
      return Diagnostic(
        .warning, "not-written-out", "functions and branches run as they are: \(error.diagnostic.message)")
    case .refused(let reason):
      return Diagnostic(.warning, "not-written-out", "functions and branches run as they are: \(reason)")
    }
  }
}
