import Diagnostics

/// The result of reading a file: the model, and diagnostics.
public struct ReadResult: Sendable, Equatable {
  /// The model, sound by the rules of `verify(_:)`, except that a cyclic file has no order.
  public var model: Model
  /// Faults and oddities of the file, in the order found.
  public var diagnostics: [Diagnostic]

  /// Makes a result.
  public init(model: Model, diagnostics: [Diagnostic]) {
    self.model = model
    self.diagnostics = diagnostics
  }
}
