/// What counts as near zero and as an outlier, once mean and spread are known.
struct Criteria: Sendable {
  /// Magnitudes below are near zero.
  let near: Double
  /// Numbers further than this from the mean are outliers.
  let far: Double
  let mean: Double

  init(_ moments: Moments) {
    near = WeightTuning.nearZero * moments.deviation
    far = WeightTuning.outlier * moments.deviation
    mean = moments.mean
  }

  func isNear(_ value: Double) -> Bool { abs(value) < near }
  func isFar(_ value: Double) -> Bool { abs(value - mean) > far }

  /// How many numbers are near zero and how many outliers; nil where a range of numbers is on both sides of a limit and
  /// `exactly` does not know its numbers.
  ///
  /// - Parameter exactly: all numbers of a range; nil where they are not known.
  func count(
    _ distribution: Distribution, exactly: (Distribution.Bin) -> [Double]?
  ) -> (near: Int64, far: Int64)? {
    var found: (near: Int64, far: Int64) = (0, 0)
    for bin in distribution.bins {
      // Ranges never cross zero, so that their ends tell the least and greatest magnitude.
      let near = (isNear(bin.low), isNear(bin.high)), far = (isFar(bin.low), isFar(bin.high))
      let isBetween = mean > bin.low && mean < bin.high && self.far < bin.high - bin.low
      if near.0 == near.1, far.0 == far.1, !isBetween {
        if near.0 { found.near += bin.count }
        if far.0 { found.far += bin.count }
        continue
      }
      guard let values = exactly(bin), values.count == Int(bin.count) else { return nil }
      found.near += Int64(values.count(where: isNear))
      found.far += Int64(values.count(where: isFar))
    }
    return found
  }
}
