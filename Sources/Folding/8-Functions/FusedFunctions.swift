import Idioms
import ModelGraph
import OperatorCatalog

/// Functions inside of operators and layers that do more: an activation as a setting, the gates of recurrent layers, the softmax of
/// an attention.
enum FusedFunctions {
  /// One function of an operator.
  struct Part {
    var part: String
    var title: String
    var function: OutlineFunction?
  }

  /// The functions inside of an operator, its attributes resolved.
  static func all(of node: Node) -> [Part] {
    let isLayer = node.op.domain == LayerFunctions.domain
    let type = isLayer ? innermost(node) : node.op.type
    if let gates = RecurrentGates(node, type: type, isLayer: isLayer) { return gates.parts }
    if isLayer { return layer(node) }
    if let name = fused[node.op.type] { return [part("activation", named: name)] }
    if let name = node.string("activation") ?? node.string("activation_type"), !name.isEmpty, name != "none" {
      let parameters = node.floats("activation_params") ?? []
      return [part("activation", named: name, alpha: parameters.first, beta: parameters.dropFirst().first)]
    }
    if groupNorms.contains(node.op.type), node.int("activation") == 1 {
      return [part("activation", named: "Silu")]
    }
    if Operators.info(for: node.op).kind == .attention, !linearAttentions.contains(node.op.type) {
      return [weights]
    }
    return []
  }

  /// The class of a layer, or of the layer inside of its wrappers: `LSTMCell` of `StackedRNNCells(LSTMCell)`.
  private static func innermost(_ node: Node) -> String {
    guard let wrapped = node.facts.wrapped else { return node.op.type }
    let inner = wrapped.split(separator: "(").last ?? ""
    return String(inner.prefix { $0 != ")" })
  }

  /// Whether an operator of the kind of activations does more than one.
  static func isInside(_ node: Node) -> Bool {
    node.op.domain != LayerFunctions.domain && fused[node.op.type] != nil
  }

  private static func layer(_ node: Node) -> [Part] {
    if let name = node.string("activation"), name != "linear" { return [part("activation", ofLayer: name)] }
    return Operators.info(for: node.op).kind == .attention ? [weights] : []
  }

  /// The shares of values that queries get.
  private static let weights = Part(
    part: "weights", title: "Softmax", function: .softmax(isLogarithm: false))

  /// Operators with a bias, a split or integers around a function.
  private static let fused: [String: String] = [
    "BiasGelu": "Gelu", "FusedGelu": "Gelu", "BiasSplitGelu": "Gelu", "FastGelu": "FastGelu",
    "QLinearSigmoid": "Sigmoid",
    "QLinearLeakyRelu": "LeakyRelu", "QLinearSoftmax": "Softmax", "BiasSoftmax": "Softmax",
  ]
  private static let groupNorms: Set<String> = ["GroupNorm", "SkipGroupNorm"]
  private static let linearAttentions: Set<String> = ["LinearAttention", "LinearAttentionGate"]

  // MARK: Names

  /// A function by the name that a layer of Keras has for it.
  static func part(_ part: String, ofLayer name: String) -> Part {
    let function =
      OutlineFunction.softmax(name) ?? LayerFunctions.program(named: name).map { .numbers($0) }
    return Part(part: part, title: name, function: function)
  }

  /// A function by the name that ONNX has for it, with its parameters; capitals don't count.
  static func part(_ part: String, named name: String, alpha: Double? = nil, beta: Double? = nil) -> Part {
    let function =
      OutlineFunction.softmax(name) ?? program(of: name.lowercased(), alpha, beta).map { .numbers($0) }
    return Part(part: part, title: name, function: function)
  }

  /// The functions that ONNX lists for LSTM, GRU and RNN, and those of fused operators.
  private static func program(of name: String, _ alpha: Double?, _ beta: Double?) -> ElementProgram? {
    let function: ElementOperation.Unary
    switch name {
    case "relu": function = .relu
    case "sigmoid": function = .sigmoid
    case "tanh": function = .tanh
    case "softplus": function = .softplus
    case "softsign": function = .softsign
    case "gelu": function = .gelu(tanh: false)
    case "fastgelu", "gelu_tanh": function = .gelu(tanh: true)
    case "silu", "swish": function = .swish(alpha ?? 1)
    case "hardswish": function = .hardSwish
    case "leakyrelu": function = .leaky(alpha ?? 0.01)
    case "elu": function = .elu(alpha ?? 1)
    case "thresholdedrelu": function = .threshold(alpha ?? 1)
    case "hardsigmoid": function = .hardSigmoid(alpha ?? 0.2, beta ?? 0.5)
    case "clip":
      guard let alpha, let beta else { return nil }
      return program([.ternary(.clip)], [[.input, .scalar(alpha), .scalar(beta)]])
    case "affine":
      guard let alpha else { return nil }
      return program(
        [.binary(.multiply), .binary(.add)], [[.input, .scalar(alpha)], [.step(0), .scalar(beta ?? 0)]])
    case "scaledtanh":
      guard let alpha, let beta else { return nil }
      return program(
        [.binary(.multiply), .unary(.tanh), .binary(.multiply)],
        [[.input, .scalar(beta)], [.step(0)], [.step(1), .scalar(alpha)]])
    default: return nil
    }
    return program([.unary(function)], [[.input]])
  }

  private static func program(
    _ operations: [ElementOperation], _ operands: [[ElementProgram.Operand]]
  ) -> ElementProgram? {
    var program = ElementProgram()
    for (operation, read) in zip(operations, operands) where !program.add(operation, read) { return nil }
    return program
  }
}
