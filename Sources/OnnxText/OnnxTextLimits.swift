/// The thresholds of this target. A text may be hostile: whatever it can make grow is bounded.
enum OnnxTextLimits {
  /// How deep messages may nest: what the reader of the binary format allows, less its outermost ones. Each level takes some
  /// frames of our recursion.
  static let depth = 96
  /// Bytes of the first key of a JSON text in which a field of a model is looked for; the longest name has 16.
  static let fieldName = 24
  /// Bytes of a number that is written out; a double's exact value has fewer than 800 digits.
  static let numberBytes = 1_000
}
