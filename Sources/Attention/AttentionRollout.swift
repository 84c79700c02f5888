/// How much each token of the last layer has of each token of the input, if attention is taken as mixing them (rollout, Abnar
/// and Zuidema 2020).
///
/// In each layer the mean over heads counts half, what passes by the layer half; the layers are multiplied.
public struct AttentionRollout: Sendable, Equatable {
  /// How many tokens there are.
  public let tokens: Int
  /// Row by row, a token of the last layer each; every row sums to 1.
  public let shares: [Double]

  /// Multiplies layers, the first one first.
  ///
  /// A query without usable weights in any head passes by the layer whole.
  ///
  /// - Returns: nil of no layers, of layers in which tokens look at others than themselves or that differ in their number, and
  ///   where it would cost too much.
  ///
  /// Cost: layers × tokens³.
  public init?(_ layers: [AttentionLayer]) {
    guard let count = layers.first?.keys,
      layers.allSatisfy({ $0.isSquare && $0.keys == count }),
      Double(layers.count) * Double(count) * Double(count) * Double(count) <= AttentionTuning.mostRolloutWork
    else { return nil }
    var product: [Double] = []
    for layer in layers {
      let mixing = Self.mixing(layer)
      product = product.isEmpty ? mixing : Self.times(mixing, product, count)
    }
    (tokens, shares) = (count, product)
  }

  /// What a layer makes of its tokens, on the mean over heads and with what passes by.
  private static func mixing(_ layer: AttentionLayer) -> [Double] {
    let count = layer.keys
    var mixing = [Double](repeating: 0, count: count * count)
    for query in 0..<count {
      let start = query * count
      let rows = (0..<layer.heads).compactMap { layer.shares($0, query) }
      for row in rows {
        for (key, weight) in row.enumerated() { mixing[start + key] += Double(weight) / Double(rows.count) }
      }
      mixing[start + query] += 1
      let sum = mixing[start..<(start + count)].reduce(0, +)
      for place in start..<(start + count) { mixing[place] /= sum }
    }
    return mixing
  }

  private static func times(_ a: [Double], _ b: [Double], _ count: Int) -> [Double] {
    var product = [Double](repeating: 0, count: count * count)
    product.withUnsafeMutableBufferPointer { product in
      b.withUnsafeBufferPointer { b in
        for row in 0..<count {
          for middle in 0..<count {
            let share = a[row * count + middle]
            for column in 0..<count { product[row * count + column] += share * b[middle * count + column] }
          }
        }
      }
    }
    return product
  }
}
