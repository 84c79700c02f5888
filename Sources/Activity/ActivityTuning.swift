/// The thresholds of this target.
enum ActivityTuning {
  // MARK: Places

  /// Modules around a module in which it is looked for what leaves them; models nest some dozen deep.
  static let mostLevels = 64

  // MARK: Findings

  /// Samples from which on a channel that is always 0 is worth a word: one picture leaves many silent.
  static let deadSamples: Int64 = 16
  /// The share of channels of a layer that always are 0, from which on that is serious.
  static let deadShare = 0.5
  /// The share of a sigmoid's or tanh's outputs at the ends of its range from which on little of it learns.
  static let saturatedShare = 0.5
  /// How near to the ends that is: at 63/64 the slope of a sigmoid is 1/16 of its largest.
  static let nearEnd = 1.0 / 64
  /// The ratio of sizes between the ends of a model that makes a drift: half precision ends at 65,504.
  static let driftRatio = 1_000.0
  /// How much of the sizes' spread, as a correlation with depth, a drift explains.
  static let driftCorrelation = 0.8
  /// Values of fewer layers have no depth to drift along.
  static let driftValues = 8
  /// Places that one sentence names.
  static let mostPlaces = 3

  // MARK: Kinds

  /// Channels of a picture that comes in: grey, with opacity, colour, both.
  static let imageChannels: ClosedRange<Int64> = 1...4
  /// Steps from a softmax to the product that uses it as weights: casts, dropout, a guard against NaN.
  static let weightSteps = 4

  // MARK: Projections

  /// Principal components whose variance is told.
  static let componentsTold = 10
  /// Samples that are projected; more would hide each other.
  static let projectedRows = 10_000

  // MARK: Pictures

  /// Numbers of an array that are read for pictures of one sample. A gigabyte of them would not be seen.
  static let sampleNumbers = 16 << 20
  /// Numbers that are read where they do not lie in a row.
  static let gatheredNumbers = 64 << 20
  /// Numbers of two recordings that are compared at once.
  static let comparedNumbers = 1 << 16
}
