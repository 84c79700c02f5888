import Testing

@testable import Weights

/// Mean and spread, against sums in two passes.
@Suite struct MomentsTests {
  @Test(arguments: 1...6 as ClosedRange<UInt64>) func anyCutGivesTheSame(seed: UInt64) {
    for numbers in Numbers.kinds(seed: seed) {
      let naive = NaiveFigures(numbers)
      for cut in [0, 1, numbers.count / 3, numbers.count] where cut <= numbers.count {
        var moments = Moments(numbers[..<cut])
        moments.add(Moments(numbers[cut...]))
        #expect(moments.count == Double(numbers.count))
        #expect(abs(moments.mean - naive.mean) <= 1e-12 * (abs(naive.mean) + naive.deviation))
        #expect(abs(moments.deviation - naive.deviation) <= 1e-9 * naive.deviation)
        let norm = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(abs(moments.norm - norm) <= 1e-9 * norm)
      }
    }
  }

  /// 999, 1000, 1001 and 1008, from sums of differences to 1001.
  @Test func sumsAroundAShift() {
    let moments = Moments(count: 4, sum: 4008, squares: 4 + 1 + 0 + 49, shift: 1001)
    #expect(moments.mean == 1002 && moments.squares == 50)
    #expect(Moments([999, 1000, 1001, 1008]).squares == 50)
  }

  @Test func numbersManyTimes() {
    var moments = Moments(3, count: 5)
    moments.add(Moments(-1, count: 15))
    #expect(moments.count == 20 && moments.mean == 0 && abs(moments.deviation - 3.0.squareRoot()) < 1e-15)
  }

  @Test func nothingAndTooMuch() {
    var moments = Moments()
    moments.add(Moments())
    #expect(moments.deviation == 0 && moments.mean == 0 && moments.norm == 0)
    #expect(Moments(count: 0, sum: 5, squares: 5, shift: 5) == Moments())
    let largest = Double.greatestFiniteMagnitude
    #expect(Moments([largest, -largest, largest, 1]).deviation == .infinity)
  }

  @Test func fromMeanAndDeviation() {
    let whole = Moments([1, 2, 3, 4])
    let again = Moments(4, mean: whole.mean, deviation: whole.deviation)
    #expect(again.mean == whole.mean && abs(again.deviation - whole.deviation) < 1e-15)
  }
}
