import Testing

@testable import Attention

@Suite("Figures of heads, marks and rollout")
struct AttentionTests {
  /// A layer of one head for each of some rows of weights.
  private func layer(_ heads: [[Float]], keys: Int) throws -> AttentionLayer {
    try #require(
      AttentionLayer(
        "a", heads: heads.count, queries: (heads.first?.count ?? 0) / keys, keys: keys,
        weights: Array(heads.joined())))
  }

  /// A head that gives one key a weight, and shares the rest among all others.
  private func looking(at target: (Int) -> Int, _ weight: Float, count: Int) -> [Float] {
    (0..<count).flatMap { query in
      (0..<count).map { key in key == target(query) ? weight : (1 - weight) / Float(count - 1) }
    }
  }

  private func marks(_ layers: [AttentionLayer]) -> [HeadMark] {
    markedHeads(
      layers.map { layer in (0..<layer.heads).map { HeadFigures(layer, head: $0) } }, keys: layers.map(\.keys)
    )
  }

  @Test("figures are numpy's", arguments: [0, 1])
  func oracle(sample: Int) throws {
    let recorded = try RecordedAttention.load()
    let layers = recorded.layers(sample)
    #expect(layers.count == 2)
    for (number, layer) in layers.enumerated() {
      for head in 0..<layer.heads {
        let (own, known) = (
          try #require(HeadFigures(layer, head: head)), recorded.figures[sample][number][head]
        )
        #expect(abs(own.entropy - known.entropy) < 1e-9)
        #expect(abs(own.largest - known.largest) < 1e-9)
        #expect(abs(own.first - known.first) < 1e-9)
        #expect(abs(try #require(own.itself) - known.itself) < 1e-9)
        #expect(abs(try #require(own.previous) - known.previous) < 1e-9)
        #expect(abs(try #require(own.mirrored) - known.mirrored) < 1e-9)
        #expect(own.usable == 11)
      }
    }
    let rollout = try #require(AttentionRollout(layers))
    for (own, known) in zip(rollout.shares, recorded.rollouts[sample]) { #expect(abs(own - known) < 1e-6) }
    #expect(rollout.tokens == 11 && rollout.shares.count == 121)
  }

  @Test("the reversing sample has a head that looks at the mirrored token")
  func trained() throws {
    let marks = marks(try RecordedAttention.load().layers(1))
    #expect(marks.contains { $0.layer == 1 && $0.head == 2 && $0.habit == .mirrored && $0.value > 0.8 })
    #expect(marks.contains { $0.layer == 1 && $0.head == 2 && $0.habit == .sharpest })
    #expect(marks.filter { $0.habit == .sharpest }.count == 1)
    #expect(!marks.contains { $0.habit == .previous || $0.habit == .itself })
  }

  @Test("each habit is seen where it is one, and not in a head that looks at all alike")
  func habits() throws {
    let n = 12
    let heads = [
      looking(at: { max(0, $0 - 1) }, 0.9, count: n), looking(at: { _ in 0 }, 0.8, count: n),
      looking(at: { $0 }, 0.7, count: n), looking(at: { $0 == 0 ? 0 : n - $0 }, 0.6, count: n),
      [Float](repeating: 1 / 12, count: n * n), looking(at: { $0 }, 0.45, count: n),
    ]
    let found = marks([try layer(heads, keys: n)])
    #expect(found.filter { $0.habit != .sharpest }.map(\.habit) == [.previous, .first, .itself, .mirrored])
    #expect(found.filter { $0.habit != .sharpest }.map(\.head) == [0, 1, 2, 3])
    #expect(found.filter { $0.habit == .sharpest }.map(\.head) == [0])
    // Two or three tokens: half the weight is no habit.
    #expect(marks([try layer([looking(at: { $0 }, 0.6, count: 3)], keys: 3)]).isEmpty)
  }

  @Test("entropy from none to all alike, exactly")
  func entropy() throws {
    let layer = try layer([[1, 0, 0, 0, 1, 0, 0, 0, 1], [Float](repeating: 1.0 / 3, count: 9)], keys: 3)
    #expect(HeadFigures(layer, head: 0)?.entropy == 0)
    #expect(HeadFigures(layer, head: 0)?.itself == 1)
    let alike = try #require(HeadFigures(layer, head: 1))
    #expect(abs(alike.entropy - 1.0986122886681098) < 1e-7)
    #expect(HeadFigures(layer, head: 2) == nil && HeadFigures(layer, head: -1) == nil)
  }

  @Test("where keys are other tokens, there is no previous one")
  func cross() throws {
    let layer = try #require(
      AttentionLayer("c", heads: 1, queries: 2, keys: 4, weights: [1, 0, 0, 0, 0.25, 0.25, 0.25, 0.25]))
    let figures = try #require(HeadFigures(layer, head: 0))
    #expect(figures.first == 0.625 && figures.largest == 0.625)
    #expect(figures.itself == nil && figures.previous == nil && figures.mirrored == nil)
    #expect(AttentionRollout([layer]) == nil)
  }

  @Test("queries whose weights are no shares are left out")
  func unusable() throws {
    let rows: [[Float]] = [[.nan, 0, 0], [0, 0, 0], [-0.5, 0.5, 1]]
    let layer = try layer([Array(rows.joined()), [3, 1, 2, 0, 1, 0, .infinity, 0, 0]], keys: 3)
    #expect(HeadFigures(layer, head: 0) == nil)
    let second = try #require(HeadFigures(layer, head: 1))
    #expect(second.usable == 1 && second.itself == 1 && second.largest == 1)
    // A rollout passes them by.
    let rollout = try #require(AttentionRollout([layer]))
    #expect(rollout.shares == [1, 0, 0, 0, 1, 0, 0, 0, 1])
  }

  @Test("counts that do not fit the weights make no layer")
  func counts() {
    #expect(AttentionLayer("", heads: 1, queries: 2, keys: 2, weights: [1, 0, 0]) == nil)
    #expect(AttentionLayer("", heads: 0, queries: 2, keys: 2, weights: []) == nil)
    #expect(AttentionLayer("", heads: -1, queries: -2, keys: 1, weights: [1, 0]) == nil)
    #expect(AttentionLayer("", heads: .max, queries: .max, keys: 2, weights: []) == nil)
  }

  @Test("a rollout multiplies layers, and its rows sum to 1")
  func rollout() throws {
    // Half passes by, half moves one token on: twice that is a quarter, a half, a quarter.
    let shift = try layer([[0, 1, 0, 0, 0, 1, 1, 0, 0]], keys: 3)
    let rollout = try #require(AttentionRollout([shift, shift]))
    #expect(rollout.shares == [0.25, 0.5, 0.25, 0.25, 0.25, 0.5, 0.5, 0.25, 0.25])
    #expect(AttentionRollout([]) == nil)
    #expect(AttentionRollout([shift, try layer([[1]], keys: 1)]) == nil)
  }

  @Test("the mean over samples is the mean of each figure")
  func mean() throws {
    let one = try #require(HeadFigures(try layer([[1, 0, 0, 1]], keys: 2), head: 0))
    let other = try #require(HeadFigures(try layer([[0, 1, 1, 0]], keys: 2), head: 0))
    let mean = try #require(HeadFigures(mean: [one, other]))
    #expect(mean.itself == 0.5 && mean.first == 0.5 && mean.previous == 0.5 && mean.usable == 4)
    #expect(HeadFigures(mean: []) == nil)
  }
}
