import TextOutput

/// The texts of ticks at equal distances: all with the same digits after the point and the same unit.
struct TickText {
  /// What all texts are to be multiplied with: `×10⁻⁴`.
  let factor: String?
  private let unit: String
  private let places: Int
  private let step: TickStep
  /// What a count of steps is multiplied with, in units of the last place.
  private let multiple: Int64

  /// The texts of a step's multiples from one to another.
  init(step: TickStep, counts: (first: Double, last: Double)) {
    self.step = step
    let largest = max(abs(counts.first), abs(counts.last)) * Double(step.mantissa)
    // The power of ten of the largest number.
    let top = largest > 0 ? NumberText.decade(of: largest) + step.exponent : step.exponent
    let shift: Int
    switch top {
    case -3...3: (shift, unit, factor) = (0, "", nil)
    case 4...14:
      let thousands = top / 3
      (shift, unit, factor) = (3 * thousands, ["", "K", "M", "G", "T"][min(thousands, 4)], nil)
    default: (shift, unit, factor) = (top, "", "×10" + NumberText.superscript(top))
    }
    let exponent = step.exponent - shift
    places = min(max(-exponent, 0), ChartTuning.mostDigits)
    // Where the step is larger than the unit, zeros follow: at most as many as the largest number has digits.
    multiple = (0..<min(max(exponent, 0), 15)).reduce(Int64(step.mantissa)) { ten, _ in ten * 10 }
  }

  /// The text of the tick so many steps from 0.
  func label(_ count: Double) -> String {
    guard count != 0 else { return "0" }
    guard abs(count) < 1e12 else { return "" }
    let (units, overflow) = Int64(abs(count)).multipliedReportingOverflow(by: multiple)
    guard !overflow else { return "" }
    let digits = NumberText.decimal(units, places: places, keepsZeros: true, isGrouped: true)
    return (count < 0 ? "−" : "") + digits + unit
  }
}
