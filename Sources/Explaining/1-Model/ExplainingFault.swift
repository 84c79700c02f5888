/// Why there is no explanation: what was asked for contradicts itself, or the model's answers can't be used.
public struct ExplainingFault: Error, Sendable, Equatable {
  /// A stable code, such as `explain-not-finite`.
  public var code: String
  /// What is wrong, as a sentence without its final stop. Safe for a terminal.
  public var text: String

  /// Makes a fault.
  public init(_ code: String, _ text: String) { (self.code, self.text) = (code, text) }

  /// Multiplies and adds passes: `factors` in all, and `more`.
  ///
  /// - Throws: where they are more than ``ExplainingTuning/mostPasses``.
  static func passes(_ factors: Int..., plus more: Int = 0) throws(ExplainingFault) -> Int {
    var (product, hasOverflown) = (1, false)
    for factor in factors where !hasOverflown {
      (product, hasOverflown) = product.multipliedReportingOverflow(by: factor)
    }
    let (sum, isTooLarge) = product.addingReportingOverflow(more)
    guard !hasOverflown, !isTooLarge, sum <= ExplainingTuning.mostPasses else {
      throw ExplainingFault("explain-passes", "this takes more passes than \(ExplainingTuning.mostPasses)")
    }
    return sum
  }
}
