/// The thresholds of this target. A model may be hostile: whatever running it can take is bounded.
enum RunTuning {
  /// Bytes of memory for the process that runs a model, beside what the model's own bytes need: activations of large
  /// networks take a few GB, and most machines have more than this.
  static let memory: UInt64 = 8 << 30
  /// How many times the model's bytes may be in memory: mapped, decoded, and packed anew by an operator.
  static let copies: UInt64 = 4
  /// Bytes of all values together: an archive without the extension for larger ones ends at 4 GB.
  static let mostBytes = 4_000_000_000
  /// Seconds of processor time, and by the clock, where nothing else is said.
  static let seconds = 60
  /// Processes that one session holds: of a model with branches, one for each choice of them that was met last.
  static let mostProcesses = 4
  /// Bytes that are written behind a model at most: operators of functions, with constants in them.
  static let mostTail = 512 << 20
  /// Axes of a value, as the process that runs the model bounds them.
  static let rank = 64
  /// Elements of a random input: 256 MB of float32, more than any input that models take.
  static let randomElements = 64 << 20
  /// Pixels of a picture as an input takes it: as many numbers of float32 as a random input has, in colours three times.
  static let imagePixels = 64 << 20
  /// The share of each side that networks of ImageNet do not see: they were tested on the middle 224 of 256 pixels.
  static let imageNetMargin = 32.0 / 256
  /// Bytes of recorded ids of tokens: a million of int64.
  static let tokenBytes = 8 << 20
  /// Operators that a look-up may stand behind an input: exporters write a cast and a copy at most.
  static let lookUpSteps = 8
  /// Names of columns and classes that are kept: more are known by their numbers.
  static let mostNames = 100_000
  /// Rows whose classes are kept as texts.
  static let mostRows = 1_000_000
  /// Bytes of a table in CSV, which is split into texts first: a million rows of twenty numbers.
  static let tableBytes = 256 << 20
  /// Bytes of a message of ONNX Runtime that are passed on.
  static let messageLength = 600
  /// The first state of the random numbers: any number will do, as long as it stays.
  static let seed: UInt64 = 0x464F_4C44_4F55_5431
}
