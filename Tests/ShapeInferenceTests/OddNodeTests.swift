import ModelGraph
import Testing

@testable import ShapeInference

/// Every rule on nodes with too few or too many inputs and outputs, of ranks that it may not expect: whatever it says,
/// it does not trap.
@Suite struct OddNodeTests {
  private static let ranks: [String?] = [nil, "", "2", "2,3,4", "1,2,3,4"]
  private static let attributes = [
    ints("kernel_shape", 2, 2), int("axis", 0), int("num_heads", 2), int("hidden_size", 4), int("to", 1),
    int("blocksize", 2),
  ]

  @Test func noRuleTraps() {
    var rules = 0
    for (op, versions) in RuleBook.listing {
      for version in versions {
        rules += 1
        for inputs in [0, 1, 2, 3, 6] {
          for outputs in [0, 1, 3] {
            for rank in Self.ranks { run(op, version, inputs: inputs, outputs: outputs, rank) }
          }
        }
      }
    }
    #expect(rules > 200)
  }

  private func run(_ op: OperatorID, _ version: Int64, inputs: Int, outputs: Int, _ rank: String?) {
    var bench = Bench(opset: op.domain.isEmpty ? version : 22, domain: op.domain, version: version)
    for _ in 0..<inputs { bench.input(rank) }
    bench.node(op.type, Self.attributes, domain: op.domain, outputs: outputs)
    _ = bench.answer()
  }
}
