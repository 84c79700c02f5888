/// What is worth knowing about a run.
public struct TrainingFinding: Sendable, Equatable {
  /// What it is, the most serious first.
  public enum Code: String, Sendable, CaseIterable {
    /// A metric or weights are not finite.
    case nan
    /// Gradients are not finite, or huge.
    case exploding
    /// A training loss rises again.
    case divergence
    /// Gradients of layers near the input are next to nothing.
    case vanishing
    /// A validation loss rises while that of training falls.
    case overfitting
    /// A training loss stays what it is.
    case plateau
  }

  /// What it is.
  public var code: Code
  /// The number of the run.
  public var run: Int
  /// The tag or parameter that it is about.
  public var place: String
  /// Where it begins.
  public var step: Int64
  /// A sentence without its full stop. Safe text.
  public var text: String

  /// Makes a finding.
  public init(_ code: Code, run: Int = 0, at place: String, step: Int64, _ text: String) {
    (self.code, self.run, self.place, self.step, self.text) = (code, run, place, step, text)
  }
}
