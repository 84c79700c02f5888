import ElementaryFunctions
import Testing

@testable import Projections

@Suite("The parts of t-SNE")
struct MapPartTests {
  private func points(_ count: Int, seed: UInt64) -> [SIMD2<Double>] {
    let numbers = PointData.scattered(2 * count, seed: seed)
    return (0..<count).map { SIMD2(numbers[2 * $0], numbers[2 * $0 + 1]) * 40 }
  }

  @Test("neighbours are as many as asked for, nearer ones weigh more", arguments: [2.0, 5, 30])
  func shares(perplexity: Double) {
    let distances = PointData.scattered(200, seed: 3).map { ($0 + 0.5) * 7 }
    let shares = NeighborWeights.shares(distances, perplexity: perplexity)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    // The perplexity is e to the entropy: for equal shares, their number.
    let entropy = shares.reduce(0) { $1 > 0 ? $0 - $1 * naturalLogarithm($1) : $0 }
    #expect(abs(exponential(entropy) - perplexity) < 1e-6)
    for (place, share) in shares.enumerated() where share < shares[0] {
      #expect(distances[place] > distances[0])
    }
  }

  @Test("equal distances, and more neighbours wanted than there are: equal shares")
  func equalShares() {
    #expect(NeighborWeights.shares([2, 2, 2, 2], perplexity: 3) == [0.25, 0.25, 0.25, 0.25])
    for share in NeighborWeights.shares([1, 2, 3], perplexity: 300) { #expect(abs(share - 1.0 / 3) < 1e-6) }
    #expect(NeighborWeights.shares([], perplexity: 3).isEmpty)
    // Fewer than the two that are equally near: these alone.
    let near = NeighborWeights.shares([1, 1, 5, 9], perplexity: 1)
    #expect(near == [0.5, 0.5, 0, 0])
  }

  @Test("the nearest rows are those that sorting finds", arguments: [1, 3, 7, 40, 60])
  func nearest(count: Int) throws {
    // Few different numbers, so that many distances are equal.
    let points = PointData.scattered(41 * 3, seed: 17).map { ($0 * 4).rounded() }
    let chosen = try #require(ChosenRows(points, count: 41, width: 3))
    var distances = [[Double]](repeating: [Double](repeating: 0, count: 41), count: 41)
    var pairs = 0
    chosen.forEachPair { first, second, distance in
      #expect(first > second)
      distances[first][second] = distance
      distances[second][first] = distance
      pairs += 1
    }
    #expect(pairs == 41 * 20)
    let found = NearestNeighbors(of: chosen, count: count)
    #expect(found.count == min(count, 40))
    for row in 0..<41 {
      let sorted = (0..<41).filter { $0 != row }.sorted {
        (distances[row][$0], $0) < (distances[row][$1], $1)
      }
      let own = found.rows[(row * found.count)..<((row + 1) * found.count)].map(\.row)
      #expect(own == Array(sorted.prefix(count)))
    }
  }

  @Test("shares of all pairs add up to ½ in one order; of all nearest ones they are the same")
  func affinities() throws {
    let chosen = try #require(ChosenRows(PointData.scattered(50 * 4, seed: 5), count: 50, width: 4))
    let all = AffinityPairs(all: chosen, perplexity: 16)
    #expect(abs(all.shares.reduce(0, +) - 0.5) < 1e-12)
    // 3 × 16 neighbours of 49 are all but one.
    let nearest = AffinityPairs(nearest: chosen, perplexity: 16)
    #expect(abs(nearest.shares.reduce(0, +) - 0.5) < 1e-12)
    guard case .some(let starts, let others) = nearest.pairs else {
      Issue.record("not some pairs")
      return
    }
    #expect(starts.count == 51 && starts.last == others.count && others.count == nearest.shares.count)
    for first in 0..<50 {
      for place in starts[first]..<starts[first + 1] {
        let second = Int(others[place])
        #expect(second > first)
        #expect(abs(nearest.shares[place] - all.shares[second * (second - 1) / 2 + first]) < 1e-4)
      }
    }
  }

  @Test("groups push as all pairs do, within some percent", arguments: [2, 3, 50, 400])
  func pushes(count: Int) {
    let map = points(count, seed: 21)
    let exact = MapForces(all: map, [Double](repeating: 0, count: count * (count - 1) / 2))
    let (pushes, whole) = QuadTree(map).pushes()
    #expect(abs(whole - exact.whole) < 0.02 * exact.whole)
    var (off, size) = (0.0, 0.0)
    for (own, other) in zip(pushes, exact.pushes) {
      off += ((own - other) * (own - other)).sum()
      size += (other * other).sum()
    }
    #expect(off.squareRoot() < 0.03 * size.squareRoot())
  }

  @Test("points in one place, in two, on a line, and none")
  func crowded() {
    #expect(QuadTree([]).pushes().whole == 0)
    #expect(QuadTree([SIMD2(3, 4)]).pushes().whole == 0)
    let (pushes, whole) = QuadTree([SIMD2<Double>](repeating: SIMD2(1, 2), count: 7)).pushes()
    #expect(whole == 42 && pushes.allSatisfy { $0 == .zero })
    // Each meets the two beside it, and three at distance 1.
    let two = QuadTree((0..<6).map { SIMD2(Double($0 % 2), 0) }).pushes()
    #expect(abs(two.whole - 6 * (2 + 1.5)) < 1e-12)
    let line = (0..<500).map { SIMD2(Double($0), 0) }
    let exact = MapForces(all: line, [Double](repeating: 0, count: 500 * 499 / 2))
    #expect(abs(QuadTree(line).pushes().whole - exact.whole) < 0.02 * exact.whole)
    // Distances of 300 decades, and places that are no numbers, end as well.
    _ = QuadTree((0..<60).map { SIMD2(Double(sign: .plus, exponent: -17 * $0, significand: 1), 0) }).pushes()
    _ = QuadTree([SIMD2(.nan, 1), SIMD2(.infinity, 0), SIMD2(0, 0)]).pushes()
  }

  @Test("more dimensions and points than eigenvalues are worked out for have the same first axes")
  func leading() throws {
    let (count, width) = (90, 70)
    var points = PointData.scattered(count * width, seed: 31)
    for row in 0..<count {
      for column in 0..<3 { points[row * width + column] *= Double(9 - 2 * column) }
    }
    for column in 0..<width {
      let mean = (0..<count).reduce(0) { $0 + points[$1 * width + column] } / Double(count)
      for row in 0..<count { points[row * width + column] -= mean }
    }
    let whole = try #require(PrincipalComponents(points, count: count, width: width, axes: 3))
    let leading = LeadingDirections(of: points, count: count, width: width, wanted: 3)
    let total = points.reduce(0) { $0 + $1 * $1 }
    #expect(leading.vectors.count == 3)
    for axis in 0..<3 {
      #expect(abs(leading.values[axis] / total - whole.explained[axis]) < 1e-12)
      let vector = leading.vectors[axis]
      let places = (0..<count).map { row in
        (0..<width).reduce(0) { $0 + points[row * width + $1] * vector[$1] }
      }
      for row in 0..<count { #expect(abs(abs(places[row]) - abs(whole.places[axis][row])) < 1e-6) }
    }
    // Rows that are one direction have one, and zeros none.
    let line = (0..<30).flatMap { row in (0..<5).map { Double(row - 15) * Double($0 + 1) } }
    #expect(LeadingDirections(of: line, count: 30, width: 5, wanted: 2).vectors.count == 1)
    #expect(LeadingDirections(of: [0, 0, 0, 0], count: 2, width: 2, wanted: 2).vectors.isEmpty)
  }
}
