import Diagnostics
import Glibc
import InputFiles
import ModelGraph
import Recordings
import RuntimeShim

/// Limits and the library of a run.
public struct RunOptions: Sendable {
  /// The path of ONNX Runtime's library, or of a folder that it is in; nil to look for it.
  public var runtime: String?
  /// Seconds that the run may take, by the clock.
  public var seconds: Int
  /// Bytes of memory that it may take beside the model.
  public var memory: UInt64

  /// Makes the default options: 60 seconds, 8 GB.
  public init() { (seconds, memory) = (RunTuning.seconds, RunTuning.memory) }
}

/// What came out of a run.
public struct ModelRun: Sendable {
  /// Inputs and values in the order of the model.
  public var tensors: [RunTensor] = []
  /// What is worth knowing, such as values that hold no numbers.
  public var diagnostics: [Diagnostic] = []
  /// The version of ONNX Runtime.
  public var runtime = ""

  /// The same as arrays of a recording.
  public var recording: Recording {
    var recording = Recording()
    recording.arrays = tensors.map { tensor in
      RecordedArray(name: tensor.name, dataType: tensor.dataType, dims: tensor.dims, bytes: tensor.bytes)
    }
    return recording
  }
}

/// Runs an ONNX model with ONNX Runtime, in a process of its own that has limits of memory and time and can write no file.
///
/// The bytes of the file are mapped; those that make values outputs stand behind them. Nothing is optimised and one thread
/// computes, so that the same machine and library give the same bytes.
///
/// - Parameters:
///   - file: the model's file.
///   - folder: where its external data is; nil for none.
///   - inputs: a tensor for each input.
///   - values: what to fetch.
///   - options: limits, and where the library is.
/// - Throws: ``FoldoutError`` of kind `unavailable` where the library is missing, or the run crashes or exceeds a limit; of kind
///   `malformed` where the library refuses the model.
public func runModel(
  _ file: InputFile, folder: String?, _ inputs: [RunTensor], _ values: RunnableValues,
  _ options: RunOptions = RunOptions()
) throws(FoldoutError) -> ModelRun {
  let kept = Set(values.inputs)
  var run = ModelRun()
  run.tensors = inputs.filter { kept.contains($0.name) }
  // The library wants to be asked for something.
  guard !values.outputs.isEmpty else { return run }
  let search = try RuntimeSearch(named: options.runtime)
  let tail = outputTail(values.outputs.filter(values.added.contains))
  var answer = RunAnswer(names: values.outputs, seconds: options.seconds)
  try file.withBytes(followedBy: tail) { model throws(FoldoutError) in
    let request = RunRequest(
      libraries: search.candidates, model: model, folder: folder, inputs: inputs, outputs: values.outputs,
      options)
    var child: pid_t = 0
    let pipe = request.start(&child)
    guard pipe >= 0 else {
      throw FoldoutError(
        .unavailable, "no-process", "no process can be started: \(String(cString: strerror(errno)))")
    }
    let problem = answer.read(from: pipe)
    close(pipe)
    let signal = foldout_run_end(child)
    if let problem { throw problem.error(signal: signal, options) }
  }
  run.tensors += answer.tensors
  run.runtime = answer.runtime
  run.diagnostics = leftOut(values.others + answer.others, inner: values.inner)
  return run
}

private func leftOut(_ others: [String], inner: Int) -> [Diagnostic] {
  var diagnostics: [Diagnostic] = []
  if !others.isEmpty {
    let names = others.prefix(5).map { quoted($0) }.joined(separator: ", ")
    let rest = others.count > 5 ? " and \(others.count - 5) more" : ""
    diagnostics.append(
      Diagnostic(.warning, "no-numbers", "\(names)\(rest): no tensor of numbers, and so not recorded"))
  }
  if inner > 0 {
    diagnostics.append(
      Diagnostic(
        .warning, "inner-values",
        "\(inner) values inside functions and bodies of control flow are not recorded"))
  }
  return diagnostics
}
