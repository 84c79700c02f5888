import Diagnostics
import Glibc
import InputFiles
import ModelGraph
import RuntimeShim

/// A process that holds a model ready to run, and ends with this object.
///
/// It has limits of memory and time, writes no file and has no network. The bytes of the model's file are mapped; those that
/// make values outputs stand behind them. Nothing is optimised and one thread computes, so that the same machine and
/// library give the same bytes.
final class ModelProcess {
  private let values: RunnableValues
  private let options: RunOptions
  /// Nil where nothing is to be fetched, and after the process has ended.
  private(set) var process: foldout_session?
  private var line: SessionLine?
  /// Why there can be no more runs.
  private var failure: FoldoutError?

  /// Starts the process. What it meets while it loads the library and the model, the first run says.
  ///
  /// - Parameters:
  ///   - source: the model's file, its folder and limits.
  ///   - values: what each run fetches.
  ///   - changes: what is written into the file's bytes in memory, and behind them.
  /// - Throws: ``FoldoutError`` of kind `unavailable` where a named library is missing, or no process can be started.
  init(_ source: RunSource, _ values: RunnableValues, _ changes: ModelChanges) throws(FoldoutError) {
    (self.values, options) = (values, source.options)
    // The library wants to be asked for something.
    guard !values.outputs.isEmpty else { return }
    let search = try RuntimeSearch(named: options.runtime)
    let tail = changes.tail + outputTail(values.outputs.filter(values.added.contains))
    let process = try source.file.withBytes(followedBy: tail, replacing: changes.places) {
      model throws(FoldoutError) in
      let request = SessionRequest(
        libraries: search.candidates, model: model, folder: source.folder, outputs: values.outputs,
        options: source.options)
      guard let process = request.start() else {
        throw FoldoutError(
          .unavailable, "no-process", "no process can be started: \(String(cString: strerror(errno)))")
      }
      return process
    }
    self.process = process
    line = SessionLine(process.line, seconds: options.seconds)
  }

  /// Whether there can be no more runs.
  var hasFailed: Bool { failure != nil }

  deinit { _ = end() }

  /// Runs the model once, in so many seconds.
  ///
  /// - Throws: as `ModelSession.run`.
  func run(_ inputs: RunInputs, seconds: Int) throws(FoldoutError) -> ModelRun {
    if let failure { throw failure }
    let kept = Set(values.inputs)
    var run = ModelRun()
    run.tensors = inputs.tensors.filter { kept.contains($0.name) }
    guard let line, let process else { return run }
    line.allow(seconds)
    foldout_session_allow(process.child, UInt64(max(1, seconds)))
    var answer = RunAnswer(names: values.outputs)
    let problem = answer.exchange(inputs.tensors, line)
    if let problem {
      let signal = problem.isOfOneRun ? 0 : end()
      let error = problem.error(signal: signal, options)
      if !problem.isOfOneRun { failure = error }
      throw error
    }
    run.tensors += answer.tensors
    run.runtime = answer.runtime
    run.diagnostics += values.leftOut(others: answer.others)
    return run
  }

  /// Ends the process, and gives the signal that it had ended by.
  private func end() -> Int32 {
    line = nil
    guard var process else { return 0 }
    self.process = nil
    return foldout_session_end(&process)
  }
}

extension RunAnswer {
  /// Sends inputs and reads what comes of them. A process that has ended says why in its answer.
  fileprivate mutating func exchange(_ inputs: [RunTensor], _ line: SessionLine) -> Problem? {
    do throws(Problem) { _ = try line.put(inputs) } catch { return error }
    return read(from: line)
  }
}

extension RunnableValues {
  /// What is said of values that are not recorded.
  fileprivate func leftOut(others found: [String]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let others = self.others + found
    if !others.isEmpty {
      let names = others.prefix(5).map { quoted($0) }.joined(separator: ", ")
      let rest = others.count > 5 ? " and \(others.count - 5) more" : ""
      diagnostics.append(
        Diagnostic(.warning, "no-numbers", "\(names)\(rest): no tensor of numbers, and so not recorded"))
    }
    if inner > 0 {
      diagnostics.append(
        Diagnostic(
          .warning, "inner-values", "\(inner) values inside \(innerPlace) are not recorded"))
    }
    return diagnostics
  }
}
