import Testing

@testable import Explaining

/// What methods are made ready for, and what they say they did.
@Suite struct PlanTests {
  /// A model whose first score is a sum, weighted by place.
  private let model = ScoredModel(batch: 7) { rows in
    rows.map { row in
      let sum = row.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
      return [sum, -sum]
    }
  }

  private func table(_ rows: Int = 12) -> ExplainingTask {
    let data = (0..<rows).map { number -> [Double] in
      [Double(number), Double(number % 3), Double(number * number % 5)]
    }
    var task = ExplainingTask(.table, rows: Array(data.prefix(2)))
    (task.data, task.known) = (data, data.map { $0[0] > 5 ? 0 : 1 })
    task.names = ["a", "b", "c"]
    return task
  }

  /// No plan takes more passes than it says beforehand, and each says how many it took.
  @Test(arguments: Explanation.Method.allCases.filter { $0 != .tree && $0 != .occlusion })
  func passesOfTables(_ method: Explanation.Method) throws {
    var task = table()
    task.settings.cells = 10
    let plan = try task.plan(method)
    let found = try plan.explanation(of: model)
    #expect(found.method == method && found.passes <= plan.passes && found.passes > 0)
    #expect(!found.definition.isEmpty)
  }

  /// Of a linear model, Shapley values are weights times the distance from the background's mean.
  @Test func valuesOfLinearModels() throws {
    var task = table()
    task.target = 0
    let found = try task.plan(.shap).explanation(of: model)
    let means = (0..<3).map { column in task.data.reduce(0) { $0 + $1[column] } / 12 }
    for (place, row) in found.rows.enumerated() {
      #expect(row.number == place && row.inputs == task.rows[place] && row.scores.count == 2)
      for column in 0..<3 {
        #expect(
          abs(row.values[column] - Double(column + 1) * (task.rows[place][column] - means[column])) < 1e-9)
      }
    }
    #expect(found.features == ["a", "b", "c"] && (found.rest ?? 1) < 1e-9)
    #expect(found.definition.contains("the data set's 12 rows"))
  }

  /// What stands for absent features is some of the data, evenly spaced, or what is named.
  @Test func backgrounds() throws {
    #expect(ExplainingTask.spaced(3, of: 12) == [0, 4, 8] && ExplainingTask.spaced(5, of: 2) == [0, 1])
    #expect(ExplainingTask.spaced(3, of: 0).isEmpty)
    var task = table(250)
    #expect(task.backgroundRows.rows.count == ExplainingTuning.usualBackground)
    #expect(task.backgroundRows.words == "100 of the data set's 250 rows")
    task.background = [[0, 0, 0]]
    #expect(task.backgroundRows.rows == [[0, 0, 0]] && task.backgroundRows.words == "1 background row")
    task.form = .tokens
    task.background = []
    #expect(task.backgroundRows.rows.isEmpty)
  }

  /// Steps come and go with all of their channels, however they stand.
  @Test(arguments: [true, false]) func steps(isStepwise: Bool) throws {
    let row = (0..<6).map { Double($0 + 1) }
    var task = ExplainingTask(.sequence(steps: 3, channels: 2, isStepwise: isStepwise), rows: [row])
    task.target = 0
    let sums = ScoredModel { $0.map { [$0.reduce(0, +)] } }
    let wanted: [Double] = isStepwise ? [3, 7, 11] : [5, 7, 9]
    let covered = try task.plan(.occlusion).explanation(of: sums)
    #expect(covered.rows.first?.values == wanted && covered.features == ["step 0", "step 1", "step 2"])
    #expect(covered.windows?.map == [wanted] && covered.passes == 4)
    #expect(difference(try task.plan(.shap).explanation(of: sums).rows.first?.values ?? [], wanted) < 1e-9)
    task.settings.window = (2, 1)
    #expect(try task.plan(.occlusion).explanation(of: sums).windows?.map.first?.count == 2)
    task.settings.window = (4, 1)
    #expect(fault("explain-window") { _ = try task.plan(.occlusion) })
  }

  @Test func tokens() throws {
    var task = ExplainingTask(.tokens, rows: [[5, 3, 8]])
    (task.target, task.settings.baseline, task.tokens) = (0, 1, [["the", "cat", "sat"]])
    let sums = ScoredModel { $0.map { [$0.reduce(0, +)] } }
    for method in [Explanation.Method.occlusion, .shap] {
      let found = try task.plan(method).explanation(of: sums)
      #expect(found.features == ["the", "cat", "sat"] && difference(found.rows[0].values, [4, 2, 7]) < 1e-9)
    }
    // Each row has its own words.
    (task.rows, task.tokens) = ([[5, 3, 8], [2, 3, 4]], [["the", "cat", "sat"], ["a", "dog", "sat"]])
    let both = try task.plan(.shap).explanation(of: sums)
    #expect(
      both.names(of: both.rows[1]) == ["a", "dog", "sat"] && both.names(of: both.rows[0]) == both.features)
    (task.rows, task.tokens) = ([[5, 3, 8]], [])
    #expect(try task.plan(.shap).explanation(of: sums).features == ["token 5", "token 3", "token 8"])
    task.rows = [[1e300, .nan, .infinity]]
    #expect(try TaskPlayers(task, row: 0).names.count == 3)
  }

  /// Segments of images: a grid, or superpixels; all values of the segments add up.
  @Test(arguments: [MethodSettings.Division.grid(2), .superpixels(4)]) func segments(
    _ division: MethodSettings.Division
  ) throws {
    let image = (0..<64).map { Double($0 % 8 < 4 ? 0 : 1) + Double($0 / 32) }
    var task = ExplainingTask(.image(try ImageGrid(height: 8, width: 8)), rows: [image])
    (task.target, task.settings.division) = (0, division)
    let sums = ScoredModel { $0.map { [$0.reduce(0, +)] } }
    let found = try task.plan(.shap).explanation(of: sums)
    #expect(found.rows[0].segments?.columns == 8 && found.rows[0].segments?.ofPixel.count == 64)
    #expect(abs(found.rows[0].values.reduce(0, +) - image.reduce(0, +)) < 1e-9)
    let lime = try task.plan(.lime).explanation(of: sums)
    #expect(lime.rows[0].segments == found.rows[0].segments && (lime.rows[0].fit ?? 0) > 0.5)
  }

  @Test func usualMethods() throws {
    #expect(table().usualMethods == [.shap, .permutation, .boundary])
    #expect(table(9).usualMethods == [.shap])
    let image = ExplainingTask(.image(try ImageGrid(height: 2, width: 2)), rows: [[1, 2, 3, 4]])
    #expect(image.usualMethods == [.occlusion, .lime])
  }

  /// All pairs of features, and the plane of the data, with the data on them.
  @Test func boundaries() throws {
    var task = table()
    task.settings.cells = 5
    let found = try task.plan(.boundary).explanation(of: model)
    #expect(found.boundaries.first?.names.x == "first principal component")
    // Pairs are ordered by how many rows get the class on the plane that they get as they are.
    let pairs = found.boundaries.dropFirst().map { $0.names.x + $0.names.y }
    #expect(pairs.sorted() == ["ab", "ac", "bc"])
    #expect(
      found.boundaries.allSatisfy {
        $0.points.count == 12 && $0.grid.passes == 25 && $0.points.allSatisfy { (0...1).contains($0.said) }
      })
    #expect(found.boundaries[1].points[7].known == 0)
    #expect(found.passes == 4 * 25 + 12)
    // Of many features, those that scores hang on are paired.
    var wide = ExplainingTask(.table, rows: [])
    wide.data = (0..<30).map { number in (0..<9).map { Double((number * ($0 + 2) + $0) % 11) } }
    (wide.settings.cells, wide.names) = (4, (0..<9).map { "f\($0)" })
    let plan = try wide.plan(.boundary)
    let some = try plan.explanation(of: ScoredModel { $0.map { [$0[3..<9].reduce(0, +), 40] } })
    let named = Set(some.boundaries.dropFirst().flatMap { [$0.names.x, $0.names.y] })
    #expect(named == ["f3", "f4", "f5", "f6", "f7", "f8"] && some.boundaries.count == 16)
    #expect(some.passes == plan.passes && some.passes == 30 + 9 * 30 + 16 * 16)
    task.pair = (2, 0)
    let one = try task.plan(.boundary).explanation(of: model)
    #expect(one.boundaries.count == 1 && one.features == ["c", "a"])
  }

  @Test func contradictions() throws {
    var task = table()
    #expect(fault("explain-trees") { _ = try task.plan(.tree) })
    #expect(fault("explain-image") { _ = try task.plan(.occlusion) })
    task.known = []
    #expect(fault("explain-labels") { _ = try task.plan(.permutation) })
    task.data = []
    #expect(fault("explain-background") { _ = try task.plan(.shap) })
    task.rows = []
    #expect(fault("explain-rows") { _ = try task.plan(.lime) })
    task = table()
    task.target = 9
    #expect(fault("explain-target") { _ = try task.plan(.shap).explanation(of: model) })
  }
}
