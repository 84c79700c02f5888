import Glibc
import Testing

@testable import Charts

@Suite struct LogTickTests {
  private func labels(_ low: Double, _ high: Double, length: Double = 300, isLevel: Bool = true) -> [String] {
    Ticks(AxisRange(Axis("", .log), low: low, high: high), length: length, isLevel: isLevel).labelled.map(
      \.label)
  }

  @Test func decades() {
    #expect(labels(0.001, 100) == ["0.001", "0.01", "0.1", "1", "10", "100"])
    #expect(labels(1e-7, 1e-2) == ["10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²"])
    #expect(labels(1e-300, 1e300, length: 200).count <= 9)
    #expect(labels(1e-300, 1e300, length: 200).contains("10⁰"))
  }

  @Test func fewDecades() {
    #expect(labels(2, 40) == ["2", "3", "5", "10", "20", "30"])
    #expect(labels(20_000, 900_000, length: 160) == ["20K", "50K", "100K", "200K", "500K"])
    #expect(labels(3, 4, length: 160) == ["3.0", "3.2", "3.4", "3.6", "3.8", "4.0"])
  }

  /// Small ticks at 2 to 9 times each decade, as paper with logarithms has them.
  @Test func smallTicks() {
    let ticks = Ticks(AxisRange(Axis("", .log), low: 1, high: 1000), length: 300, isLevel: true)
    #expect(
      ticks.all.filter { $0.label.isEmpty }.map(\.value)
        == (0..<3).flatMap { decade in
          (2...9).map { Double($0) * pow(10, Double(decade)) }
        })
  }
}
