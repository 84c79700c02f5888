import ElementaryFunctions
import Glibc
import Testing

@Suite("exp and log of our own")
struct ElementaryFunctionsTests {
  /// Distance from the library's answer, as a share of it.
  private func error(_ own: Double, _ library: Double) -> Double {
    own == library ? 0 : abs(own - library) / abs(library)
  }

  @Test("e to a power is the library's, wherever it is a normal number")
  func exponentials() {
    var worst = 0.0
    for step in -70_800...70_900 {
      let power = Double(step) * 0.01 + 1e-7
      worst = max(worst, error(exponential(power), exp(power)))
      let near = Double(step) * 1e-5
      worst = max(worst, error(exponential(near), exp(near)))
    }
    #expect(worst < 1e-15)
    for power in [1e-300, -1e-300, 1e-17, 0, -0.0] { #expect(exponential(power) == 1) }
  }

  @Test("numbers below the normal ones are the nearest, or beside it; beyond are 0 and infinity")
  func ends() {
    for step in 0...4_000 {
      let power = -708 - Double(step) * 0.01
      #expect(abs(exponential(power) - exp(power)) <= max(.leastNonzeroMagnitude, exp(power) * 1e-15))
    }
    #expect(exponential(709.782712893384) < .infinity)
    #expect(exponential(709.782712893385) == .infinity)
    #expect(exponential(1e300) == .infinity && exponential(.infinity) == .infinity)
    #expect(exponential(-1e300) == 0 && exponential(-.infinity) == 0)
    #expect(exponential(.nan).isNaN)
  }

  @Test("logarithms are the library's, from the smallest number to the largest and close to 1")
  func logarithms() {
    var worst = 0.0
    var value = Double.leastNonzeroMagnitude
    while value < .infinity {
      worst = max(worst, error(naturalLogarithm(value), log(value)))
      #expect(abs(decimalLogarithm(value) - log10(value)) <= 2e-15 * max(1, abs(log10(value))))
      value = max(value * 1.0137, value.nextUp)
    }
    for power in 1...52 {
      for near in [1 + scalbn(1, Int32(-power)), 1 - scalbn(1, Int32(-power))] {
        worst = max(worst, error(naturalLogarithm(near), log(near)))
      }
    }
    #expect(worst < 1e-15)
    #expect(naturalLogarithm(1) == 0 && decimalLogarithm(1) == 0)
  }

  @Test("where there is no logarithm")
  func limits() {
    for function in [naturalLogarithm, decimalLogarithm] {
      #expect(function(0) == -.infinity && function(-0.0) == -.infinity)
      #expect(function(.infinity) == .infinity)
      #expect(function(-1).isNaN && function(-.infinity).isNaN && function(.nan).isNaN)
    }
  }
}
