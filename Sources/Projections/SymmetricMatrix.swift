/// A symmetric matrix, and its eigenvalues.
///
/// Only + − × ÷ and square roots are used, in a fixed order, so that equal matrices give equal bits on every machine.
struct SymmetricMatrix {
  let size: Int
  /// Row by row.
  private(set) var values: [Double]

  /// A matrix of zeros.
  init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  /// The products of all pairs of rows of some numbers: `A Aᵀ` for `count` rows of `width` numbers. Cost: count² × width / 2.
  init(productsOf rows: [Double], count: Int, width: Int) {
    self.init(size: count)
    let size = count
    rows.withUnsafeBufferPointer { rows in
      for first in 0..<size {
        let own = first * width
        // Four products at a time, since each addition waits for the one before it.
        for second in stride(from: 0, through: first, by: 4) {
          let others = SIMD4(second, min(second + 1, first), min(second + 2, first), min(second + 3, first))
          let at = others &* width
          var sums = SIMD4<Double>.zero
          for place in 0..<width {
            let theirs = SIMD4<Double>(
              rows[at.x + place], rows[at.y + place], rows[at.z + place], rows[at.w + place])
            sums += rows[own + place] * theirs
          }
          for number in 0..<4 {
            values[first * size + others[number]] = sums[number]
            values[others[number] * size + first] = sums[number]
          }
        }
      }
    }
  }

  /// The eigenvalues from the largest on, each with its eigenvector of length 1.
  ///
  /// Householder's reduction to three diagonals, then the implicit QL method (Martin, Reinsch and Wilkinson 1968; Dubrulle
  /// 1970). Cost: size³, a few times that with vectors.
  func eigen(withVectors: Bool) -> (values: [Double], vectors: [[Double]]) {
    guard size > 0 else { return ([], []) }
    var work = values
    var (diagonal, beside) = Self.tridiagonalize(&work, size, withVectors: withVectors)
    // Each direction as a row, since sweeps turn two of them at a time.
    if withVectors {
      for row in 0..<size {
        for column in 0..<row { work.swapAt(row * size + column, column * size + row) }
      }
    }
    guard Self.iterate(&diagonal, &beside, &work, size, withVectors: withVectors) else { return ([], []) }
    let order = diagonal.indices.sorted { (diagonal[$1], $0) < (diagonal[$0], $1) }
    let vectors = withVectors ? order.map { Array(work[($0 * size)..<(($0 + 1) * size)]) } : []
    return (order.map { diagonal[$0] }, vectors)
  }

  /// Reduces a matrix in place to three diagonals; with vectors, `work` becomes the rotation that does it.
  private static func tridiagonalize(
    _ work: inout [Double], _ size: Int, withVectors: Bool
  ) -> (diagonal: [Double], beside: [Double]) {
    var diagonal = [Double](repeating: 0, count: size)
    var beside = [Double](repeating: 0, count: size)
    work.withUnsafeMutableBufferPointer { a in
      for row in stride(from: size - 1, to: 0, by: -1) {
        beside[row] = reflect(a, row, size, &beside, &diagonal, withVectors: withVectors)
      }
      diagonal[0] = 0
      beside[0] = 0
      for row in 0..<size {
        if withVectors {
          if diagonal[row] != 0 { turn(a, row, size) }
          diagonal[row] = a[row * size + row]
          a[row * size + row] = 1
          for place in 0..<row {
            a[place * size + row] = 0
            a[row * size + place] = 0
          }
        } else {
          diagonal[row] = a[row * size + row]
        }
      }
    }
    return (diagonal, beside)
  }

  /// Takes the reflection of a row into the rotation so far. Row by row, as numbers stand in memory.
  private static func turn(_ a: UnsafeMutableBufferPointer<Double>, _ row: Int, _ size: Int) {
    var sums = [Double](repeating: 0, count: row)
    sums.withUnsafeMutableBufferPointer { sums in
      for place in 0..<row {
        let share = a[row * size + place]
        for column in 0..<row { sums[column] += share * a[place * size + column] }
      }
      for place in 0..<row {
        let share = a[place * size + row]
        for column in 0..<row { a[place * size + column] -= sums[column] * share }
      }
    }
  }

