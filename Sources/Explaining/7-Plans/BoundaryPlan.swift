/// Classes over two features, over each pair of some features, or over the plane of the data set.
struct BoundaryPlan: ExplanationPlan {
  private let task: ExplainingTask
  /// Planes that are known beforehand: those asked for, else that of the data.
  private let works: [DecisionBoundary]
  /// How many features are paired; 0 where a plane was asked for.
  private let pairedCount: Int
  let passes: Int

  init(_ task: ExplainingTask) throws(ExplainingFault) {
    guard task.form == .table else {
      throw ExplainingFault("explain-boundary", "a boundary is over the features of a table")
    }
    guard task.hasClasses else {
      throw ExplainingFault("explain-boundary", "the model gives a number, and a boundary is between classes")
    }
    self.task = task
    let width = task.data.first?.count ?? 0
    if let pair = task.pair {
      works = [try DecisionBoundary(over: task.data, features: pair, cells: task.settings.cells)]
      pairedCount = 0
    } else if task.settings.isPrincipal {
      works = [try DecisionBoundary(principalPlaneOf: task.data, cells: task.settings.cells)]
      pairedCount = 0
    } else {
      guard width > 1 else {
        throw ExplainingFault("explain-boundary", "a boundary needs two different features of the data set")
      }
      // The plane of the data comes first: there the model gets rows nearly as they are. Data with gaps have none.
      let plane =
        width > 2 ? try? DecisionBoundary(principalPlaneOf: task.data, cells: task.settings.cells) : nil
      works = plane.map { [$0] } ?? []
      pairedCount = min(width, ExplainingTuning.pairedFeatures)
    }
    let pairs = pairedCount * (pairedCount - 1) / 2
    let ranking = width > pairedCount && pairedCount > 0 ? width * Self.rankedRows(task).count : 0
    passes = try ExplainingFault.passes(
      works.count + pairs, ExplainingFault.passes(task.settings.cells, task.settings.cells),
      plus: task.data.count + ranking)
  }

  /// Rows that tell which features matter.
  private static func rankedRows(_ task: ExplainingTask) -> [Int] {
    ExplainingTask.spaced(ExplainingTuning.usualRows, of: task.data.count)
  }

  /// The features that are paired, in their order: of many those whose medians, put in for a row's own numbers, change scores most.
  private func paired(_ run: inout ScoringPasses, _ scores: [[Double]]) throws -> [Int] {
    let width = task.data.first?.count ?? 0
    guard width > pairedCount else { return Array(0..<width) }
    let medians = try DataColumns.medians(of: task.data)
    let rows = Self.rankedRows(task)
    var changes = [Double](repeating: 0, count: width)
    try run.score(width * rows.count) { number in
      var row = task.data[rows[number / width]]
      row[number % width] = medians[number % width]
      return row
    } take: { number, answer in
      changes[number % width] += zip(answer, scores[rows[number / width]]).reduce(0) { $0 + abs($1.0 - $1.1) }
    }
    let order = changes.indices.sorted { (-changes[$0], $0) < (-changes[$1], $1) }
    return order.prefix(pairedCount).sorted()
  }

  func explanation(of model: ScoredModel) throws -> Explanation {
    let names = task.featureNames(task.data.first?.count ?? 0)
    var made = Explanation(.boundary, definition)
    var run = ScoringPasses(model)
    var scores: [[Double]] = []
    try run.score(task.data.count, row: { task.data[$0] }, take: { scores.append($1) })
    let said = scores.map(Quality.best)
    var works = works
    if pairedCount > 0 {
      let features = try paired(&run, scores)
      for (place, second) in features.enumerated() {
        for first in features.prefix(place) {
          // A feature without a finite number has no axis.
          let plane = try? DecisionBoundary(
            over: task.data, features: (first, second), cells: task.settings.cells)
          if let plane { works.append(plane) }
        }
      }
    }
    made.passes = run.passes
    for work in works {
      let grid = try work.grid(of: model)
      made.passes += grid.passes
      let titles: (String, String) =
        switch work.plane {
        case .features(let x, let y): (names[x], names[y])
        case .principal: ("first principal component", "second principal component")
        }
      let known = task.known.count == work.places.count ? task.known : []
      let points = work.places.enumerated().map { number, place in
        Explanation.Point(
          x: place.x, y: place.y, known: known.isEmpty ? nil : Int(exactly: known[number]), said: said[number]
        )
      }
      made.boundaries.append(.init(names: titles, grid: grid, points: points))
    }
    let first = made.boundaries.prefix(works.first?.plane == .principal ? 1 : 0)
    // Planes on which most rows get the class that they get as they are show the model best.
    let rest = made.boundaries.dropFirst(first.count).enumerated()
      .sorted { (-Self.agreement($0.element), $0.offset) < (-Self.agreement($1.element), $1.offset) }
    made.boundaries = first + rest.map(\.element)
    made.features = made.boundaries.first.map { [$0.names.x, $0.names.y] } ?? []
    return made
  }

  /// How many rows get the same class on a plane as they get as they are.
  private static func agreement(_ boundary: Explanation.Boundary) -> Int {
    let grid = boundary.grid
    func cell(_ number: Double, _ axis: [Double]) -> Int? {
      guard number.isFinite, let low = axis.first, let high = axis.last, high > low else { return nil }
      return Int(((number - low) / (high - low) * Double(axis.count - 1)).rounded())
    }
    return boundary.points.count { point in
      guard let column = cell(point.x, grid.x), let row = cell(point.y, grid.y),
        grid.classes.indices.contains(row),
        grid.classes[row].indices.contains(column)
      else { return false }
      return grid.classes[row][column] == point.said
    }
  }

  private var definition: String {
    let cells = "class with the largest score in each of \(task.settings.cells)×\(task.settings.cells) cells"
    let median = "\(cells); other features at the median of \(task.data.count) rows"
    if task.pair != nil { return median }
    let plane = "the plane of the first two principal components of \(task.data.count) rows"
    if task.settings.isPrincipal { return "\(cells) of \(plane)" }
    let some =
      pairedCount < task.data.first?.count ?? 0
      ? "; pairs of the \(pairedCount) features that change scores most where they get their median" : ""
    return (works.isEmpty ? median : "\(median), or all features moving along \(plane)") + some
  }
}
