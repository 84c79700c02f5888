import Testing

@testable import Explaining

/// Importance over data sets, and boundaries.
@Suite struct TableTests {
  @Test(arguments: TableOracle.names) func ablationEqualsTheOracle(_ name: String) throws {
    let oracle = try TableOracle.read()
    let known = try #require(oracle.models[name]).ablation
    let method = try MedianAblation(
      KnownRows(oracle.testRows, known: oracle.testKnown), medians: DataColumns.medians(of: oracle.rows))
    let found = try method.losses(of: try trees(name).model)
    #expect(difference(found.losses, known.accuracy_drop) < 1e-9)
    #expect(difference(found.changes, known.mean_l1_change_of_probabilities) < 1e-6)
    #expect(found.passes == method.passes && method.passes == 45 * 5)
  }

  @Test(arguments: TableOracle.names) func boundaryEqualsTheOracle(_ name: String) throws {
    let oracle = try TableOracle.read()
    let known = try #require(oracle.models[name]).boundary
    let method = try DecisionBoundary(over: oracle.rows, features: (known.x, known.y), cells: 60)
    let found = try method.grid(of: try trees(name).model)
    #expect(difference(found.x, known.xAxis) < 1e-6 && difference(found.y, known.yAxis) < 1e-6)
    #expect(found.classes.map { $0.map(String.init).joined() } == known.classes)
    #expect(found.confidence.joined().allSatisfy { $0 > 1.0 / 3 - 1e-9 && $0 < 1 + 1e-6 })
    #expect(found.passes == method.passes && method.passes == 3_600)
  }

  /// The plane of data that lie on a tilted one is that plane: its cells are where a row can be.
  @Test func principalPlanes() throws {
    // Along (1, 1, 0)/√2 the data spread most, then along z; nothing lies off that plane.
    let rows = (0..<40).map { number -> [Double] in
      let (along, up) = (Double(number % 8) - 3.5, Double(number / 8) / 4 - 0.5)
      return [2 + along, 3 + along, up]
    }
    let method = try DecisionBoundary(principalPlaneOf: rows, cells: 20)
    #expect(method.plane == .principal && method.places.count == 40 && method.passes == 400)
    var seen: [[Double]] = []
    let found = try method.grid(
      of: ScoredModel { some in
        seen += some
        return some.map { $0[2] > 0 ? [0, 1] : [1, 0] }
      })
    #expect(seen.count == 400 && seen.allSatisfy { abs($0[1] - $0[0] - 1) < 1e-9 })
    // The second component is z, up to its sign and the mean of 0.
    for (row, classes) in found.classes.enumerated() {
      let isUp = seen[row * 20][2] > 0
      #expect(classes.allSatisfy { $0 == (isUp ? 1 : 0) })
    }
    let spread = 3.5 * 2.0.squareRoot()
    #expect(abs((method.places.map(\.x).max() ?? 0) - spread) < 1e-9)
    #expect(
      fault("explain-boundary") {
        _ = try DecisionBoundary(principalPlaneOf: [[1, .nan], [1, 2], [3, 4]])
      })
    #expect(fault("explain-boundary") { _ = try DecisionBoundary(principalPlaneOf: [[1, 2]]) })
  }

  /// A feature that decides alone loses what shuffled classes lose; one that is not read loses nothing.
  @Test func shufflesFindWhatDecides() throws {
    let rows = (0..<200).map { [Double($0 % 2), Double($0)] }
    let model = ScoredModel { $0.map { [1 - $0[0], $0[0]] } }
    let method = try PermutationImportance(KnownRows(rows, known: rows.map { $0[0] }), repeats: 20)
    let found = try method.importance(of: model)
    #expect(found.quality == 1 && found.means[1] == 0 && found.deviations[1] == 0)
    #expect(abs(found.means[0] - 0.5) < 0.03 && found.deviations[0] < 0.06 && found.deviations[0] > 0)
    #expect(found.passes == method.passes && method.passes == 200 + 200 * 2 * 20)
    #expect(try method.importance(of: model) == found)
    // The squared error of shuffled numbers is twice their variance.
    let errors = try PermutationImportance(
      KnownRows(rows, known: rows.map { $0[1] }), repeats: 20, quality: .meanSquaredError
    ).importance(of: ScoredModel { $0.map { [$0[1]] } })
    #expect(errors.quality == 0 && abs(errors.means[1] / (2 * 3333.25) - 1) < 0.05)
  }

  @Test func columnsAreMeasured() throws {
    #expect(try DataColumns.medians(of: [[1, .nan], [4, .nan], [3, .nan]])[0] == 3)
    #expect(try DataColumns.medians(of: [[.nan], [.nan]])[0].isNaN)
    #expect(try DataColumns.medians(of: [[1], [2], [4], [.nan], [9]]) == [3])
    #expect(try DataColumns.deviations(of: [[1, 5], [3, 5]]) == [1, 0])
    #expect(Quality.best([0.5]) == 0 && Quality.best([0.6]) == 1 && Quality.best([1, 1]) == 0)
  }

  @Test func contradictionsAreFaults() throws {
    #expect(fault("explain-widths") { _ = try KnownRows([[1]], known: []) })
    #expect(fault("explain-known") { _ = try KnownRows([[1]], known: [.nan]) })
    #expect(fault("explain-no-rows") { _ = try KnownRows([], known: []) })
    let data = try KnownRows([[1]], known: [1])
    #expect(fault("explain-samples") { _ = try PermutationImportance(data, repeats: 0) })
    #expect(fault("explain-widths") { _ = try MedianAblation(data, medians: []) })
    for (features, cells) in [((0, 0), 9), ((0, 2), 9), ((-1, 0), 9), ((0, 1), 1), ((0, 1), 5_000)] {
      #expect(
        fault("explain-boundary") {
          _ = try DecisionBoundary(over: [[1, 2]], features: features, cells: cells)
        })
    }
    #expect(
      fault("explain-boundary") {
        _ = try DecisionBoundary(over: [[.nan, 2]], features: (0, 1))
      })
    // A feature that does not vary, and a model of one score.
    let found = try DecisionBoundary(over: [[1, 2]], features: (0, 1), cells: 2).grid(
      of: ScoredModel { $0.map { [$0[0] > 1 ? 0.75 : 0.25] } })
    #expect(found.x == [0.5, 1.5] && found.classes == [[0, 1], [0, 1]])
    #expect(found.confidence == [[0.75, 0.75], [0.75, 0.75]])
  }
}
