import Testing

@testable import Projections

@Suite("Maps by t-SNE: small, hostile and degenerate points")
struct MapTests {
  @Test("few points have a place each, and as many neighbours as they can", arguments: 1...7)
  func few(count: Int) throws {
    let map = try #require(TSNE(PointData.scattered(count * 3, seed: 4), count: count, width: 3))
    #expect(map.places.count == 2 && map.places.allSatisfy { $0.count == count })
    #expect(map.places.joined().allSatisfy { $0.isFinite && abs($0) < 1e6 })
    #expect(map.perplexity == max(1, Double(count - 1) / 3))
    #expect(map.divergence.isFinite && map.divergence > -1e-9)
    #expect(Set(zip(map.places[0], map.places[1]).map { "\($0)" }).count == count)
  }

  @Test("two clusters come apart, also along a line", arguments: [1, 2, 9])
  func clusters(width: Int) throws {
    let points = PointData.clusters(40, of: 2, width: width, spread: 0.01)
    let map = try #require(TSNE(points, count: 40, width: width))
    #expect(PointData.trustworthiness(points, width: width, map.places, neighbors: 5) > 0.9)
    func middle(_ cluster: Int) -> [Double] {
      map.places.map { axis in stride(from: cluster, to: 40, by: 2).reduce(0) { $0 + axis[$1] } / 20 }
    }
    let (a, b) = (middle(0), middle(1))
    let apart = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    for row in 0..<40 {
      let own = row % 2 == 0 ? a : b
      let far = zip(map.places, own).reduce(0) { $0 + ($1.0[row] - $1.1) * ($1.0[row] - $1.1) }.squareRoot()
      #expect(far < apart / 2)
    }
  }

  @Test("equal rows have one place where all are equal, and are near where some are")
  func duplicates() throws {
    let same = try #require(TSNE([Double](repeating: 3, count: 20), count: 10, width: 2))
    #expect(same.places.joined().allSatisfy { $0 == 0 })
    #expect(abs(same.divergence) < 1e-9)
    let once = PointData.scattered(12 * 4, seed: 8)
    let map = try #require(TSNE(once + once + once, count: 36, width: 4))
    for row in 0..<12 {
      for axis in map.places { #expect(abs(axis[row] - axis[row + 12]) < 0.5) }
    }
    #expect(map.places.joined().allSatisfy { $0.isFinite })
  }

  @Test("rows with a number that is not finite are left out and counted")
  func notFinite() throws {
    var points = PointData.scattered(30 * 3, seed: 2)
    (points[4], points[33], points[34]) = (.nan, .infinity, -.infinity)
    let map = try #require(TSNE(points, count: 30, width: 3))
    #expect(map.unusable == 2)
    #expect(map.rows == (0..<30).filter { $0 != 1 && $0 != 11 })
    #expect(map.places[0].count == 28 && map.places.joined().allSatisfy { $0.isFinite })
    #expect(TSNE([.nan, .nan], count: 2, width: 1) == nil)
  }

  @Test("numbers of any size make the same map as they do scaled", arguments: [-1010, -500, 3, 1023])
  func scales(power: Int) throws {
    let points = PointData.scattered(20 * 4, seed: 6)
    let scale = Double(sign: .plus, exponent: power, significand: 1)
    let map = try #require(TSNE(points, count: 20, width: 4))
    #expect(TSNE(points.map { $0 * scale }, count: 20, width: 4)?.places == map.places)
  }

  @Test("a few huge numbers among small ones")
  func outliers() throws {
    var points = PointData.scattered(30 * 2, seed: 3)
    (points[0], points[17]) = (1e308, -1.7e308)
    let map = try #require(TSNE(points, count: 30, width: 2))
    #expect(map.places.joined().allSatisfy { $0.isFinite } && map.divergence.isFinite)
  }

  @Test("counts that do not fit the numbers are no points")
  func counts() {
    #expect(TSNE([], count: 0, width: 0) == nil)
    #expect(TSNE([1, 2], count: 2, width: 2) == nil)
    #expect(TSNE([1, 2], count: -1, width: -2) == nil)
    #expect(TSNE([1], count: .max, width: 2) == nil)
  }

  @Test("a perplexity is lowered where points are few, and is a number")
  func perplexity() {
    #expect(TSNE.perplexity(30, count: 1000) == 30)
    #expect(TSNE.perplexity(30, count: 61) == 20)
    #expect(TSNE.perplexity(.nan, count: 1000) == 30)
    #expect(TSNE.perplexity(-4, count: 1000) == 1)
    #expect(TSNE.perplexity(.infinity, count: 1000) == 30)
    #expect(TSNE.perplexity(1e9, count: 1) == 1)
  }

  @Test("too many rows, or too wide ones: those at even steps")
  func many() throws {
    #expect(ChosenRows.most(width: 64) == ProjectionTuning.mostPoints)
    #expect(ChosenRows.most(width: 1 << 40) == 1)
    let count = ProjectionTuning.mostPoints + 5
    let chosen = try #require(
      ChosenRows([Double](repeating: 1, count: count), count: count, width: 1))
    #expect(chosen.rows.count == ProjectionTuning.mostPoints)
    #expect(chosen.rows.first == 0 && chosen.rows == chosen.rows.sorted() && chosen.rows[9000] > 9000)
  }

  @Test("the same bits on every machine, in every build")
  func bits() throws {
    let map = try #require(TSNE(PointData.clusters(60, of: 4, width: 6), count: 60, width: 6))
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for value in map.places.joined() { hash = (hash ^ value.bitPattern) &* 0x100_0000_01b3 }
    #expect(hash == 12_401_038_981_032_146_562)
  }
}
