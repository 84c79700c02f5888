/// How a file is to be understood, set by the reader of its format, so that no later step asks which format it is.
///
/// The defaults hold for graphs of operators that a program exported, such as ONNX.
public struct ModelTraits: Sendable, Hashable {
  /// Whether all stored tensors are parameters, as the format's own tools count. Exporters store shapes, axes and
  /// scalar factors too, which are none: see ``TensorRef/isTrainedWeight``.
  public var allTensorsAreParameters = false
  /// Whether nodes are layers that people know by name and by what is stored for them, rather than operators.
  public var nodesAreLayers = false
  /// Whether authors named nodes, so that a name is worth a title; exporters number everything.
  public var namesAreAuthored = false

  /// Makes the defaults.
  public init() {}
}

/// Facts about one node beside its operator and attributes, set by readers; most nodes have the defaults.
public struct NodeFacts: Sendable, Hashable {
  /// Whether training leaves the node's stored tensors alone.
  public var isFrozen = false
  /// How many calls its layer has in the file, which share their stored tensors.
  public var callCount = 1
  /// The classes of layers inside a wrapper, from the outside in: `StackedRNNCells(LSTMCell)`.
  public var wrapped: String?
  /// The name of the types that it computes with where they are not the usual ones: `mixed_float16`.
  public var precision: String?

  /// Makes the defaults.
  public init() {}
}
