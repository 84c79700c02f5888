/// A map of points in many dimensions on which near ones are near (t-SNE, van der Maaten and Hinton 2008).
///
/// It begins with the principal components, uses no random number and one thread, and only + − × ÷, square roots, and
/// `exp` and `log` made of them: equal points give equal bits on every machine. Distances between far groups mean nothing, nor do
/// the axes.
public struct TSNE: Sendable, Equatable {
  /// By axis, two: the place of each point on it.
  public let places: [[Double]]
  /// For each point, the number of its row among those given.
  public let rows: [Int]
  /// How many rows have a number that is not finite; they have no point.
  public let unusable: Int
  /// Kullback and Leibler's divergence of the map's neighbours from the points', in nat: the lower, the truer.
  public let divergence: Double
  /// How many neighbours a point has, about: what was asked for, or less where points are few.
  public let perplexity: Double
  /// How many steps were taken.
  public let steps: Int

  /// The usual perplexity.
  public static let usualPerplexity = 30.0

  /// Makes a map.
  ///
  /// Of more than 10,000 points those at even steps are taken, and of fewer where points are very wide. Up to 2,000 points all
  /// pairs are looked at; of more, far ones as groups.
  ///
  /// - Parameters:
  ///   - points: `count` rows of `width` numbers.
  ///   - perplexity: how many neighbours a point has, about. It is lowered to a third of the other points.
  ///   - progress: is told now and then how many steps of all are done.
  /// - Returns: nil where no row is finite, or the numbers are not as many as `count` and `width` say.
  ///
  /// Cost, in an optimised build: some seconds for 2,000 points, less than a minute for 10,000.
  public init?(
    _ points: [Double], count: Int, width: Int, perplexity: Double = TSNE.usualPerplexity,
    progress: (_ step: Int, _ steps: Int) -> Void = { _, _ in }
  ) {
    let steps = ProjectionTuning.steps
    guard let chosen = ChosenRows(points, count: count, width: width) else { return nil }
    let used = Self.perplexity(perplexity, count: chosen.rows.count)
    let affinities =
      chosen.rows.count <= ProjectionTuning.mostExactPoints
      ? AffinityPairs(all: chosen, perplexity: used) : AffinityPairs(nearest: chosen, perplexity: used)
    var descent = MapDescent(start: chosen.start)
    for step in 0..<steps {
      let isEarly = step < ProjectionTuning.exaggeratedSteps
      if step == ProjectionTuning.exaggeratedSteps { descent.rest() }
      descent.step(affinities, isEarly: isEarly)
      if (step + 1) % ProjectionTuning.reportedSteps == 0 { progress(step + 1, steps) }
    }
    let map = descent.centred
    places = [map.map(\.x), map.map(\.y)]
    (rows, unusable) = (chosen.rows, chosen.unusable)
    divergence = affinities.divergence(from: map)
    (self.perplexity, self.steps) = (used, steps)
  }

  /// A perplexity that so many points can have: at least 1, at most a third of the others.
  static func perplexity(_ asked: Double, count: Int) -> Double {
    let most = Double(count - 1) / ProjectionTuning.neighborsPerPerplexity
    return max(1, min(asked.isFinite ? asked : usualPerplexity, most))
  }
}
