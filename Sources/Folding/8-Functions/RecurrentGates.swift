import ModelGraph

/// What the gates of a recurrent layer compute, by the definitions of ONNX (LSTM, GRU, RNN) and Keras.
struct RecurrentGates {
  private(set) var parts: [FusedFunctions.Part] = []

  /// The gates that share a function, which ONNX calls f, g and h in this order.
  private static let gates: [String: [[String]]] = [
    "LSTM": [["input gate", "output gate", "forget gate"], ["cell candidate"], ["hidden state"]],
    "GRU": [["update gate", "reset gate"], ["candidate"]],
    "RNN": [["hidden state"]],
  ]

  private static let kinds: [String: String] = [
    "LSTM": "LSTM", "DynamicQuantizeLSTM": "LSTM", "CuDNNLSTM": "LSTM", "ConvLSTM1D": "LSTM",
    "ConvLSTM2D": "LSTM",
    "ConvLSTM3D": "LSTM", "LSTMCell": "LSTM", "GRU": "GRU", "CuDNNGRU": "GRU", "GRUCell": "GRU", "RNN": "RNN",
    "SimpleRNN": "RNN", "SimpleRNNCell": "RNN",
  ]

  /// Lists the gates of a node; nil for one that is no such layer.
  init?(_ node: Node, type: String, isLayer: Bool) {
    guard let kind = Self.kinds[type], let gates = Self.gates[kind] else { return nil }
    let isBoth = isLayer ? node.op.type == "Bidirectional" : node.string("direction") == "bidirectional"
    for direction in 0..<(isBoth ? 2 : 1) {
      for (place, names) in gates.enumerated() {
        let slot = direction * gates.count + place
        for name in names {
          let part = isBoth ? name + (direction == 0 ? " (forward)" : " (backward)") : name
          if let found = isLayer
            ? Self.layer(node, type, place, gates.count, part) : Self.onnx(node, kind, slot, place, part)
          {
            parts.append(found)
          }
        }
      }
    }
  }

  private static func onnx(_ node: Node, _ kind: String, _ slot: Int, _ place: Int, _ part: String)
    -> FusedFunctions.Part
  {
    let standard = kind == "RNN" || place > 0 ? "Tanh" : "Sigmoid"
    guard let named = node.strings("activations"), named.indices.contains(slot) else {
      return FusedFunctions.part(part, named: standard)
    }
    // Each function takes the next of the parameters, if it has any.
    func parameter(_ name: String, _ takers: Set<String>) -> Double? {
      guard takers.contains(named[slot].lowercased()), let all = node.floats(name) else { return nil }
      let taken = named[..<slot].count { takers.contains($0.lowercased()) }
      return taken < all.count ? all[taken] : nil
    }
    return FusedFunctions.part(
      part, named: named[slot], alpha: parameter("activation_alpha", withAlpha),
      beta: parameter("activation_beta", withBeta))
  }

  private static let withBeta: Set<String> = ["hardsigmoid", "affine", "scaledtanh"]
  private static let withAlpha = withBeta.union(["leakyrelu", "elu", "thresholdedrelu"])

  /// Keras has one setting for gates and one for what they let through; those made for cuDNN have none.
  private static func layer(
    _ node: Node, _ type: String, _ place: Int, _ count: Int, _ part: String
  ) -> FusedFunctions.Part? {
    let isGate = place == 0 && count > 1
    if type.hasPrefix("CuDNN") { return FusedFunctions.part(part, ofLayer: isGate ? "sigmoid" : "tanh") }
    return node.string(isGate ? "recurrent_activation" : "activation").flatMap {
      $0 == "linear" ? nil : FusedFunctions.part(part, ofLayer: $0)
    }
  }
}
