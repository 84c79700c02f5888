import ElementaryFunctions
import Testing

@testable import Explaining

/// Shapley values from a model's answers alone.
@Suite struct ShapleyTests {
  @Test(arguments: TableOracle.names) func exactEqualTheOracle(_ name: String) throws {
    let oracle = try TableOracle.read()
    let known = try #require(oracle.models[name]).shap
    let model = try trees(name).model
    for (number, row) in oracle.explained.enumerated() {
      let method = try ExactShapley(CoalitionGame(row: row, background: oracle.background))
      let found = try method.values(of: model)
      #expect(difference(found.expected, known.base) < 1e-6)
      for feature in row.indices {
        #expect(difference(found.values[feature], known.values[number][feature]) < 1e-6)
      }
      #expect(found.passes == method.passes && method.passes == 15 * 50 + 1)
      #expect(found.rest.allSatisfy { abs($0) < 1e-12 })
    }
  }

  /// KernelSHAP is exact where all coalitions are tried; two features have two orders only.
  @Test func allWaysAgreeWhereTheyAreExact() throws {
    let oracle = try TableOracle.read()
    let model = try trees("iris_boosting").model
    let game = try CoalitionGame(row: oracle.explained[3], background: oracle.background)
    let exact = try ExactShapley(game).values(of: model)
    let kernel = try KernelShapley(game)
    #expect(kernel.passes == exact.passes)
    let fitted = try kernel.values(of: model)
    for feature in 0..<4 { #expect(difference(fitted.values[feature], exact.values[feature]) < 1e-9) }
    let halves = try CoalitionGame(
      row: game.row, background: game.background, groups: [[0, 3], [2, 1]])
    let pair = try ExactShapley(halves).values(of: model)
    let ordered = try PermutationShapley(halves, orders: 1).values(of: model)
    for player in 0..<2 { #expect(difference(ordered.values[player], pair.values[player]) < 1e-12) }
  }

  /// A linear model's values are known: w (x − E x), whatever is drawn.
  @Test func linearModelsAreExactInAllWays() throws {
    var random = SplitMix(seed: 3)
    let weights = (0..<40).map { _ in random.normal() }
    let model = ScoredModel(batch: 7) { rows in
      rows.map { row in [zip(weights, row).reduce(1) { $0 + $1.0 * $1.1 }, row[0]] }
    }
    let background = (0..<3).map { _ in weights.map { _ in random.normal() } }
    let row = weights.map { _ in random.normal() }
    let game = try CoalitionGame(row: row, background: background)
    let kernel = try KernelShapley(game, coalitions: 300)
    let orders = try PermutationShapley(game, orders: 2)
    for found in [try kernel.values(of: model), try orders.values(of: model)] {
      for feature in row.indices {
        let mean = background.reduce(0) { $0 + $1[feature] } / 3
        let wanted = [weights[feature] * (row[feature] - mean), feature == 0 ? row[0] - mean : 0]
        #expect(difference(found.values[feature], wanted) < 1e-9)
      }
      #expect(found.rest.allSatisfy { abs($0) < 1e-9 })
    }
    #expect(try kernel.values(of: model).passes == kernel.passes && kernel.passes <= 301 * 3 + 1)
    #expect(try orders.values(of: model).passes == orders.passes && orders.passes == 2 * 2 * 39 * 3 + 4)
  }

  /// Drawn values come near the exact ones: 16 segments, features that act together.
  @Test func drawnValuesComeNear() throws {
    let model = ScoredModel { rows in
      rows.map { row in [row[0] * row[1] + row[2] * row[3] * row[4] + row.reduce(0, +) / 16] }
    }
    let game = try CoalitionGame(
      row: [Double](repeating: 1, count: 14), background: [[Double](repeating: 0, count: 14)])
    let exact = try ExactShapley(game).values(of: model)
    let wanted = (0..<14).map { 1.0 / 16 + ($0 < 2 ? 0.5 : $0 < 5 ? 1.0 / 3 : 0) }
    #expect(difference(exact.values.map { $0[0] }, wanted) < 1e-12)
    let kernel = try KernelShapley(game).values(of: model).values.map { $0[0] }
    #expect(difference(kernel, wanted) < 0.03)
    let ordered = try PermutationShapley(game, orders: 100).values(of: model).values.map { $0[0] }
    #expect(difference(ordered, wanted) < 0.05)
    #expect(try KernelShapley(game).values(of: model).values.map { $0[0] } == kernel)
  }

  @Test func oneFeatureHasAll() throws {
    let game = try CoalitionGame(row: [3], background: [[1], [2]])
    let model = ScoredModel { $0.map { [$0[0] * $0[0]] } }
    for found in [
      try ExactShapley(game).values(of: model), try KernelShapley(game).values(of: model),
      try PermutationShapley(game).values(of: model),
    ] { #expect(found.values == [[6.5]] && found.expected == [2.5] && found.prediction == [9]) }
  }

  @Test func contradictionsAreFaults() throws {
    #expect(fault("explain-no-rows") { _ = try CoalitionGame(row: [1], background: []) })
    #expect(fault("explain-no-features") { _ = try CoalitionGame(row: [], background: [[]]) })
    #expect(fault("explain-widths") { _ = try CoalitionGame(row: [1], background: [[1, 2]]) })
    #expect(fault("explain-widths") { _ = try CoalitionGame(row: [1], background: [[1], [1, 2]]) })
    #expect(
      fault("explain-groups") { _ = try CoalitionGame(row: [1], background: [[1]], groups: [[0], [0]]) })
    #expect(fault("explain-groups") { _ = try CoalitionGame(row: [1], background: [[1]], groups: [[-1]]) })
    let wide = [Double](repeating: 0, count: 20)
    let game = try CoalitionGame(row: wide, background: [wide])
    #expect(fault("explain-features") { _ = try ExactShapley(game) })
    #expect(fault("explain-samples") { _ = try KernelShapley(game, coalitions: 39) })
    #expect(fault("explain-passes") { _ = try KernelShapley(game, coalitions: .max) })
    #expect(fault("explain-passes") { _ = try PermutationShapley(game, orders: .max) })
    #expect(fault("explain-samples") { _ = try PermutationShapley(game, orders: 0) })
    let small = try ExactShapley(CoalitionGame(row: [1, 2], background: [[0, 0]]))
    for (code, answer) in [
      ("explain-not-finite", [[Double.nan]]), ("explain-answers", [[]]), ("explain-answers", []),
    ] { #expect(fault(code) { _ = try small.values(of: ScoredModel(batch: 1) { _ in answer }) }) }
    var count = 0
    #expect(
      fault("explain-answers") {
        _ = try small.values(
          of: ScoredModel(batch: 1) { _ in
            count += 1
            return [[Double](repeating: 1, count: count)]
          })
      })
  }
}
