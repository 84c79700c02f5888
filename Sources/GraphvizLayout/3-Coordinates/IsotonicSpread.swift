/// Moves places apart so that neighbours keep a distance, as little as possible (isotonic regression).
///
/// Minimises the sum of squared moves by pooling adjacent violators (Ayer et al. 1955) on the
/// places less their running distance. Cost: linear.
/// - Parameters:
///   - wanted: the places, in the order that they keep.
///   - gaps: the least distance from each to the next.
func isotonicSpread(_ wanted: [Double], gaps: [Double]) -> [Double] {
  var pools: [(mean: Double, count: Int)] = []
  var offset = 0.0
  for index in wanted.indices {
    if index > 0 { offset += gaps[index - 1] }
    var pool = (mean: wanted[index] - offset, count: 1)
    while let last = pools.last, last.mean > pool.mean {
      pools.removeLast()
      let count = last.count + pool.count
      pool.mean = (last.mean * Double(last.count) + pool.mean * Double(pool.count)) / Double(count)
      pool.count = count
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
