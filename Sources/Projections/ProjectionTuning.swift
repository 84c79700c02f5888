/// The thresholds of projections.
enum ProjectionTuning {
  // MARK: t-SNE: how many points

  /// Up to so many points all pairs push each other; of more, far ones push as groups (Barnes and Hut).
  static let mostExactPoints = 2_000
  /// More points are neither told apart in a picture nor placed in reasonable time.
  static let mostPoints = 10_000
  /// Products of numbers that distances may cost, ten to twenty seconds: points times points times width, halved.
  static let mostWork = 2e10

  // MARK: t-SNE: how they are placed. All as scikit-learn has them, after van der Maaten (2014) and Belkina et al. (2019)

  static let steps = 1_000
  /// Neighbours attract each other so much more in the first steps, so that clusters gather before they part.
  static let exaggeration = 12.0
  static let exaggeratedSteps = 250
  static let earlyMomentum = 0.5
  static let momentum = 0.8
  static let leastRate = 50.0
  /// The spread of points at the start along the first axis: so small that no pair repels another out of reach.
  static let startSpread = 1e-4
  /// A second axis with less than this share of the first one's spread is rounding, and no direction.
  static let leastSecondSpread = 1e-9
  /// A coordinate's rate grows while it keeps its direction, and shrinks when it turns.
  static let gainStep = 0.2
  static let gainLoss = 0.8
  static let leastGain = 0.01
  /// A group pushes as one where its side is below this share of its distance.
  static let groupAngle = 0.5
  /// Neighbours that attract a point, in multiples of the perplexity: those beyond weigh next to nothing.
  static let neighborsPerPerplexity = 3.0
  /// The entropy of neighbours is found this exactly, in nat, in at most so many halvings. Coarser ones move whole clusters.
  static let entropyTolerance = 1e-10
  static let mostHalvings = 100
  /// Neighbours closer than this to each other, in units of the largest number, squared, are one point.
  static let leastDistance = 1e-250
  /// Steps between two reports of progress.
  static let reportedSteps = 25

  // MARK: Principal components of large tables

  /// Directions that are followed beside those asked for: the first ones settle the sooner.
  static let spareDirections = 8
  /// Directions have settled when what is off is below this share of them.
  static let settled = 1e-9
  static let mostRounds = 300
}
