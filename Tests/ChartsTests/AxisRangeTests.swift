import Testing

@testable import Charts

@Suite struct AxisRangeTests {
  /// Whatever the values, the low end is below the high one, and both have places.
  @Test(arguments: [
    [], [0.0], [5], [-2, -2], [.nan], [.infinity, 3], [-.infinity, .infinity], [1e300, -1e300],
    [1e308, -1e308],
    [Double.leastNonzeroMagnitude], [1e-300, 2e-300], [1, 1.000_000_000_1], [1e300, 1e300], [-1, 0, 7],
  ])
  func endsAreApart(_ values: [Double]) throws {
    for kind in [Axis.Kind.linear, .log] {
      for hasZero in [false, true] {
        for isWhole in [false, true] {
          var range = AxisRange(Axis("", kind, hasZero: hasZero, isWhole: isWhole), over: values)
          for _ in 0..<2 {
            #expect(range.low < range.high && range.low.isFinite && range.high.isFinite)
            #expect(kind == .linear || range.low > 0)
            let scale = AxisScale(range, start: 10, end: 110)
            #expect(abs(try #require(scale.place(range.low)) - 10) < 1e-6)
            #expect(abs(try #require(scale.place(range.high)) - 110) < 1e-6)
            range.endRound(atMost: 6)
          }
        }
      }
    }
  }

  @Test func roundEndsHoldAllValues() {
    var range = AxisRange(Axis(), over: [0.62, 3.17])
    range.endRound(atMost: 6)
    #expect(range.low == 0.5 && range.high == 3.5)
    var decades = AxisRange(Axis("", .log), over: [0.0011, 70])
    decades.endRound(atMost: 6)
    #expect(decades.low == 0.001 && decades.high == 100)
  }

  @Test func axesDecide() {
    #expect(AxisRange(Axis(range: -1...1), over: [50]).high == 1)
    #expect(AxisRange(Axis(hasZero: true), over: [3, 4]).low == 0)
    #expect(AxisScale(AxisRange(Axis("", .log), over: [1, 100]), start: 0, end: 100).place(10) == 50)
    #expect(AxisScale(AxisRange(Axis("", .log), over: [1, 100]), start: 0, end: 100).place(0) == nil)
  }
}
