/// Thresholds of the compression.
enum DeflateTuning {
  /// Hash chains are found by so many bits: as many entries as the window has places.
  static let hashBits = 15
  /// Places that are compared with one: twice as many gain under 1 % on heat maps and tiles.
  static let mostTries = 128
  /// Where a copy of so many bytes is at hand, a longer one is looked for in fewer places.
  static let longMatch = 8
  static let fewTries = 32
  /// A copy so long is taken without a look at the next place.
  static let goodEnough = 64
  /// A copy of three bytes is worth it no further away: its distance alone has 11 bits and more.
  static let tooFar = 4096
  /// Tokens of one block, which has one code: later parts of an image may have other colours.
  static let blockTokens = 16384
}
