import ShapeMath

extension Graph {
  /// The tensors that count as parameters: those of initializers, and of inputs that have a stored value. Cost: a walk
  /// over all values.
  public var parameterTensors: some Sequence<TensorRef> {
    values.lazy.compactMap { value in
      value.producer == .initializer || value.producer == .input ? value.constant : nil
    }
  }

  /// The elements of ``parameterTensors`` together; saturates. Tensors of unknown size count nothing.
  public var parameterCount: Int64 {
    parameterTensors.reduce(0) { saturatingSum($0, $1.elementCount ?? 0) }
  }
}

extension Model {
  /// The graphs that compute the model's outputs: all but those that describe its training.
  public var inferenceGraphs: [GraphID] {
    var isTraining = [Bool](repeating: false, count: graphs.count)
    for entry in training {
      for case let graph? in [entry.initialization, entry.algorithm] where graphs.indices.contains(graph) {
        isTraining[graph] = true
      }
    }
    return graphs.indices.filter { !isTraining[$0] }
  }
}
