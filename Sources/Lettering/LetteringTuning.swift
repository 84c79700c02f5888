/// The thresholds of lettering, each with its reason.
enum LetteringTuning {
  /// The largest part of a fraction before a letter: ResNet has `4c`, a squeeze `n/4`, heads and their keys `3c/2`. With
  /// larger parts more numbers fit by chance, and `17c/12` explains nothing.
  static let largestPart: UInt64 = 8
  /// How many values a made-up ratio may have: MobileNetV2 has 1 and 6, EfficientNetV2 1, 4 and 6. More is a column
  /// that explains nothing.
  static let mostRatios = 3
  /// How many slots are tried as the next letter, and on how many waiting ones: a few hundred are on a large drawing.
  /// More would make the search quadratic in what a hostile file has.
  static let mostCandidates = 16
  /// See ``mostCandidates``.
  static let mostCounted = 256
}
