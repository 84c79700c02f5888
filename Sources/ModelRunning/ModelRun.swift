import Diagnostics
import Recordings

/// Limits and the library of a run.
public struct RunOptions: Sendable {
  /// The path of ONNX Runtime's library, or of a folder that it is in; nil to look for it.
  public var runtime: String?
  /// Seconds that one run may take, by the clock and of processor time; the first of a session loads the model as well.
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
