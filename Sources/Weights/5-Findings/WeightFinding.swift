import ModelGraph

/// Something worth knowing of a model's weights, in words.
public struct WeightFinding: Sendable, Equatable {
  /// What kinds of things are found; the raw value is the stable code. The most serious first.
  public enum Code: String, Sendable, CaseIterable {
    /// Elements that are no numbers.
    case nan
    case infinite
    /// Layers whose weights are all 0, or all one number.
    case constant
    case deadChannels = "dead-channels"
    case silentChannels = "silent-channels"
    case duplicateChannels = "duplicate-channels"
    case outlier
    case zeros
    case equalLayers = "equal-layers"
  }

  /// What it is.
  public var code: Code
  /// The name of the tensor that it is about, or of the first.
  public var place: String
  /// A sentence without its full stop: `3 dead channels in conv1: 2, 5, 9`.
  public var text: String
  /// The same in a word or two, for a row of a table: `3 dead`.
  public var mark: String
  /// The tensors, as places in ``WeightReport/tensors``.
  public var tensors: [Int]
}
