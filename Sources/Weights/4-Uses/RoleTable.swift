import ModelGraph

/// What the slots of operators take stored tensors for, by the operators' definitions.
///
/// Sources: the ONNX operator specification, ONNX Runtime's contributed operators, Keras's layers.
enum RoleTable {
  /// A role, and the axis of channels in the tensor as the operator reads it.
  typealias Entry = (role: WeightUse.Role, axis: Int?)

  /// What an operator's slot takes a tensor of some rank for.
  static func entry(_ node: Node, slot: Int, rank: Int, name: String) -> Entry {
    switch (node.op.type, slot) {
    case ("Conv", 1), ("ConvInteger", 1), ("FusedConv", 1), ("NhwcFusedConv", 1), ("QLinearConv", 3):
      return (.kernel, 0)
    case ("ConvTranspose", 1): return (.kernel, node.int("group", or: 1) == 1 ? 1 : nil)
    case ("Conv", 2), ("FusedConv", 2), ("QLinearConv", 8), ("ConvTranspose", 2), ("Gemm", 2),
      ("FusedGemm", 2):
      return (.bias, nil)
    case ("Gemm", 1), ("FusedGemm", 1): return (.matrix, node.flag("transB") ? 0 : 1)
    case ("MatMul", 1), ("MatMulInteger", 1), ("FusedMatMul", 1), ("QLinearMatMul", 3):
      return (.matrix, rank > 1 ? (node.flag("transB") ? rank - 2 : rank - 1) : nil)
    case ("MatMul", 0), ("FusedMatMul", 0): return (.matrix, rank > 1 ? rank - 2 : nil)
    case ("MatMulNBits", 1): return (.matrix, 0)
    case ("Gather", 0), ("GatherElements", 0): return (rank == 2 ? .table : .other, nil)
    case ("DequantizeLinear", 1...2), ("QuantizeLinear", 1...2), ("MatMulNBits", 2...3),
      ("QLinearConv", 1...2),
      ("QLinearConv", 4...7), ("QLinearMatMul", 1...2), ("QLinearMatMul", 4...7), ("ConvInteger", 2...3),
      ("MatMulInteger", 2...3):
      return (.scaling, nil)
    case ("LSTM", 1), ("LSTM", 2), ("GRU", 1), ("GRU", 2), ("RNN", 1), ("RNN", 2): return (.cells, nil)
    default: return keras(node, rank: rank, name: name)
    }
  }

  /// What a layer of Keras takes a tensor for, by the name that Keras gives it.
  private static func keras(_ node: Node, rank: Int, name: String) -> Entry {
    guard node.op.domain == "keras" || node.op.domain.hasPrefix("keras.") else { return (.other, nil) }
    let own = name.split(separator: "/").last.map(String.init) ?? ""
    let type = node.op.type
    switch own {
    case "bias": return (.bias, nil)
    case "embeddings": return (.table, nil)
    case "recurrent_kernel": return (.cells, nil)
    case "depthwise_kernel": return (.kernel, nil)
    case "pointwise_kernel": return (.kernel, rank - 1)
    case "kernel" where type.contains("LSTM") || type.contains("GRU") || type.contains("RNN"):
      return (.cells, nil)
    case "kernel" where type.hasPrefix("Conv") && type.hasSuffix("Transpose"):
      return (.kernel, rank > 1 ? rank - 2 : nil)
    case "kernel" where type.hasPrefix("Depthwise"): return (.kernel, nil)
    case "kernel" where type.hasPrefix("Conv"): return (.kernel, rank - 1)
    case "kernel": return (.matrix, rank > 1 ? rank - 1 : nil)
    default: return (.other, nil)
    }
  }
}