  /// Reflects the part of a row left of its diagonal onto one number, which is returned.
  private static func reflect(
    _ a: UnsafeMutableBufferPointer<Double>, _ row: Int, _ size: Int, _ beside: inout [Double],
    _ diagonal: inout [Double], withVectors: Bool
  ) -> Double {
    let start = row * size
    var scale = 0.0
    for place in 0..<row { scale += abs(a[start + place]) }
    guard row > 1, scale > 0 else {
      diagonal[row] = 0
      return a[start + row - 1]
    }
    var length = 0.0
    for place in 0..<row {
      a[start + place] /= scale
      length += a[start + place] * a[start + place]
    }
    let last = a[start + row - 1]
    let root = last >= 0 ? -length.squareRoot() : length.squareRoot()
    let result = scale * root
    length -= last * root
    a[start + row - 1] = last - root
    // What the matrix makes of the row, from its lower half alone, row by row as numbers stand in memory.
    for column in 0..<row {
      if withVectors { a[column * size + row] = a[start + column] / length }
      var sum = 0.0
      for place in 0...column { sum += a[column * size + place] * a[start + place] }
      beside[column] = sum
    }
    for place in 1..<row {
      let share = a[start + place]
      for column in 0..<place { beside[column] += a[place * size + column] * share }
    }
    var product = 0.0
    for column in 0..<row {
      beside[column] /= length
      product += beside[column] * a[start + column]
    }
    let half = product / (length + length)
    for column in 0..<row {
      let value = a[start + column]
      let change = beside[column] - half * value
      beside[column] = change
      for place in 0...column {
        a[column * size + place] -= value * beside[place] + change * a[start + place]
      }
    }
    diagonal[row] = length
    return result
  }

  /// Turns three diagonals into one; not where that comes to no end, which numbers that are not finite do.
  private static func iterate(
    _ diagonal: inout [Double], _ beside: inout [Double], _ work: inout [Double], _ size: Int,
    withVectors: Bool
  ) -> Bool {
    for place in 1..<max(size, 1) { beside[place - 1] = beside[place] }
    beside[size - 1] = 0
    for low in 0..<size {
      var rounds = 0
      while true {
        var end = low
        while end < size - 1 {
          let near = abs(diagonal[end]) + abs(diagonal[end + 1])
          if abs(beside[end]) <= near * 0x1p-52 { break }
          end += 1
        }
        if end == low { break }
        rounds += 1
        guard rounds < 60 else { return false }
        rotate(&diagonal, &beside, &work, size, low, end, withVectors: withVectors)
      }
    }
    return true
  }

  /// One sweep of rotations from the end of a part to its beginning.
  private static func rotate(
    _ diagonal: inout [Double], _ beside: inout [Double], _ work: inout [Double], _ size: Int, _ low: Int,
    _ end: Int, withVectors: Bool
  ) {
    var shift = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low])
    var length = (shift * shift + 1).squareRoot()
    shift = diagonal[end] - diagonal[low] + beside[low] / (shift + (shift >= 0 ? length : -length))
    var (sine, cosine, rest) = (1.0, 1.0, 0.0)
    var place = end - 1
    while place >= low {
      let first = sine * beside[place]
      let second = cosine * beside[place]
      length = (first * first + shift * shift).squareRoot()
      beside[place + 1] = length
      if length == 0 {
        diagonal[place + 1] -= rest
        beside[end] = 0
        return
      }
      (sine, cosine) = (first / length, shift / length)
      shift = diagonal[place + 1] - rest
      length = (diagonal[place] - shift) * sine + 2 * cosine * second
      rest = sine * length
      diagonal[place + 1] = shift + rest
      shift = cosine * length - second
      if withVectors {
        work.withUnsafeMutableBufferPointer { work in
          for at in (place * size)..<((place + 1) * size) {
            let (lower, upper) = (work[at], work[at + size])
            work[at + size] = sine * lower + cosine * upper
            work[at] = cosine * lower - sine * upper
          }
        }
      }
      place -= 1
    }
    diagonal[low] -= rest
    beside[low] = shift
    beside[end] = 0
  }
}
