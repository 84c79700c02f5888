import Testing

@testable import Projections

@Suite("Eigenvalues, principal components and singular values")
struct ProjectionsTests {
  @Test("eigenvalues of a matrix with a known answer")
  func known() throws {
    // 2 on the diagonal and −1 beside it: 2 − 2 cos(kπ/(n+1)), for n = 3: 2 − √2, 2, 2 + √2.
    var matrix = SymmetricMatrix(productsOf: [1, -1, 0, 0, 0, 1, -1, 0, 0, 0, 1, -1], count: 3, width: 4)
    let eigen = matrix.eigen(withVectors: true)
    for (value, expected) in zip(eigen.values, [2 + 2.0.squareRoot(), 2, 2 - 2.0.squareRoot()]) {
      #expect(abs(value - expected) < 1e-14)
    }
    #expect(eigen.values.count == 3)
    matrix = SymmetricMatrix(size: 0)
    #expect(matrix.eigen(withVectors: true).values.isEmpty)
  }

  @Test("the matrix times an eigenvector is that vector times its value", arguments: [1, 2, 5, 40])
  func isEigen(size: Int) {
    let matrix = SymmetricMatrix(productsOf: PointData.scattered(size * 7, seed: 5), count: size, width: 7)
    let eigen = matrix.eigen(withVectors: true)
    for (a, b) in zip(eigen.values, matrix.eigen(withVectors: false).values) { #expect(abs(a - b) < 1e-12) }
    for (value, vector) in zip(eigen.values, eigen.vectors) {
      for row in 0..<size {
        let product = (0..<size).reduce(0) { $0 + matrix.values[row * size + $1] * vector[$1] }
        #expect(abs(product - value * vector[row]) < 1e-12)
      }
      #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
    }
    #expect(eigen.vectors.count == size)
  }

  @Test("points on a line have one component, in any number of dimensions", arguments: [2, 30])
  func line(width: Int) throws {
    let direction = PointData.scattered(width, seed: 1)
    let along = (0..<12).map(Double.init)
    let points = along.flatMap { place in direction.map { 3 + place * $0 } }
    let found = try #require(PrincipalComponents(points, count: 12, width: width, axes: 2))
    #expect(abs(found.explained[0] - 1) < 1e-12)
    #expect(abs(found.explained[1]) < 1e-12)
    let step = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for place in 1..<12 {
      #expect(abs(abs(found.places[0][place] - found.places[0][place - 1]) - step) < 1e-12)
    }
  }

  @Test("few points in many dimensions are as they are in their own plane")
  func fewPoints() throws {
    let points = PointData.scattered(5 * 200, seed: 9)
    let found = try #require(PrincipalComponents(points, count: 5, width: 200, axes: 4))
    // All variance of five points is in four axes, which keep all distances.
    #expect(abs(found.explained.reduce(0, +) - 1) < 1e-12)
    for (a, b) in [(0, 1), (2, 4), (1, 3)] {
      let far = (0..<200).reduce(0) {
        $0 + (points[a * 200 + $1] - points[b * 200 + $1]) * (points[a * 200 + $1] - points[b * 200 + $1])
      }
      let seen = found.places.reduce(0) { $0 + ($1[a] - $1[b]) * ($1[a] - $1[b]) }
      #expect(abs(far - seen) < 1e-10)
    }
  }

  @Test("nothing to tell: one point, all points alike, counts that do not fit")
  func nothing() {
    #expect(PrincipalComponents([1, 2], count: 1, width: 2, axes: 2) == nil)
    #expect(PrincipalComponents([1, 2, 1, 2], count: 2, width: 2, axes: 2) == nil)
    let size = PrincipalComponents.mostSize + 1
    #expect(
      PrincipalComponents([Double](repeating: 0, count: size * size), count: size, width: size, axes: 2)
        == nil)
    #expect(PrincipalComponents([1, 2], count: .max, width: 2, axes: 2) == nil)
  }

  @Test("singular values of a diagonal matrix, wide and tall; small ones are left out")
  func singular() throws {
    let wide = try #require(SingularValues.of([3, 0, 0, 0, -4, 0], rows: 2, columns: 3))
    let tall = try #require(SingularValues.of([3, 0, 0, -4, 0, 0], rows: 3, columns: 2))
    #expect(wide.count == 2 && abs(wide[0] - 4) < 1e-14 && abs(wide[1] - 3) < 1e-14)
    #expect(tall == wide)
    #expect(SingularValues.of([1, 0, 0, 1e-6], rows: 2, columns: 2) == [1])
    #expect(SingularValues.of([.nan], rows: 1, columns: 1) == nil)
    #expect(SingularValues.of([0, 0], rows: 1, columns: 2) == [])
  }

  @Test("the sum of squares of singular values is that of the numbers")
  func frobenius() throws {
    let numbers = PointData.scattered(60 * 45, seed: 3)
    let values = try #require(SingularValues.of(numbers, rows: 60, columns: 45))
    #expect(abs(values.reduce(0) { $0 + $1 * $1 } - numbers.reduce(0) { $0 + $1 * $1 }) < 1e-9)
  }
}
