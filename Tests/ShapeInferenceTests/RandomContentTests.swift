import ModelGraph
import Testing

@testable import ShapeInference

/// Every rule on small tensors whose elements are known: of any dims, empty ones too, with sensible numbers and with
/// those at the ends of what there is. Whatever a rule says, it does not trap.
@Suite struct RandomContentTests {
  private static let numbers: [Int64] = [0, 1, 2, 3, -1, -2, 1, 0, 2, 5, .max, .min]
  private static let reals = [0, 1, 2.5, -1, 0.5, -0.0, 1e30, -1e300, .infinity, .nan]
  private static let names = [
    "axis", "axes", "batch_dims", "keepdims", "new_axis", "allowzero", "to", "k", "fmod", "starts", "ends",
    "pads",
    "perm", "split", "shape", "num_outputs", "min", "max", "start", "end",
  ]
  private static let types: [DataType] = [.int64, .int32, .bool, .uint8, .int64]

  @Test func noRuleTraps() {
    var random = Dice(state: 1)
    for (op, versions) in RuleBook.listing {
      for version in versions {
        for _ in 0..<400 { run(op, version, &random) }
      }
    }
  }

  /// The same numbers in every run.
  private struct Dice {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[next(below: list.count)] }
  }

  private func run(_ op: OperatorID, _ version: Int64, _ random: inout Dice) {
    var bench = Bench(opset: op.domain.isEmpty ? version : 22, domain: op.domain, version: version)
    for _ in 0..<random.next(below: 6) {
      let dims = (0..<random.next(below: 4)).map { _ in Int64(random.pick([0, 1, 1, 2, 2, 3])) }
      let count = dims.reduce(1, *)
      switch random.next(below: 8) {
      case 0: bench.skip()
      case 1: bench.input(dims.map(String.init).joined(separator: ","))
      case 2: bench.stored(.reals((0..<count).map { _ in random.pick(Self.reals) }), .float32, dims)
      default:
        bench.stored(.ints((0..<count).map { _ in random.pick(Self.numbers) }), random.pick(Self.types), dims)
      }
    }
    let attributes = (0..<random.next(below: 4)).map { _ in
      let name = random.pick(Self.names)
      let list = (0..<random.next(below: 5)).map { _ in random.pick(Self.numbers) }
      return Attribute(name, random.next(below: 2) == 0 ? .int(list.first ?? 0) : .ints(list))
    }
    bench.node(op.type, attributes, domain: op.domain, outputs: random.next(below: 4))
    _ = bench.answer()
  }
}
