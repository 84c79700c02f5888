/// The rows that a map is made of, ready to be compared.
struct ChosenRows {
  /// Their numbers among the rows given.
  let rows: [Int]
  /// How many rows have a number that is not finite.
  let unusable: Int
  /// The numbers of each row in groups of four, the last one filled up with zeros. They are multiplied by a power of two so that
  /// no square is infinite; a map depends on no scale.
  let groups: [SIMD4<Double>]
  /// Groups in a row.
  let stride: Int
  private let width: Int

  /// Chooses the finite rows, or those at even steps where they are too many; nil where there is none.
  init?(_ points: [Double], count: Int, width: Int) {
    let (size, overflow) = count.multipliedReportingOverflow(by: width)
    guard !overflow, count > 0, width > 0, points.count == size else { return nil }
    var largest = 0.0
    var finite: [Int] = []
    for row in 0..<count {
      var highest = 0.0
      // A number that is not finite stays in this product with 0.
      var rest = 0.0
      for place in (row * width)..<((row + 1) * width) {
        highest = max(highest, abs(points[place]))
        rest += points[place] * 0
      }
      guard rest == 0 else { continue }
      finite.append(row)
      largest = max(largest, highest)
    }
    guard !finite.isEmpty else { return nil }
    let most = Self.most(width: width)
    let all = finite
    let chosen = all.count > most ? (0..<most).map { all[$0 * all.count / most] } : all
    rows = chosen
    unusable = count - all.count
    self.width = width
    stride = (width + 3) / 4
    let power = largest > 0 ? -largest.exponent : 0
    var groups = [SIMD4<Double>](repeating: .zero, count: chosen.count * stride)
    for (place, row) in chosen.enumerated() {
      for column in 0..<width {
        groups[place * stride + column / 4][column % 4] = Double(
          sign: .plus, exponent: power, significand: points[row * width + column])
      }
    }
    self.groups = groups
  }

  /// How many rows of a width can be compared in reasonable time.
  static func most(width: Int) -> Int {
    let byWork = (2 * ProjectionTuning.mostWork / Double(width)).squareRoot()
    return max(1, min(ProjectionTuning.mostPoints, Int(byWork)))
  }

  /// Where points start: on the first two principal components, hardly spread.
  var start: [SIMD2<Double>] {
    let count = rows.count
    var numbers: [Double] = []
    numbers.reserveCapacity(count * width)
    for row in 0..<count {
      for column in 0..<width { numbers.append(groups[row * stride + column / 4][column % 4]) }
    }
    guard let found = PrincipalComponents(numbers, count: count, width: width, axes: 2) else {
      return [SIMD2<Double>](repeating: .zero, count: count)
    }
    let first = found.places[0]
    let spread = Self.spread(first)
    guard spread > 0 else { return [SIMD2<Double>](repeating: .zero, count: count) }
    var second = found.places.count > 1 ? found.places[1] : []
    if second.isEmpty || Self.spread(second) <= spread * ProjectionTuning.leastSecondSpread {
      // Points on a line would never leave it. They start on a bow, the same for all.
      second = first.map { $0 / spread * $0 }
    }
    let scale = ProjectionTuning.startSpread / spread
    return zip(first, second).map { SIMD2($0 * scale, $1 * scale) }
  }

  /// The standard deviation of numbers whose mean is 0.
  private static func spread(_ numbers: [Double]) -> Double {
    (numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)).squareRoot()
  }

  /// Calls `body` with the squared distance of every pair of rows, each pair once, the first number the higher. Cost: rows² × width / 2.
  ///
  /// Rows are taken sixteen at a time, so that those they are compared with come from memory a sixteenth as often.
  func forEachPair(_ body: (_ first: Int, _ second: Int, _ distance: Double) -> Void) {
    let block = 16
    groups.withUnsafeBufferPointer { groups in
      for from in Swift.stride(from: 0, to: rows.count, by: block) {
        let end = min(from + block, rows.count)
        for second in 0..<end {
          for first in max(from, second + 1)..<max(end, second + 1) {
            var sum = SIMD4<Double>.zero
            let (a, b) = (first * stride, second * stride)
            for place in 0..<stride {
              let difference = groups[a + place] - groups[b + place]
              sum += difference * difference
            }
            body(first, second, (sum.x + sum.y) + (sum.z + sum.w))
          }
        }
      }
    }
  }
}
