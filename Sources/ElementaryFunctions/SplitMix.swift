/// Random numbers that are the same everywhere and in every version of Swift: SplitMix64 (Steele, Lea and Flood 2014).
public struct SplitMix: Sendable {
  private var state: UInt64
  private var spare: Double?

  /// Starts with a seed: the same seed, the same numbers.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to one below a bound, which is at least 1; all equally likely (Lemire 2019).
  public mutating func below(_ bound: Int) -> Int {
    let bound = UInt64(max(1, bound))
    let least = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= least { return Int(product.high) }
    }
  }

  /// A number from 0 up to 1, without 1.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number of the normal distribution, by Marsaglia's polar method, which needs no sine.
  public mutating func normal() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    while true {
      let (first, second) = (2 * unit() - 1, 2 * unit() - 1)
      let square = first * first + second * second
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * naturalLogarithm(square) / square).squareRoot()
      spare = second * factor
      return first * factor
    }
  }

  /// The numbers below a count in random order (Fisher and Yates).
  public mutating func order(_ count: Int) -> [Int] {
    var order = Array(0..<max(0, count))
    for place in order.indices.dropFirst().reversed() { order.swapAt(place, below(place + 1)) }
    return order
  }
}
