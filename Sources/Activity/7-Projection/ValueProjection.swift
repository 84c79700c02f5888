import ModelGraph
import Projections
import Weights

/// The samples of a value as points of a plane.
public struct ValueProjection: Sendable {
  /// How a plane is found.
  public enum Method: String, Sendable, CaseIterable {
    /// Principal component analysis.
    case pca
    /// t-distributed stochastic neighbour embedding.
    case tsne
  }

  /// How the plane was found.
  public var method: Method
  /// What the value is called. Safe for all outputs.
  public var label: String
  /// By point: its place.
  public var x: [Double]
  /// By point: its place.
  public var y: [Double]
  /// By point: the number of its sample.
  public var rows: [Int]
  /// How many samples there are; more than points where some are left out.
  public var allRows: Int
  /// How many numbers a sample has.
  public var width: Int
  /// The variance along the first principal components, by n − 1, and its share of the whole.
  public var variances: [(variance: Double, share: Double)] = []
  /// Of t-SNE: the divergence in nat, the perplexity used, and the steps taken.
  public var quality: (divergence: Double, perplexity: Double, steps: Int)?
}

/// Why a value has no projection.
public enum NoProjection: Error, Sendable, Equatable {
  /// It has one sample, or no axis of samples.
  case oneSample
  /// Its numbers can't be had, are too many, not all finite, or all equal.
  case noNumbers

  /// The end of a sentence.
  public var text: String {
    switch self {
    case .oneSample: "it has no samples to compare"
    case .noNumbers: "its numbers can't be had, are too many, are not finite, or are all equal"
    }
  }
}

extension RecordedValue {
  /// The samples as points.
  ///
  /// - Parameter perplexity: of t-SNE: about how many neighbours a point has.
  /// - Throws: why there are none.
  ///
  /// Cost: see ``PrincipalComponents`` and ``TSNE``.
  public func projection(
    by method: ValueProjection.Method, perplexity: Double = TSNE.usualPerplexity
  ) throws(NoProjection) -> ValueProjection {
    let count = Int(clamping: array.dims.first ?? 0)
    guard array.dims.count > 1, count > 2, sampleAxis == 0 || value == nil else { throw .oneSample }
    guard let all, count > 0, all.count % count == 0, all.count > 0 else { throw .noNumbers }
    let width = all.count / count
    let numbers = all.map { Double($0) }
    switch method {
    case .pca:
      let chosen = rows(numbers, count, width)
      let axes = min(ActivityTuning.componentsTold, min(chosen.count - 1, width))
      guard numbers.allSatisfy(\.isFinite),
        let found = PrincipalComponents(chosen.numbers, count: chosen.count, width: width, axes: axes)
      else { throw .noNumbers }
      var result = ValueProjection(
        method: method, label: label, x: found.places[0],
        y: found.places.count > 1 ? found.places[1] : [Double](repeating: 0, count: chosen.count),
        rows: chosen.rows, allRows: count, width: width)
      result.variances = zip(found.places, found.explained).map { places, share in
        (places.reduce(0) { $0 + $1 * $1 } / Double(max(places.count - 1, 1)), share)
      }
      return result
    case .tsne:
      guard let found = TSNE(numbers, count: count, width: width, perplexity: perplexity) else {
        throw .noNumbers
      }
      var result = ValueProjection(
        method: method, label: label, x: found.places[0], y: found.places[1], rows: found.rows,
        allRows: count,
        width: width)
      result.quality = (found.divergence, found.perplexity, found.steps)
      return result
    }
  }

  /// All rows, or as many at even steps as an exact answer bears.
  private func rows(
    _ numbers: [Double], _ count: Int, _ width: Int
  ) -> (numbers: [Double], count: Int, rows: [Int]) {
    let most =
      width <= PrincipalComponents.mostSize ? ActivityTuning.projectedRows : PrincipalComponents.mostSize
    guard count > most else { return (numbers, count, Array(0..<count)) }
    let rows = (0..<most).map { $0 * count / most }
    return (rows.flatMap { numbers[($0 * width)..<(($0 + 1) * width)] }, most, rows)
  }
}
