/// A distribution in little memory, which can be joined with others: counts by sign, exponent and the first bits of the
/// fraction, so that a number is known to 3 %.
///
/// The idea of DDSketch (Masson, Rim and Lee 2019) with the exponent as the logarithm. Joining is exact, in any order.
public struct Sketch: Sendable, Equatable {
  /// Bits of a float32 pattern that a key has: sign, exponent, and five of the fraction.
  static let keyBits: UInt32 = 14

  /// By entry: the key, in ascending order of the numbers that it stands for.
  private(set) var keys: [UInt16] = []
  private(set) var counts: [Int64] = []

  /// The sketch of nothing.
  public init() {}

  init(_ distribution: Distribution) {
    for bin in distribution.bins {
      let key = Self.key((bin.low + bin.high) / 2)
      if keys.last == key {
        counts[counts.count - 1] += bin.count
      } else {
        keys.append(key)
        counts.append(bin.count)
      }
    }
  }

  /// How many numbers there are.
  public var count: Int64 { counts.reduce(0, +) }

  /// How many numbers may be of a larger magnitude.
  func count(beyond size: Double) -> Int64 {
    distribution.bins.reduce(0) { $0 + (max(abs($1.low), abs($1.high)) > size ? $1.count : 0) }
  }

  /// How many numbers lie in a range, whose ends should be powers of two or 1 ± 1/64, which no key has on both sides.
  public func count(in range: ClosedRange<Double>) -> Int64 {
    distribution.bins.reduce(0) {
      $0 + ($1.low >= range.lowerBound && $1.high <= range.upperBound ? $1.count : 0)
    }
  }

  /// Joins two sketches. Cost: linear in both.
  public mutating func add(_ other: Sketch) {
    var (joinedKeys, joinedCounts): ([UInt16], [Int64]) = ([], [])
    joinedKeys.reserveCapacity(keys.count + other.keys.count)
    joinedCounts.reserveCapacity(keys.count + other.keys.count)
    var (own, its) = (0, 0)
    while own < keys.count || its < other.keys.count {
      let takesOwn = its == other.keys.count || own < keys.count && keys[own] <= other.keys[its]
      let takesIts = own == keys.count || its < other.keys.count && other.keys[its] <= keys[own]
      joinedKeys.append(takesOwn ? keys[own] : other.keys[its])
      joinedCounts.append((takesOwn ? counts[own] : 0) + (takesIts ? other.counts[its] : 0))
      if takesOwn { own += 1 }
      if takesIts { its += 1 }
    }
    (keys, counts) = (joinedKeys, joinedCounts)
  }

  /// The numbers as a distribution of ranges.
  var distribution: Distribution {
    Distribution(
      zip(keys, counts).map { key, count in
        let range = Self.range(key)
        return Distribution.Bin(low: range.low, high: range.high, count: count)
      })
  }

  /// How many numbers lie in each of some equal parts of a range, and how many below and above it.
  ///
  /// Numbers of a key are taken to lie evenly. Cost: linear in the entries and the parts.
  public func histogram(_ range: ClosedRange<Double>, parts: Int) -> SketchHistogram {
    var histogram = SketchHistogram(range: range, counts: [Double](repeating: 0, count: max(parts, 1)))
    for bin in distribution.bins { histogram.add(bin) }
    return histogram
  }

  /// The quantiles at some shares, in ascending order.
  public func quantiles(_ shares: [Double]) -> [Double] { distribution.quantiles(shares) }

  // MARK: Keys

  /// The key of a number: the upper bits of its float32 pattern, turned so that keys ascend with numbers.
  private static func key(_ value: Double) -> UInt16 {
    let largest = Double(Float.greatestFiniteMagnitude)
    let pattern = Float(min(max(value, -largest), largest)).bitPattern
    let magnitude = (pattern & 0x7FFF_FFFF) >> (32 - keyBits)
    let middle = UInt32(1) << (keyBits - 1)
    return UInt16(pattern >> 31 == 1 && magnitude > 0 ? middle - magnitude : middle + magnitude)
  }

  private static func range(_ key: UInt16) -> (low: Double, high: Double) {
    let middle = UInt32(1) << (keyBits - 1)
    let isNegative = UInt32(key) < middle
    let magnitude = isNegative ? middle - UInt32(key) : UInt32(key) - middle
    // The numbers of the least key are 0 and what float32 can hardly tell from it.
    guard magnitude > 0 else { return (0, 0) }
    let low = Double(Float(bitPattern: magnitude << (32 - keyBits)))
    let next = Float(bitPattern: (magnitude + 1) << (32 - keyBits))
    let high = next.isFinite ? Double(next) : Double(Float.greatestFiniteMagnitude)
    return isNegative ? (-high, -low) : (low, high)
  }
}

/// How numbers lie in a range.
public struct SketchHistogram: Sendable, Equatable {
  /// The range.
  public let range: ClosedRange<Double>
  /// By equal part of it: how many numbers.
  public fileprivate(set) var counts: [Double]
  /// How many lie below.
  public fileprivate(set) var below = 0.0
  /// How many lie above.
  public fileprivate(set) var above = 0.0

  fileprivate mutating func add(_ bin: Distribution.Bin) {
    let width = (range.upperBound - range.lowerBound) / Double(counts.count)
    let total = Double(bin.count)
    guard bin.high > bin.low, width > 0 else {
      place((bin.low + bin.high) / 2, total, width)
      return
    }
    let density = total / (bin.high - bin.low)
    below += density * max(0, min(bin.high, range.lowerBound) - bin.low)
    above += density * max(0, bin.high - max(bin.low, range.upperBound))
    let (low, high) = (max(bin.low, range.lowerBound), min(bin.high, range.upperBound))
    guard high > low else { return }
    let first = part(low, width)
    for part in first...max(first, part(high, width)) {
      let start = range.lowerBound + Double(part) * width
      counts[part] += density * max(0, min(high, start + width) - max(low, start))
    }
  }

  private mutating func place(_ value: Double, _ total: Double, _ width: Double) {
    if value < range.lowerBound {
      below += total
    } else if value > range.upperBound {
      above += total
    } else {
      counts[part(value, width)] += total
    }
  }

  private func part(_ value: Double, _ width: Double) -> Int {
    guard width > 0 else { return counts.count / 2 }
    let place = ((value - range.lowerBound) / width).rounded(.down)
    return place.isFinite ? min(max(0, Int(place)), counts.count - 1) : 0
  }
}
