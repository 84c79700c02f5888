import Glibc
import TestSupport

/// Random numbers of many kinds, the same ones each time.
struct Numbers {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Numbers around a centre, spread like a bell.
  mutating func bell(_ count: Int, centre: Double = 0, spread: Double = 1) -> [Double] {
    (0..<count).map { _ in
      let sum = (0..<12).reduce(0.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
      return centre + spread * (sum - 6)
    }
  }

  /// Numbers of sizes from 10⁻ᵈ to 10ᵈ, of both signs.
  mutating func wide(_ count: Int, decades: Double) -> [Double] {
    (0..<count).map { _ in
      pow(10, Double.random(in: -decades...decades, using: &random)) * (Bool.random(using: &random) ? 1 : -1)
    }
  }

  /// Numbers that are equal to many others.
  mutating func few(_ count: Int, kinds: Int) -> [Double] {
    (0..<count).map { _ in Double(Int.random(in: -kinds...kinds, using: &random)) / 4 }
  }

  /// Lists that between them have all of these.
  static func kinds(seed: UInt64) -> [[Double]] {
    var numbers = Numbers(seed: seed)
    return [
      numbers.bell(1), numbers.bell(2), numbers.bell(1000), numbers.bell(777, centre: 1000, spread: 0.01),
      numbers.wide(900, decades: 6), numbers.few(500, kinds: 3), numbers.bell(50) + [80, -200], [0, 0, 0],
      numbers.bell(300).map { max($0, 0) },
    ]
  }
}
