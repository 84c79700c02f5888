/// The thresholds of this target, each with its reason.
enum TrainingTuning {
  // MARK: Curves

  /// Series with fewer points get no finding: with less, chance looks like a trend.
  static let leastPoints = 10
  /// Levels are medians over this share of a series, of three points at least: single points jump.
  static let levelShare = 10
  /// A minimum is looked for among medians over this share of a series.
  static let medianShare = 20

  /// A validation loss that ends this many times its best, …
  static let overfitRise = 1.1
  /// … by more than this share of all that it had fallen, …
  static let overfitShare = 0.02
  /// … after its best by at least this share of the series, overfits where the training loss still falls …
  static let overfitRest = 0.2
  /// … to this share of what it was at that best. Less may be noise.
  static let stillFalls = 0.98

  /// A training loss that loses this share of what it had won, and ends this many times its best, diverges.
  static let divergedShare = 0.5
  static let divergedRise = 1.5

  /// A loss that falls by less than this share from the second quarter of the run to the last is on a plateau, in runs of
  /// so many points at least.
  static let plateauGain = 0.01
  static let plateauPoints = 20

  // MARK: Gradients

  /// Gradients of this size (root mean square) do not change float32 weights of usual size at usual rates.
  static let vanished = 1e-7
  /// They have not vanished but the training has ended where all layers have such gradients: the largest must be so many
  /// times as large.
  static let vanishedContrast = 1e3
  /// Gradients that fall by this factor a layer, over so many layers, vanish with more of them.
  static let fallPerLayer = 10
  static let fallLayers = 4
  /// A layer counts where that holds at more than this share of the steps: single steps are small by chance.
  static let vanishedSteps = 0.5
  /// Gradients of this size throw weights far off at any usual rate.
  static let exploded = 1e3

  // MARK: Maps and groups

  /// Columns of a map; more would not be seen on a page.
  static let mapColumns = 512
  /// Runs of one name that are drawn as their mean: two are better shown themselves.
  static let leastGroup = 3
  /// Points of a mean.
  static let meanPoints = 1_000
  /// Values that agree so far are the same number, written by another program in other digits.
  static let sameValue = 1e-5
}
