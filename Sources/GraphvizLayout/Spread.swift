/// Moves places apart so that neighbours keep a distance, as little as possible.
///
/// Minimises the weighted sum of squared moves by pooling adjacent violators (Ayer et al. 1955) on the
/// places less their running distance. Cost: linear.
/// - Parameters:
///   - wanted: the places, in the order that they keep.
///   - weights: how much each insists, above 0.
///   - gaps: the least distance from each to the next.
func spread(_ wanted: [Double], weights: [Double], gaps: [Double]) -> [Double] {
  var pools: [(mean: Double, weight: Double, count: Int)] = []
  var offset = 0.0
  for index in wanted.indices {
    if index > 0 { offset += gaps[index - 1] }
    var pool = (mean: wanted[index] - offset, weight: weights[index], count: 1)
    while let last = pools.last, last.mean > pool.mean {
      pools.removeLast()
      let weight = last.weight + pool.weight
      pool.mean = (last.mean * last.weight + pool.mean * pool.weight) / weight
      pool.weight = weight
      pool.count += last.count
    }
    pools.append(pool)
  }
  var result: [Double] = []
  result.reserveCapacity(wanted.count)
  offset = 0
  for pool in pools {
    for _ in 0..<pool.count {
      if !result.isEmpty { offset += gaps[result.count - 1] }
      result.append(pool.mean + offset)
    }
  }
  return result
}
