/// Bounds on what is read of a file's trees and tables of coefficients.
public enum EnsembleLimits {
  /// Nodes of one ensemble. The largest forests in use have a few million; so many take half a gigabyte.
  public static let mostNodes = 4_000_000
  /// Nodes that are checked for the text on a card: drawing must not take longer for what it does not draw.
  public static let mostNodesOnCard = 100_000
  /// Numbers of one linear model.
  static let mostCoefficients = 16_000_000
  /// Operators back from a model that names of features are looked for behind: scalers, casts, imputers.
  static let mostSteps = 16
  /// Features that have names: more are known by their numbers.
  static let mostNames = 10_000
}

/// Why trees or coefficients can't be read: what a file says contradicts itself.
public struct EnsembleFault: Error, Sendable, Equatable {
  /// A stable code, such as `tree-cycle`.
  public var code: String
  /// What is wrong, as the end of a sentence. Safe for a terminal.
  public var text: String

  init(_ code: String, _ text: String) { (self.code, self.text) = (code, text) }
}
