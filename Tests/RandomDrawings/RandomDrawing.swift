import FoldoutKit
import ModelFamilies
import TestSupport

/// One drawing that chance chose: a small member of a family, and every option. Its number decides it all, so that
/// a number is enough to draw it again.
public struct RandomDrawing: Sendable {
  /// The number.
  public let number: UInt64
  /// The family.
  public let family: Family
  /// About how many operators the member has.
  public let count: Int
  /// The seed of the member.
  public let seed: UInt64
  /// Sizes for dims.
  public let dims: [DimSize]
  /// Goes on where the member was chosen, for what depends on the file.
  let random: SeededGenerator

  /// Chooses a drawing.
  ///
  /// - Parameters:
  ///   - only: the name of the one family to choose from.
  ///   - most: about how many operators a member may have.
  public init(_ number: UInt64, only: String? = nil, most: Int = 150) {
    var random = SeededGenerator(seed: number &* 0xD134_2543_DE82_EF95 &+ 1)
    for _ in 0..<4 { _ = random.next() }
    self.number = number
    family = only.flatMap(Family.named) ?? Self.family(number)
    count = random.pick(1...min(most, random.chance(of: 3) ? 150 : 40))
    seed = random.next() % 1_000_000
    dims = random.chance(of: 8) ? [DimSize("None", 4), DimSize("batch", 2)] : []
    self.random = random
  }

  /// One family after the other, so that few drawings meet all of them; what takes long only now and then.
  private static func family(_ number: UInt64) -> Family {
    let (round, place) = number.quotientAndRemainder(dividingBy: UInt64(Family.all.count))
    let family = Family.all[Int(place)]
    return family.fillsBounds && round % 8 != 0 ? Family.named("patchwork") ?? family : family
  }

  /// The bytes of the file.
  public var bytes: [UInt8] { family.bytes(count, seed: seed) }

  /// The drawing, in one line.
  public var name: String { "drawing \(number): \(family.name), about \(count) operators, seed \(seed)" }
}

extension SeededGenerator {
  /// A whole number of a range.
  mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// True once in so many times.
  mutating func chance(of times: Int) -> Bool { pick(1...times) == 1 }

  /// One of some.
  mutating func pick<T>(of choices: [T]) -> T { choices[pick(0...(choices.count - 1))] }
}
