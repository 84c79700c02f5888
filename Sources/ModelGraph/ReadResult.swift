import Diagnostics

/// What a reader makes of a file: the model, and what there is to say about it.
public struct ReadResult: Sendable, Equatable {
  /// The model, sound by the rules of ``verify(_:)`` except that a cyclic file has no order.
  public var model: Model
  /// What is wrong or odd in the file, in the order found.
  public var diagnostics: [Diagnostic]

  /// Makes a result.
  public init(model: Model, diagnostics: [Diagnostic]) {
    self.model = model
    self.diagnostics = diagnostics
  }
}
