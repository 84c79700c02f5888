import Testing

@testable import Weights

/// Counts and quantiles, against sorted numbers.
@Suite struct DistributionTests {
  private static let shares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func quantilesOfNumbersAreExact(seed: UInt64) {
    for numbers in Numbers.kinds(seed: seed) {
      let naive = NaiveFigures(numbers)
      let found = Distribution(sorted: numbers.sorted()).quantiles(Self.shares)
      for (share, value) in zip(Self.shares, found) {
        #expect(abs(value - naive.quantile(share)) <= 1e-12 * abs(value), "\(share)")
      }
    }
  }

  /// Numbers of a range are taken to lie evenly: a quantile is no further off than the range is wide.
  @Test(arguments: 1...6 as ClosedRange<UInt64>) func quantilesOfRanges(seed: UInt64) {
    for numbers in Numbers.kinds(seed: seed) {
      let naive = NaiveFigures(numbers)
      let width = max((naive.max - naive.min) / 50, 1e-9)
      var bins: [Int: Int64] = [:]
      for number in numbers { bins[Int((number / width).rounded(.down)), default: 0] += 1 }
      var distribution = Distribution(
        bins.sorted { $0.key < $1.key }.map {
          .init(low: Double($0.key) * width, high: Double($0.key + 1) * width, count: $0.value)
        })
      distribution.clamp(naive.min, naive.max)
      #expect(distribution.count == Int64(numbers.count))
      let found = distribution.quantiles(Self.shares)
      #expect(found == found.sorted())
      for (share, value) in zip(Self.shares, found) {
        #expect(abs(value - naive.quantile(share)) <= width * 1.001, "\(share)")
        #expect(value >= naive.min && value <= naive.max)
      }
    }
  }

  @Test func nothing() {
    #expect(Distribution([]).quantiles([0.5]) == [])
    #expect(Distribution([.init(low: 1, high: 1, count: 0)]).bins.isEmpty)
  }

  @Test func zerosAreAddedAmidTheRest() {
    let distribution = Distribution(sorted: [-2, -1, 3]).adding(zeros: 4)
    #expect(distribution.bins.map(\.low) == [-2, -1, 0, 3] && distribution.count == 7)
    #expect(Distribution(sorted: [-2]).adding(zeros: 1).bins.map(\.low) == [-2, 0])
  }

  /// Limits are counted exactly where ranges don't contain them, and not at all where nobody knows.
  @Test(arguments: 1...6 as ClosedRange<UInt64>) func nearZeroAndOutliers(seed: UInt64) {
    for numbers in Numbers.kinds(seed: seed) {
      let naive = NaiveFigures(numbers)
      let found = Criteria(Moments(numbers)).count(Distribution(sorted: numbers.sorted())) { _ in nil }
      #expect(found.map { Int($0.near) } == naive.nearZero && found.map { Int($0.far) } == naive.outliers)
    }
  }

  @Test func aRangeThatALimitCuts() {
    let criteria = Criteria(Moments(0, mean: 0, deviation: 1))
    #expect(criteria.near == 0)
    let spread = Criteria(Moments(100, mean: 0, deviation: 1))
    let cut = Distribution([.init(low: 5.9, high: 6.1, count: 3)])
    #expect(spread.count(cut) { _ in nil } == nil)
    #expect(spread.count(cut) { _ in [5.9, 6.05, 6.1] }.map { $0.far } == 2)
    // A list that is not complete is none.
    #expect(spread.count(cut) { _ in [6.1] } == nil)
    // Both ends are outliers, and what lies between is none.
    let around = Distribution([.init(low: -7, high: 7, count: 1)])
    #expect(spread.count(around) { _ in nil } == nil)
  }
}
