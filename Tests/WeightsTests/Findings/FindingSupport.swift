import TestSupport

@testable import Weights

/// The findings of a model made of nodes and stored tensors, as `code place: text`.
func findings(_ nodes: [Wire], _ tensors: [Wire], inputs: [String] = ["x"], outputs: [String] = ["y"]) throws
  -> [String]
{
  let model = Wire.model(.graph(nodes, inputs: inputs, outputs: outputs, initializers: tensors))
  return try weights(model).findings.map { "\($0.code.rawValue) \($0.place): \($0.text)" }
}

/// The findings of a convolution of kernels of one number each, which is the norm of its channel.
func findings(kernels: [Float], bias: [Float]? = nil, then: String = "Relu") throws -> [String] {
  let count = Int64(kernels.count)
  let nodes = [
    Wire.node("Conv", inputs: ["x", "conv.weight"] + (bias == nil ? [] : ["conv.bias"]), outputs: ["c"]),
    .node(then, inputs: ["c"], outputs: ["y"]),
  ]
  return try findings(
    nodes,
    [.floats("conv.weight", [count, 1, 1, 1], kernels)]
      + (bias.map { [.floats("conv.bias", [count], $0)] } ?? []))
}

/// The findings of a matrix product of some rows.
func findings(matrix numbers: [Float], rows: Int) throws -> [String] {
  try findings(
    [.node("MatMul", inputs: ["x", "w"], outputs: ["y"])],
    [.floats("w", [Int64(rows), Int64(numbers.count / rows)], numbers)])
}

/// Numbers as training leaves them.
func trained(_ count: Int, seed: UInt64 = 1) -> [Float] {
  var numbers = Numbers(seed: seed)
  return numbers.bell(count, spread: 0.05).map { Float($0) }
}
