/// One layer as a file lists it, whether or not it is a node of the graph: nested models and input layers are
/// layers too, and a layer that is called several times is one.
public struct LayerInfo: Sendable, Equatable {
  /// The names of the models around it and its own, joined by `/`.
  public var path: String
  /// Its name.
  public var name: String
  /// Its class.
  public var className: String
  /// The types of its results, of every call where calls differ.
  public var outputs: [ValueType?]
  /// The elements of its stored tensors, each once; nil where they are not known.
  public var parameters: Int64?
  /// Those that training changes.
  public var trainableParameters: Int64?

  /// Makes an entry.
  public init(
    path: String, name: String, className: String, outputs: [ValueType?] = [], parameters: Int64? = nil,
    trainableParameters: Int64? = nil
  ) {
    self.path = path
    self.name = name
    self.className = className
    self.outputs = outputs
    self.parameters = parameters
    self.trainableParameters = trainableParameters
  }
}
