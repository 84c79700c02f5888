import Charts
import DiagramModel
import Rendering
import Testing

@testable import Charts

@Suite struct NumberGridTests {
  private let grid = NumberGrid(columns: 4, rows: 2, values: [1, -5, 2, .nan, 3, 4, .nan, .nan])

  @Test func outliersStay() {
    #expect(grid.pooled(columns: 2, rows: 1).values == [-5, 2])
    #expect(grid.pooled(columns: 2, rows: 2).values.map(\.description) == ["-5.0", "2.0", "4.0", "nan"])
    #expect(grid.pooled(columns: 2, rows: 1, by: .mean).values == [0.75, 2])
    // No more pixels than numbers, and at least one.
    #expect(grid.pooled(columns: 9, rows: 9).values.count == 8)
    #expect(grid.pooled(columns: 0, rows: -3).values == [-5])
  }

  @Test func sizes() {
    #expect(NumberGrid(columns: 2, rows: 2, values: [7]).values.map(\.isNaN) == [false, true, true, true])
    #expect(NumberGrid(columns: 2, rows: 1, values: [1, 2, 3]).values == [1, 2])
    #expect(NumberGrid(columns: -2, rows: 4, values: [1]).values.isEmpty)
    #expect(grid.extremes.map { [$0.low, $0.high] } == [-5, 4])
    #expect(NumberGrid(columns: 1, rows: 1, values: [.infinity]).extremes == nil)
  }

  @Test func levels() {
    let signed = ValueColors.diverging(reaching: 2)
    #expect(signed.levels([-2, 0, 2, 9, .nan]) == [0, 127, 254, 254, 255])
    let decades = ValueColors(.sequential, from: 0.01, to: 100, isLog: true)
    #expect(decades.levels([0.01, 1, 100, 0, -3]) == [0, 127, 254, 0, 0])
    #expect(ValueColors.fitting([grid]) == .diverging(reaching: 5))
    #expect(ValueColors.fitting([NumberGrid(columns: 2, rows: 1, values: [1, 3])]).scale == .sequential)
    // One number alone is in the middle of its scale.
    #expect(ValueColors.fitting([NumberGrid(columns: 1, rows: 1, values: [3])]).levels([3]) == [127])
  }
}
