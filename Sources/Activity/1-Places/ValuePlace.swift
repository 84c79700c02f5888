import ModelGraph

/// The value of a model that an array was recorded of.
public struct ValuePlace: Sendable, Equatable {
  /// The graph.
  public var graph: GraphID
  /// The value in it.
  public var value: ValueID
  /// The value's name in the file.
  public var name: String
  /// The operator that makes it; nil for inputs.
  public var node: NodeID?
  /// The output of the operator that it is.
  public var slot = 0
  /// The operator's type; empty for inputs.
  public var operatorType = ""
  /// The names of the module that makes it, from the outside in, joined by dots; for Keras those of the layer.
  public var path = ""
  /// The names of the operator's other values.
  public var siblings: [String] = []
  /// Whether it was found by the name of the module that makes it.
  public var isOfModule = false
  /// Whether it is an input of the model.
  public var isInput = false
  /// Whether it is an output of the model.
  public var isOutput = false
}

/// Why an array stands for no value of the model.
public enum NoPlace: Error, Sendable, Equatable {
  /// Nothing in the model has such a name.
  case unknownName
  /// Several things have, and nothing tells which is meant.
  case ambiguous
  /// The module of that name has other dims.
  case otherShape(recorded: String, expected: String)

  /// The end of a sentence.
  public var text: String {
    switch self {
    case .unknownName: "nothing in the model has that name"
    case .ambiguous: "several things in the model may be meant"
    case .otherShape(let recorded, let expected): "it is \(recorded), and the model has \(expected) there"
    }
  }
}
