import Testing

@testable import Projections

@Suite("Maps of trained digits are as good as scikit-learn's")
struct DigitMapLargeTests {
  private let points: [Double]
  private let known: PointData.Digits
  private var count: Int { points.count / known.width }

  init() throws { (points, known) = try PointData.Digits.load() }

  private func trust(_ places: [[Double]]) -> Double {
    PointData.trustworthiness(points, width: known.width, places, neighbors: 10)
  }

  @Test("principal components: shares, places up to sign, trustworthiness")
  func components() throws {
    let found = try #require(PrincipalComponents(points, count: count, width: known.width, axes: 2))
    for (own, other) in zip(found.explained, known.explained) { #expect(abs(own - other) < 1e-12) }
    for (row, places) in known.places.enumerated() {
      for axis in 0..<2 { #expect(abs(abs(found.places[axis][row]) - places[axis]) < 1e-9) }
    }
    // How good a map is, is measured as scikit-learn does.
    #expect(abs(trust(found.places) - known.pca_trustworthiness) < 1e-6)
  }

  @Test("t-SNE of all pairs: trustworthiness, divergence, twice the same bits")
  func exact() throws {
    var told: [Int] = []
    let map = try #require(TSNE(points, count: count, width: known.width) { step, _ in told.append(step) })
    #expect(map.rows == Array(0..<count) && map.unusable == 0)
    #expect(map.perplexity == 30 && map.steps == 1000)
    #expect(told.last == 1000 && told == told.sorted())
    #expect(abs(trust(map.places) - known.exact.trustworthiness) < 0.02)
    #expect(map.divergence < known.exact.divergence + 0.01)
    #expect(TSNE(points, count: count, width: known.width) == map)
  }

  @Test("t-SNE with far points as groups comes to a map as good")
  func groups() throws {
    let chosen = try #require(ChosenRows(points, count: count, width: known.width))
    let affinities = AffinityPairs(nearest: chosen, perplexity: 30)
    var descent = MapDescent(start: chosen.start)
    for step in 0..<1000 {
      if step == 250 { descent.rest() }
      descent.step(affinities, isEarly: step < 250)
    }
    let map = descent.centred
    #expect(abs(trust([map.map(\.x), map.map(\.y)]) - known.barnes_hut.trustworthiness) < 0.02)
    // Of a point's shares those of the nearest 90 are looked at, as scikit-learn does.
    #expect(affinities.divergence(from: map) < known.barnes_hut.divergence + 0.01)
  }

  @Test("more points than all pairs are looked at for; clusters stay together")
  func many() throws {
    let points = PointData.clusters(2400, of: 6, width: 5)
    let map = try #require(TSNE(points, count: 2400, width: 5))
    #expect(map.rows.count == 2400 && map.divergence.isFinite)
    // The nearest point on the map is of the same cluster, but for a few stragglers, as scikit-learn's map has them.
    let together = stride(from: 0, to: 2400, by: 40).count { row in
      func far(_ other: Int) -> Double {
        map.places.reduce(0) { $0 + ($1[row] - $1[other]) * ($1[row] - $1[other]) }
      }
      let nearest = (0..<2400).filter { $0 != row }.min { far($0) < far($1) }
      return nearest.map { $0 % 6 } == row % 6
    }
    #expect(together >= 57)
  }
}
