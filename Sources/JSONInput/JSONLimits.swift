/// The thresholds of this target. A file may be hostile: whatever it can make grow is bounded.
public enum JSONLimits {
  /// How deep JSON may nest: far more than any model has, far less than a stack of 8 MB holds for our recursion.
  static let depth = 1_000
  /// Values of a JSON text, of 12 bytes each in memory. A model's file of 1 MB has about 60,000.
  static let entries = 16_000_000
  /// Bytes of a string that are decoded: what comes after is of no use to a picture.
  static let stringBytes = 4_096
  /// Digits of a number that are parsed. A double's exact decimal value has up to 767, of which 17 matter.
  static let numberBytes = 400
  /// Elements up to which ``JSON/count`` is exact; lists of a layer's config have one an axis.
  public static let countedElements = 1_000
}
