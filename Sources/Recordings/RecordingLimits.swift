/// The thresholds of this target. A recording may be hostile: whatever it can make grow is bounded.
enum RecordingLimits {
  /// Bytes of a NumPy header; NumPy itself refuses more than 10,000 unless it is told to trust the file.
  static let headerBytes = 64 << 10
  /// Axes of an array: NumPy stops at 64.
  static let rank = 64
  /// Arrays of a recording: a model of 100,000 operators has as many values.
  static let arrays = 200_000
  /// Bytes of one array that is packed, text or in the other byte order, and so must be in memory as a whole.
  static let unpackedBytes = 1 << 30
  /// Bytes of a packed array that is kept in memory rather than unpacked anew at each look.
  static let smallBytes = 64 << 10
  /// Texts of an array that are kept: names of classes, labels of points.
  static let texts = 1_000_000
  /// Bytes of a text of labels that are read.
  static let labelBytes = 64 << 20
  /// Diagnostics that are kept: nobody reads more.
  static let diagnostics = 20
}
