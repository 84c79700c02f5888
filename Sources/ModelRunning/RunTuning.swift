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
  /// Axes of a value, as the process that runs the model bounds them.
  static let rank = 64
  /// Elements of a random input: 256 MB of float32, more than any input that models take.
  static let randomElements = 64 << 20
  /// Bytes of a table in CSV, which is split into texts first: a million rows of twenty numbers.
  static let tableBytes = 256 << 20
  /// Bytes of a message of ONNX Runtime that are passed on.
  static let messageLength = 600
  /// The first state of the random numbers: any number will do, as long as it stays.
  static let seed: UInt64 = 0x464F_4C44_4F55_5431
}
