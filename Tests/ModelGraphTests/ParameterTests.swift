import ModelGraph
import Testing

/// What counts as a parameter.
@Suite struct ParameterTests {
  private func value(_ dims: [Int64], _ producer: Value.Producer) -> Value {
    var value = Value(name: "w", producer: producer)
    value.constant = TensorRef(dataType: .float32, dims: dims)
    return value
  }

  @Test func initializersAndInputsWithAValueCount() {
    var graph = Graph()
    graph.values = [
      value([2, 3], .initializer), value([5], .input), value([100], .node(0, slot: 0)),
      Value(name: "x", producer: .input), value([-1], .initializer),
    ]
    #expect(graph.parameterTensors.map(\.dims) == [[2, 3], [5], [-1]])
    #expect(graph.parameterCount == 11)
    graph.values += [value([.max], .initializer), value([.max], .initializer)]
    #expect(graph.parameterCount == .max)
  }

  @Test func graphsOfTrainingComputeNoOutput() {
    let model = Model(
      graphs: [Graph(), Graph(), Graph(), Graph()],
      training: [TrainingInfo(initialization: 1, algorithm: 3), TrainingInfo(algorithm: 9)])
    #expect(model.inferenceGraphs == [0, 2])
  }
}
