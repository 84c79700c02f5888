/// The thresholds of attention.
enum AttentionTuning {
  /// Weights of a query whose sum is further from 1 are no shares: scores before the softmax, or a row that is masked as a
  /// whole. Half precision stays within a hundredth.
  static let sumTolerance = 0.05
  /// A head looks at one token by habit where that has more weight than all others together; Clark et al. (2019) and Voita et
  /// al. (2019) name heads so.
  static let mostly = 0.5
  /// And this many times what it had if all were alike, which of two or three tokens is half by itself.
  static let timesChance = 3.0
  /// The sharpest head is worth a word where its entropy is below this share of the one in the middle; of fewer heads none
  /// stands out.
  static let sharpShare = 2.0 / 3
  static let leastHeads = 3
  /// Products of numbers that a rollout may cost, some ten seconds.
  static let mostRolloutWork = 2e10
}
