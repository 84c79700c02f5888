/// How much each token looks at each other one in a layer of attention, for one sample.
public struct AttentionLayer: Sendable, Equatable {
  /// What the layer is called.
  public let label: String
  /// How many heads it has.
  public let heads: Int
  /// How many tokens look.
  public let queries: Int
  /// How many tokens are looked at.
  public let keys: Int
  /// The weights, head by head, query by query.
  public let weights: [Float]

  /// Makes a layer; nil where a count is not positive or the weights are not as many as the counts say.
  public init?(_ label: String, heads: Int, queries: Int, keys: Int, weights: [Float]) {
    let (map, isTooLarge) = queries.multipliedReportingOverflow(by: keys)
    let (size, overflow) = map.multipliedReportingOverflow(by: heads)
    guard heads > 0, queries > 0, keys > 0, !isTooLarge, !overflow, weights.count == size else { return nil }
    (self.label, self.heads, self.queries, self.keys) = (label, heads, queries, keys)
    self.weights = weights
  }

  /// Whether tokens look at each other, rather than at those of something else.
  public var isSquare: Bool { queries == keys }

  /// The weights of a head, query by query; empty where there is no such head.
  public func head(_ number: Int) -> ArraySlice<Float> {
    guard number >= 0, number < heads else { return [] }
    return weights[(number * queries * keys)..<((number + 1) * queries * keys)]
  }

  /// The weights of one query in a head, where they are shares: finite, none below 0, about 1 in all.
  func shares(_ head: Int, _ query: Int) -> ArraySlice<Float>? {
    let start = (head * queries + query) * keys
    let row = weights[start..<(start + keys)]
    var sum = 0.0
    for weight in row {
      guard weight >= 0 else { return nil }
      sum += Double(weight)
    }
    return abs(sum - 1) <= AttentionTuning.sumTolerance ? row : nil
  }
}
