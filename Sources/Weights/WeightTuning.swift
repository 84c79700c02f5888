/// The thresholds of looking at weights.
enum WeightTuning {
  /// Below this share of σ a weight counts as near zero.
  static let nearZero = 1e-3
  /// Beyond this many σ from the mean a weight is an outlier: the criterion of LLM.int8 (Dettmers et al. 2022).
  static let outlier = 6.0
  /// A channel is dead if its norm is below this share of the median norm.
  static let deadChannel = 1e-3

  /// Tensors of up to this many elements are sorted, so that their quantiles are exact; a table costs more for them.
  static let sortedElements = 4096
  /// Elements that are looked at in one go: they stay in the cache closest to the core.
  static let tileElements = 16384
  /// What a worker reads at once: small enough to stay in a core's cache.
  static let bufferBytes = 256 << 10
  /// Larger tensors are looked at by all workers together, in parts of this many bytes.
  static let partBytes = 32 << 20
  /// More workers would take more memory than is promised.
  static let mostWorkers = 24

  /// Elements near zero and far away are collected by the spread of the first tile, with these margins, so that they can
  /// be told exactly once the spread of all is known.
  static let nearMargin = 1.5
  static let farMargin = 0.8
  /// More such elements are not collected: a second look at the tensor is cheaper.
  static let mostCollected = 1 << 19

  /// Tensors of more channels are looked at as a whole only: no layer has as many.
  static let mostChannels = 1 << 20
  /// A bias that many times as far below 0 as the weights of a channel are large leaves it silent behind a ReLU: inputs
  /// would have to be twenty times as large as normalised ones are.
  static let silentBias = 20.0
  /// Smaller tensors have no outliers worth a word: one of `n` elements is never further than √n σ from the mean.
  static let leastForOutliers: Int64 = 256
  /// Outliers are worth a word from this many σ on, if they are few and nothing lies between them and a fourth of their size.
  static let strikingOutlier = 12.0
  static let mostOutliers: Int64 = 3
  static let outlierGap = 4.0
  /// A finding of more tensors than this is told once for all of them.
  static let mostPlaces = 8
  /// The share of zeros from which a layer counts as pruned.
  static let manyZeros = 0.1

  /// The share of numbers on either side that a histogram counts as beyond its range.
  static let beyond = 0.005

  /// Rows of squares that are summed as float before the sum is kept as double.
  static let rowsInFloat = 64
}
