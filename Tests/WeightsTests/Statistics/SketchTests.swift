import ModelGraph
import Testing

@testable import Weights

/// Distributions in little memory, against the numbers themselves.
@Suite struct SketchTests {
  private func sketch(_ numbers: some Sequence<Double>) -> Sketch {
    Sketch(Distribution(sorted: numbers.sorted()))
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func quantilesAreKnownTo3Percent(seed: UInt64) {
    for numbers in Numbers.kinds(seed: seed) {
      let sketch = sketch(numbers)
      let sorted = numbers.sorted()
      #expect(sketch.count == Int64(numbers.count))
      for rank in stride(from: 0, to: sorted.count, by: max(1, sorted.count / 20)) {
        let share = sorted.count > 1 ? Double(rank) / Double(sorted.count - 1) : 0
        let found = sketch.quantiles([share])[0]
        // Rounding of the share may lead to a neighbour.
        let near = sorted[max(0, rank - 1)...min(sorted.count - 1, rank + 1)]
        let (low, high) = (near.first ?? 0, near.last ?? 0)
        #expect(found >= low - 0.032 * abs(low) && found <= high + 0.032 * abs(high), "\(rank)")
      }
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func joiningIsExactInAnyOrder(seed: UInt64) {
    for numbers in Numbers.kinds(seed: seed) {
      let whole = sketch(numbers)
      for parts in [2, 3, 7] {
        let pieces = (0..<parts).map { part in
          sketch(numbers.enumerated().filter { $0.offset % parts == part }.map(\.element))
        }
        for order in [pieces, pieces.reversed()] {
          var joined = Sketch()
          for piece in order { joined.add(piece) }
          #expect(joined == whole)
        }
      }
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>) func histogramsLoseNothing(seed: UInt64) {
    for numbers in Numbers.kinds(seed: seed) {
      let (low, high) = (-0.5, 1.25)
      let histogram = sketch(numbers).histogram(low...high, parts: 20)
      let all = histogram.counts.reduce(0, +) + histogram.below + histogram.above
      #expect(abs(all - Double(numbers.count)) < 1e-6 * Double(numbers.count))
      #expect(histogram.counts.allSatisfy { $0 >= 0 })
      // No further off than the numbers that are known to 3 % only.
      let slack = 0.04
      let surely = Double(numbers.count { $0 < low * (1 + slack) })
      let perhaps = Double(numbers.count { $0 < low * (1 - slack) })
      #expect(histogram.below >= surely - 1e-6 && histogram.below <= perhaps + 1e-6)
    }
  }

  @Test func aRangeOfOneNumber() {
    let histogram = sketch([2, 2, 3]).histogram(2...2, parts: 5)
    #expect(
      histogram.counts.count == 5 && histogram.counts.reduce(0, +) + histogram.above + histogram.below == 3)
    #expect(sketch([0, 0]).histogram(-1...1, parts: 0).counts == [2])
    #expect(Sketch().histogram(0...1, parts: 3).counts == [0, 0, 0])
  }

  /// What float32 can't hold lies at its ends.
  @Test func numbersBeyondSinglePrecision() {
    let sketch = sketch([-1e300, -1e-300, 0, 1e-300, 1e300])
    #expect(sketch.count == 5 && sketch.counts == [1, 3, 1])
    #expect(sketch.quantiles([0.5]) == [0])
  }

  @Test func numbersBeyondASize() {
    let sketch = sketch([0.1, -5, 7, 100])
    #expect(sketch.count(beyond: 50) == 1 && sketch.count(beyond: 4) == 3 && sketch.count(beyond: 200) == 0)
  }

  /// The figures of several tensors as one.
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func groupsOfTensors(seed: UInt64) {
    var numbers = Numbers(seed: seed)
    let lists = [numbers.bell(400), numbers.bell(4, centre: 3), numbers.wide(100, decades: 2)]
    let reports = lists.map { list in
      var report = TensorReport(
        stored: StoredTensor(graph: 0, value: 0, tensor: .init(dataType: .float64, dims: []), name: "w"))
      var figures = TensorStatistics()
      let sorted = list.sorted()
      figures.count = Int64(list.count)
      figures.describe(
        Distribution(sorted: sorted), Moments(list), min: sorted[0], max: sorted[sorted.count - 1])
      report.statistics = figures
      return report
    }
    let group = WeightGroup([0, 1, 2], of: WeightReport(tensors: reports))
    let naive = NaiveFigures(lists.flatMap { $0 })
    let whole = group.whole
    #expect(whole?.count == 504 && whole?.min == naive.min && whole?.max == naive.max)
    #expect(
      abs((whole?.mean ?? .nan) - naive.mean) < 1e-9
        && abs((whole?.deviation ?? .nan) / naive.deviation - 1) < 1e-9)
    let deviations = lists.map { NaiveFigures($0).deviation }.sorted()
    #expect(abs((group.deviations?.lowerBound ?? 0) - deviations[0]) < 1e-9)
    #expect(abs((group.deviations?.upperBound ?? 0) - deviations[2]) < 1e-9)
    #expect(whole?.quantiles.count == 7)
  }
}
