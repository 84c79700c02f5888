import ElementaryFunctions

/// What a head of attention looks at, on the mean over its queries.
public struct HeadFigures: Sendable, Equatable {
  /// The entropy of the weights, in nat: 0 for one key alone, the logarithm of their number for all alike.
  public var entropy: Double
  /// The largest weight.
  public var largest: Double
  /// The weight on the first key.
  public var first: Double
  /// The weight on the query's own token; nil where queries and keys are not the same tokens.
  public var itself: Double?
  /// The weight on the token before, over the queries that have one.
  public var previous: Double?
  /// The weight on the token as far from the end as this one is from the beginning: on token n − i for query i, from 1 on.
  public var mirrored: Double?
  /// How many queries have weights that are shares of 1; others are left out.
  public var usable: Int

  /// The figures of a head; nil where there is no such head, or no query's weights are shares of 1.
  ///
  /// Cost: linear in the weights.
  public init?(_ layer: AttentionLayer, head: Int) {
    guard head >= 0, head < layer.heads else { return nil }
    var (entropy, largest, first) = (Mean(), Mean(), Mean())
    var (itself, previous, mirrored) = (Mean(), Mean(), Mean())
    for query in 0..<layer.queries {
      guard let row = layer.shares(head, query) else { continue }
      var (sum, most) = (0.0, 0.0)
      for weight in row where weight > 0 {
        let weight = Double(weight)
        sum -= weight * naturalLogarithm(weight)
        most = max(most, weight)
      }
      entropy.add(sum)
      largest.add(most)
      first.add(Double(row[row.startIndex]))
      guard layer.isSquare else { continue }
      itself.add(Double(row[row.startIndex + query]))
      guard query > 0 else { continue }
      previous.add(Double(row[row.startIndex + query - 1]))
      mirrored.add(Double(row[row.startIndex + layer.keys - query]))
    }
    guard let entropyMean = entropy.value, let largestMean = largest.value, let firstMean = first.value else {
      return nil
    }
    (self.entropy, self.largest, self.first) = (entropyMean, largestMean, firstMean)
    (self.itself, self.previous, self.mirrored) = (itself.value, previous.value, mirrored.value)
    usable = entropy.count
  }

  /// The mean of the figures of one head over several samples; nil of none.
  public init?(mean samples: [HeadFigures]) {
    guard let one = samples.first else { return nil }
    func mean(_ figure: (HeadFigures) -> Double?) -> Double? {
      var mean = Mean()
      for sample in samples { if let value = figure(sample) { mean.add(value) } }
      return mean.value
    }
    self = one
    entropy = mean(\.entropy) ?? one.entropy
    largest = mean(\.largest) ?? one.largest
    first = mean(\.first) ?? one.first
    itself = mean(\.itself)
    previous = mean(\.previous)
    mirrored = mean(\.mirrored)
    usable = samples.reduce(0) { $0 + $1.usable }
  }

  private struct Mean {
    private var sum = 0.0
    private(set) var count = 0

    mutating func add(_ number: Double) {
      sum += number
      count += 1
    }

    var value: Double? { count > 0 ? sum / Double(count) : nil }
  }
}
