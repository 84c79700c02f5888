import Foundation
import Testing
import TextOutput

@Suite struct SignificantTextTests {
  @Test(arguments: [
    (0.0, "0"), (1, "1"), (-1.5, "−1.5"), (0.012345, "0.0123"), (0.00012, "0.00012"), (0.000099996, "0.0001"),
    (74_432, "74,400"), (999_999, "1×10⁶"), (1.234e-7, "1.23×10⁻⁷"), (-6.02214e23, "−6.02×10²³"),
    (Double.leastNonzeroMagnitude, "4.94×10⁻³²⁴"),
    (1e308, "1×10³⁰⁸"), (.nan, "NaN"), (-.infinity, "−∞"), (99.96, "100"), (0.5, "0.5"), (2.5, "2.5"),
    (123.45, "123"),
  ])
  func threeDigits(_ value: Double, _ text: String) { #expect(NumberText.significant(value) == text) }

  @Test func otherDigits() {
    #expect(NumberText.significant(1.0 / 3, digits: 6) == "0.333333")
    #expect(NumberText.significant(0.00012345678912, digits: 9) == "0.000123456")
    #expect(NumberText.significant(12_345.678, digits: 1) == "10,000")
    #expect(NumberText.significant(5, digits: 0) == "5" && NumberText.significant(5.25, digits: 40) == "5.25")
  }

  /// As C's `%.2e` has it, over all magnitudes.
  @Test func roundsLikeTheLibrary() throws {
    var value = Double.leastNormalMagnitude / 65_536
    while value < 1e308 {
      let text = NumberText.significant(value)
      let plain = text.replacing(",", with: "").replacing("×10", with: "e").replacing("⁻", with: "-")
      var digits = plain
      for (number, raised) in ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"].enumerated() {
        digits = digits.replacing(raised, with: String(number))
      }
      let library = try #require(Double(String(format: "%.2e", value)))
      #expect(
        abs(try #require(Double(digits)) - library) <= library * 1e-12 + Double.leastNonzeroMagnitude,
        "\(value): \(text)")
      value *= 1.618
    }
  }

  @Test func powersAndDecades() {
    #expect(NumberText.tenPower(3) == 1000 && NumberText.tenPower(-2) == 0.01)
    #expect([0.999, 1, 9.99, 10, 1e-5, 1e300].map(NumberText.decade) == [-1, 0, 0, 1, -5, 300])
    #expect(NumberText.superscript(-120) == "⁻¹²⁰")
  }
}
