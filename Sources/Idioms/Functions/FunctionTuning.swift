/// The numbers that decide what is said about a function of one number.
public enum FunctionTuning {
  /// A function saturates where its slope is below this, a hundredth of what a ReLU lets through …
  public static let saturatedSlope = 0.01
  /// … and where it is nearer to its limit than this part of its range; than this number itself where that has no end.
  public static let saturatedShare = 0.01

  /// A function is looked at closely from minus to plus this number: all that is used turns and bends there.
  static let reach = 24.0
  /// From one look to the next there.
  static let grain = 0.0625
  /// Looks are moved by this, so that bends, which stand at round numbers, lie between two of them.
  static let shift = 0.0193
  /// So near to zero no exponential is as good as its limit: erf(3.5) is 7·10⁻⁷ from one.
  static let nearZero = 3.5
  /// Saturation is looked for to this number: a Softsign's begins at 99.
  static let farthest = 4096.0

  /// Distances from zero at which a function's end is looked at, until one has values: exponentials overflow soon.
  static let endDistances: [Double] = [0x1p30, 0x1p20, 0x1p14, 1024, 256, 64]
  /// A function ends level where it changes by less, relative to its size, when the input doubles. Logarithms change by more.
  static let levelChange = 1e-3

  /// A bend's slopes differ by more, relative to their size.
  static let leastBend = 1e-3
  /// Between two looks slopes of a smooth function may differ by this before it is looked at again, closer.
  static let suspiciousBend = 0.01
  /// Values at a jump differ by more.
  static let leastJump = 1e-5
  /// Differences below this part of a function's size are taken for none: they are rounding.
  static let noise = 1e-11

  /// No more bends and turns are listed: a rounded or a periodic function has any number.
  static let mostPlaces = 12
  /// The distance of the points that a slope is computed from; five points make it exact to ten digits.
  static let slopeStep = 1e-3

  /// A range with two ends is drawn until its values are this near to them.
  static let shownShare = 0.1
  /// How far beyond bends and the beginning of saturation is drawn.
  static let beyondPlaces = 1.15
  /// What begins further out than so many times what else is shown is left out, rather than all else made small.
  static let mostWidening = 3.0
  /// What is shown of a side that only grows, relative to the other side.
  static let growingShare = 0.7
  /// What is shown of a function that has no end on either side.
  static let wanderingReach = 8.0
  /// The ends of a drawn stretch are multiples of this.
  static let stretchStep = 0.5
  /// A formula of more bytes is not written out: it says less than the names of its operators.
  static let longestFormula = 96
  /// Points drawn, but for those at bends.
  static let steps = 240
}
