import ModelGraph
import TestSupport
import Testing

@testable import OnnxReader

/// Counts that the `onnx` Python package finds in the same files.
@Suite struct OnnxOracleTests {
  struct Expected: Sendable {
    var file: String
    var top: [String: Int]
    var bodies: [String: Int] = [:]
    var functions: [String: Int] = [:]
    var inputs: Int
    var outputs: Int
    var initializers: Int
    var sparse = 0
    var parameters: Int64
  }

  static let expected: [Expected] = [
    Expected(
      file: "functions_nested.onnx", top: ["Softmax": 1, "my.layers::ResidualBlock": 4],
      functions: ["Add": 2, "LeakyRelu": 1, "MatMul": 1, "my.layers::Linear": 2, "my.layers::MLP": 1],
      inputs: 1, outputs: 1, initializers: 16, parameters: 1120),
    Expected(
      file: "all_dtypes_all_attributes.onnx", top: ["corpus.custom::Everything": 1],
      bodies: ["Relu": 3],
      inputs: 0, outputs: 1, initializers: 58, parameters: 331),
    Expected(
      file: "script_loop_if-ts.onnx",
      top: ["Abs": 1, "Constant": 5, "Gemm": 2, "Greater": 1, "Loop": 2, "ReduceMax": 1, "Relu": 1],
      bodies: [
        "Abs": 1, "Add": 2, "Cast": 4, "Constant": 7, "Gemm": 2, "Greater": 3, "Identity": 2, "If": 3,
        "Less": 1, "Mul": 2, "ReduceMax": 1, "ReduceMean": 1, "ReduceSum": 1, "Relu": 1, "Tanh": 1,
      ],
      inputs: 2, outputs: 1, initializers: 8, parameters: 202),
    Expected(
      file: "names_odd.onnx", top: ["Identity": 18],
      inputs: 1, outputs: 1, initializers: 0, parameters: 0),
    Expected(
      file: "cond_dynamo-dynamo.onnx", top: ["Gemm": 2, "Greater": 1, "If": 1, "ReduceSum": 1, "Relu": 1],
      bodies: ["Add": 1, "Cos": 1, "Gemm": 2, "Sin": 1],
      inputs: 1, outputs: 1, initializers: 10, parameters: 290),
    Expected(
      file: "external_data_small.onnx", top: ["Gemm": 2, "Relu": 1],
      inputs: 1, outputs: 1, initializers: 4, parameters: 2762),
  ]

  @Test(arguments: expected) func countsAgree(expected: Expected) throws {
    let model = try read(modelBytes(expected.file)).model
    var counts = ["top": [String: Int](), "body": [:], "function": [:]]
    let functionBodies = Set(model.functions.map(\.graph))
    var insideFunction = [Bool](repeating: false, count: model.graphs.count)
    for (id, graph) in model.graphs.enumerated() {
      insideFunction[id] = graph.owner.map { insideFunction[$0.graph] } ?? functionBodies.contains(id)
      let kind = insideFunction[id] ? "function" : graph.owner == nil ? "top" : "body"
      for node in graph.nodes { counts[kind]?[node.op.description, default: 0] += 1 }
    }
    #expect(counts["top"] == expected.top)
    #expect(counts["body"] == expected.bodies)
    #expect(counts["function"] == expected.functions)
    #expect(model.main.inputs.count == expected.inputs)
    #expect(model.main.outputs.count == expected.outputs)
    let stored = model.main.values.filter { $0.producer == .initializer || $0.producer == .input }
      .compactMap(\.constant)
    #expect(stored.filter { $0.sparseCount == nil }.count == expected.initializers)
    #expect(stored.filter { $0.sparseCount != nil }.count == expected.sparse)
    #expect(
      stored.filter { $0.sparseCount == nil }.compactMap(\.elementCount).reduce(0, +) == expected.parameters)
  }
}
