import DiagramModel
import Testing
import TextMetrics

@testable import Charts

@Suite struct TickTests {
  private func ticks(
    _ low: Double, _ high: Double, length: Double = 300, isLevel: Bool = true, isWhole: Bool = false
  )
    -> Ticks
  {
    Ticks(AxisRange(Axis(), low: low, high: high), length: length, isLevel: isLevel, isWhole: isWhole)
  }

  @Test(arguments: [
    (0.0, 1.0, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"], nil),
    (-0.118, 0.121, ["−0.10", "−0.05", "0", "0.05", "0.10"], nil),
    (0, 41_250, ["0", "10K", "20K", "30K", "40K"], nil),
    (0, 2_500_000, ["0", "0.5M", "1.0M", "1.5M", "2.0M", "2.5M"], nil),
    (0, 0.0005, ["0", "1", "2", "3", "4", "5"], "×10⁻⁴"),
    (996, 1_004, ["996", "998", "1,000", "1,002", "1,004"], nil),
    (1_000.0001, 1_000.0005, ["1,000.0002", "1,000.0004"], nil),
    (-3e17, 3e17, ["−3", "−2", "−1", "0", "1", "2", "3"], "×10¹⁷"),
  ])
  func likePeopleWould(_ low: Double, _ high: Double, _ labels: [String], _ factor: String?) {
    let ticks = ticks(low, high, length: 200)
    #expect(ticks.all.map(\.label) == labels)
    #expect(ticks.factor == factor)
  }

  @Test func wholeNumbersOnly() {
    #expect(ticks(1, 3, isWhole: true).all.map(\.label) == ["1", "2", "3"])
    #expect(ticks(0, 0, isWhole: true).all.map(\.value) == [-1, 0, 1])
  }

  /// Texts of all ranges stand apart, in order, inside the range, and say their values.
  @Test func manyRanges() throws {
    var noise = SampleData.Noise(2)
    for round in 0..<3_000 {
      let size = SampleData.exponential(noise.next() * 60)
      let middle = noise.next() * size * (round % 3 == 0 ? 1000 : 1)
      let (low, high) = (middle - size, middle + size * abs(noise.next()))
      guard low < high else { continue }
      let length = 20 + abs(noise.next()) * 800
      let isLevel = round % 2 == 0
      let ticks = ticks(low, high, length: length, isLevel: isLevel)
      let range = AxisRange(Axis(), low: low, high: high)
      let scale = AxisScale(range, start: 0, end: length)
      let factor = try Self.factor(ticks.factor)
      #expect(ticks.all.count <= ChartTuning.mostTicks + 2)
      var end = -Double.infinity
      for tick in ticks.all {
        let place = try #require(scale.place(tick.value))
        #expect(place >= -0.5 && place <= length + 0.5)
        let half = isLevel ? measure(tick.label, style: .tick).width / 2 : 4.5
        #expect(ticks.all.count < 3 || place - half > end, "\(low) \(high) \(ticks.all.map(\.label))")
        end = place + half
        let said = try Self.value(tick.label) * factor
        #expect(abs(said - tick.value) <= abs(tick.value) * 1e-9 + 1e-300, "\(tick.label) for \(tick.value)")
      }
    }
  }

  /// What a text says, by the standard library.
  static func value(_ text: String) throws -> Double {
    var digits = text.replacing("−", with: "-").replacing(",", with: "")
    var unit = 1.0
    for (letter, size) in [("K", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12)] where digits.hasSuffix(letter) {
      digits.removeLast()
      unit = size
    }
    return try #require(Double(digits)) * unit
  }

  static func factor(_ text: String?) throws -> Double {
    guard let text else { return 1 }
    let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    var power = text.replacing("×10", with: "1e").replacing("⁻", with: "-")
    for (digit, raised) in digits.enumerated() { power = power.replacing(raised, with: String(digit)) }
    return try #require(Double(power))
  }
}
