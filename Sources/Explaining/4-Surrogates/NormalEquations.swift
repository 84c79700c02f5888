/// The equations of a weighted least-squares fit, solved by Cholesky's method: sums, products, quotients and roots only, in a
/// fixed order, so that equal numbers give equal bits everywhere.
struct NormalEquations {
  private let unknowns: Int
  private let targets: Int
  /// Row by row, the lower half.
  private var matrix: [Double]
  /// By unknown, then by target.
  private var sides: [Double]

  init(unknowns: Int, targets: Int) {
    (self.unknowns, self.targets) = (unknowns, targets)
    matrix = [Double](repeating: 0, count: unknowns * unknowns)
    sides = [Double](repeating: 0, count: unknowns * targets)
  }

  /// Adds a row of numbers and what they should give. Cost: unknowns² / 2.
  mutating func add(_ row: [Double], _ values: [Double], weight: Double) {
    for first in 0..<unknowns where row[first] != 0 {
      let part = weight * row[first]
      for second in 0...first { matrix[first * unknowns + second] += part * row[second] }
      for target in 0..<targets { sides[first * targets + target] += part * values[target] }
    }
  }

  /// Adds a penalty on the square of each unknown.
  mutating func add(penalty: Double) {
    for place in 0..<unknowns { matrix[place * unknowns + place] += penalty }
  }

  /// The unknowns, by target inside.
  ///
  /// - Throws: ``ExplainingFault`` where they are not determined, or numbers are not finite. Cost: unknowns³ / 6.
  consuming func solved() throws(ExplainingFault) -> [[Double]] {
    for column in 0..<unknowns {
      let diagonal = matrix[column * unknowns + column]
      let pivot = rest(column, column)
      guard pivot.isFinite, pivot > diagonal * ExplainingTuning.leastPivot else {
        throw ExplainingFault(
          "explain-undetermined",
          pivot.isFinite
            ? "the samples do not tell all features apart" : "the fit met a number that is not finite")
      }
      let root = pivot.squareRoot()
      matrix[column * unknowns + column] = root
      for row in (column + 1)..<max(column + 1, unknowns) {
        matrix[row * unknowns + column] = rest(row, column) / root
      }
    }
    for target in 0..<targets { substitute(target) }
    return (0..<unknowns).map { Array(sides[($0 * targets)..<(($0 + 1) * targets)]) }
  }

  /// A number of the matrix less what columns before it explain.
  private func rest(_ row: Int, _ column: Int) -> Double {
    var rest = matrix[row * unknowns + column]
    for place in 0..<column {
      rest -= matrix[row * unknowns + place] * matrix[column * unknowns + place]
    }
    return rest
  }

  private mutating func substitute(_ target: Int) {
    for row in 0..<unknowns {
      var value = sides[row * targets + target]
      for place in 0..<row { value -= matrix[row * unknowns + place] * sides[place * targets + target] }
      sides[row * targets + target] = value / matrix[row * unknowns + row]
    }
    for row in (0..<unknowns).reversed() {
      var value = sides[row * targets + target]
      for place in (row + 1)..<max(row + 1, unknowns) {
        value -= matrix[place * unknowns + row] * sides[place * targets + target]
      }
      sides[row * targets + target] = value / matrix[row * unknowns + row]
    }
  }
}
