import TextOutput

/// A way to Shapley values.
public protocol ShapleyMethod: Sendable {
  /// Rows that the model will score.
  var passes: Int { get }
  /// What it does, in a few words.
  var words: String { get }

  /// Finds the values.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  ///
  /// Cost: ``passes``.
  func values(of model: ScoredModel) throws -> ShapleyValues
}

extension ExactShapley: ShapleyMethod {
  /// See ``ShapleyMethod/words``.
  public var words: String { "exact: all coalitions" }
}

extension KernelShapley: ShapleyMethod {
  /// See ``ShapleyMethod/words``.
  public var words: String { "KernelSHAP: \(NumberText.grouped(Int64(coalitionCount))) coalitions" }
}

extension PermutationShapley: ShapleyMethod {
  /// See ``ShapleyMethod/words``.
  public var words: String { "permutation SHAP: \(orders) orders, forward and backward" }
}
