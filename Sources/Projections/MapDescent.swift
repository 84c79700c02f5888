/// The points of a map on their way to where pulls and pushes are even.
///
/// Steepest descent with momentum, and a rate for each coordinate that grows while it keeps its direction (Jacobs 1988).
struct MapDescent {
  private(set) var points: [SIMD2<Double>]
  private var speeds: [SIMD2<Double>]
  private var gains: [SIMD2<Double>]
  private let rate: Double

  /// Begins somewhere.
  init(start: [SIMD2<Double>]) {
    points = start
    speeds = [SIMD2<Double>](repeating: .zero, count: start.count)
    gains = [SIMD2<Double>](repeating: .one, count: start.count)
    rate = max(
      Double(start.count) / ProjectionTuning.exaggeration / 4, ProjectionTuning.leastRate)
  }

  /// Takes a step.
  ///
  /// - Parameter isEarly: whether neighbours attract each other more than they should.
  mutating func step(_ affinities: AffinityPairs, isEarly: Bool) {
    let forces =
      switch affinities.pairs {
      case .all: MapForces(all: points, affinities.shares)
      case .some(let starts, let others):
        MapForces(points, starts: starts, others: others, affinities.shares)
      }
    let pulling = isEarly ? ProjectionTuning.exaggeration : 1
    let momentum = isEarly ? ProjectionTuning.earlyMomentum : ProjectionTuning.momentum
    let whole = max(forces.whole, .leastNormalMagnitude)
    for place in points.indices {
      let slope = -4 * (forces.pulls[place] * pulling + forces.pushes[place] / whole)
      let turns = slope * speeds[place] .< 0
      gains[place] = (gains[place] * ProjectionTuning.gainLoss).replacing(
        with: gains[place] + ProjectionTuning.gainStep, where: turns)
      gains[place].clamp(
        lowerBound: SIMD2(repeating: ProjectionTuning.leastGain),
        upperBound: SIMD2(repeating: .greatestFiniteMagnitude))
      speeds[place] = momentum * speeds[place] - rate * gains[place] * slope
      points[place] += speeds[place]
    }
  }

  /// Forgets speeds and rates, for forces that are not what they were.
  mutating func rest() {
    for place in points.indices { (speeds[place], gains[place]) = (.zero, .one) }
  }

  /// The points around 0.
  var centred: [SIMD2<Double>] {
    guard !points.isEmpty else { return [] }
    let middle = points.reduce(.zero, +) / Double(points.count)
    return points.map { $0 - middle }
  }
}
