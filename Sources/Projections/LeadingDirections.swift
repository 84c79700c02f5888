/// The directions in which many wide rows are spread most, by repeated multiplication (subspace iteration, Bauer 1957), for
/// matrices whose eigenvalues would cost too much.
struct LeadingDirections {
  /// The sum of squares along each direction, the largest first.
  private(set) var values: [Double] = []
  /// Each of length 1.
  private(set) var vectors: [[Double]] = []

  /// Finds the first directions of centred rows, or fewer where rows have no more.
  ///
  /// Begins with rows at even steps, and so takes no random number. Cost: rows × width × 20 × rounds; no more rounds are made than ``ProjectionTuning/mostRounds``
  /// and ``ProjectionTuning/mostWork`` allow.
  init(of centred: [Double], count: Int, width: Int, wanted: Int) {
    let size = min(wanted + ProjectionTuning.spareDirections, count, width)
    var basis = (0..<size).map { place -> [Double] in
      let row = place * count / size
      return Array(centred[(row * width)..<((row + 1) * width)])
    }
    let work = Double(count) * Double(width) * Double(2 * size)
    let rounds = max(2, min(ProjectionTuning.mostRounds, Int(ProjectionTuning.mostWork / max(work, 1))))
    for _ in 0..<rounds {
      Self.orthonormalize(&basis)
      let products = Self.products(centred, count, width, basis)
      // What the rows do to the space that the basis spans, and the directions in it that they only stretch.
      let eigen = SymmetricMatrix(productsOf: products, count: basis.count, width: count).eigen(
        withVectors: true)
      guard eigen.vectors.count == basis.count, !basis.isEmpty else { break }
      vectors = Self.mixed(basis, eigen.vectors)
      values = eigen.values
      basis = Self.mixed(Self.images(centred, count, width, products, basis.count), eigen.vectors)
      let isSettled = zip(vectors, zip(values, basis)).prefix(wanted).allSatisfy { vector, pair in
        let off = zip(pair.1, vector).reduce(0) { sum, next in
          let rest = next.0 - pair.0 * next.1
          return sum + rest * rest
        }
        return off.squareRoot() <= ProjectionTuning.settled * pair.0
      }
      if isSettled { break }
    }
    values = Array(values.prefix(wanted))
    vectors = Array(vectors.prefix(wanted))
  }

  /// Makes vectors perpendicular and of length 1; those that earlier ones make up are taken out. Twice, since once leaves
  /// rounding.
  private static func orthonormalize(_ basis: inout [[Double]]) {
    var kept: [[Double]] = []
    for vector in basis {
      var rest = vector
      let before = length(rest)
      for _ in 0..<2 {
        for other in kept {
          var along = 0.0
          for place in rest.indices { along += rest[place] * other[place] }
          for place in rest.indices { rest[place] -= along * other[place] }
        }
      }
      let after = length(rest)
      guard after > before * 1e-12, after > 0 else { continue }
      kept.append(rest.map { $0 / after })
    }
    basis = kept
  }

  private static func length(_ vector: [Double]) -> Double {
    vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  /// By vector of the basis: the place of each row along it.
  private static func products(
    _ centred: [Double], _ count: Int, _ width: Int, _ basis: [[Double]]
  ) -> [Double] {
    var products = [Double](repeating: 0, count: basis.count * count)
    centred.withUnsafeBufferPointer { rows in
      for row in 0..<count {
        for (number, vector) in basis.enumerated() {
          vector.withUnsafeBufferPointer { vector in
            // Four sums, since each addition waits for the one before it.
            var sums = SIMD4<Double>.zero
            let whole = width & ~3
            for place in Swift.stride(from: 0, to: whole, by: 4) {
              let at = row * width + place
              let own = SIMD4<Double>(rows[at], rows[at + 1], rows[at + 2], rows[at + 3])
              let along = SIMD4<Double>(
                vector[place], vector[place + 1], vector[place + 2], vector[place + 3])
              sums += own * along
            }
            var sum = (sums.x + sums.y) + (sums.z + sums.w)
            for place in whole..<width { sum += rows[row * width + place] * vector[place] }
            products[number * count + row] = sum
          }
        }
      }
    }
    return products
  }

  /// The rows added up, each as often as its place along a vector of the basis says.
  private static func images(
    _ centred: [Double], _ count: Int, _ width: Int, _ products: [Double], _ size: Int
  ) -> [[Double]] {
    var images = [[Double]](repeating: [Double](repeating: 0, count: width), count: size)
    centred.withUnsafeBufferPointer { rows in
      for row in 0..<count {
        for number in 0..<size {
          let weight = products[number * count + row]
          images[number].withUnsafeMutableBufferPointer { image in
            for place in 0..<width { image[place] += weight * rows[row * width + place] }
          }
        }
      }
    }
    return images
  }

  /// Sums of vectors with the weights of each mixture.
  private static func mixed(_ vectors: [[Double]], _ mixtures: [[Double]]) -> [[Double]] {
    mixtures.map { weights in
      var sum = [Double](repeating: 0, count: vectors.first?.count ?? 0)
      for (weight, vector) in zip(weights, vectors) {
        for place in sum.indices { sum[place] += weight * vector[place] }
      }
      return sum
    }
  }
}
