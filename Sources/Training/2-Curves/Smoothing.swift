/// Smooths numbers as TensorBoard does: an exponential moving average that starts without the weight of an imagined zero.
///
/// A number that is not finite stays what it is and does not count, and a constant series stays as it is.
///
/// - Parameters:
///   - values: the numbers.
///   - weight: the share of the average that the past has, from 0 for none up to 1.
///
/// Linear.
public func smoothed(_ values: [Double], _ weight: Double) -> [Double] {
  guard weight > 0, let first = values.first, values.contains(where: { $0 != first }) else { return values }
  let weight = min(weight, 1)
  var last = 0.0
  var past = 1.0
  return values.map { value in
    guard value.isFinite else { return value }
    last = last * weight + (1 - weight) * value
    past *= weight
    return past < 1 ? last / (1 - past) : last
  }
}
