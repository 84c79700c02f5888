import ModelGraph

/// An output that an operator has for those who ask, and that tells what goes on inside of it.
public struct Probe: Sendable {
  /// The slot of the output.
  public let slot: Int
  /// What follows the name of the operator's first value in that of the output.
  let suffix: String
  /// An attribute that has to be so.
  public let setting: (name: String, value: Int64)?

  /// The probe of a node; nil where the operator has none, or the file has that output itself.
  public init?(of node: Node) {
    guard node.op.domain.isEmpty else { return nil }
    switch node.op.type {
    // States at each time, where only the last are read.
    case "LSTM", "GRU", "RNN": (slot, suffix, setting) = (0, "/states", nil)
    // Weights after the softmax (ONNX, opset 23).
    case "Attention": (slot, suffix, setting) = (3, "/weights", ("qk_matmul_output_mode", 3))
    default: return nil
    }
    if slot < node.outputs.count, node.outputs[slot] != nil { return nil }
  }
}

extension Node {
  /// Whether an output is the weights of a fused attention, after the softmax.
  public func hasAttentionWeights(in slot: Int) -> Bool {
    op.type == "Attention" && op.domain.isEmpty && slot == 3 && int("qk_matmul_output_mode") == 3
  }
}
