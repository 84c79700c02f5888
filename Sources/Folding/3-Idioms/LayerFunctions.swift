import Idioms
import ModelGraph

/// The functions of Keras's activation layers, as Keras defines them.
///
/// `hard_sigmoid` is not among them: it was 0.2x + 0.5 up to Keras 2 and is x/6 + 0.5 since.
enum LayerFunctions {
  /// The domain of Keras's layers.
  static let domain = "keras"

  /// What a layer computes of each number; nil for another layer, or where a setting can't be read.
  static func program(of node: Node) -> ElementProgram? {
    switch node.op.type {
    case "Activation": node.string("activation").flatMap { program(named: $0) }
    case "ELU": number(node, "alpha").flatMap { program(.elu($0)) }
    case "LeakyReLU":
      (number(node, "negative_slope") ?? number(node, "alpha")).flatMap { program(.leaky($0)) }
    case "ThresholdedReLU": number(node, "theta").flatMap { program(.threshold($0)) }
    case "ReLU": relu(node)
    default: operations[node.op.type].flatMap { program(named: $0) }
    }
  }

  /// A function by its name as a setting.
  static func program(named name: String) -> ElementProgram? { names[name].flatMap { program($0) } }

  /// Names of functions as settings of layers.
  private static let names: [String: ElementOperation.Unary] = [
    "relu": .relu, "sigmoid": .sigmoid, "tanh": .tanh, "softplus": .softplus, "softsign": .softsign,
    "elu": .elu(1), "selu": .selu(1.67326324, 1.05070098), "celu": .celu(1), "gelu": .gelu(tanh: false),
    "swish": .swish(1), "silu": .swish(1), "mish": .mish, "exponential": .exp, "hard_silu": .hardSwish,
    "hard_swish": .hardSwish, "leaky_relu": .leaky(0.2), "linear": .identity,
  ]

  /// Operations of `keras.ops` without settings.
  private static let operations = [
    "Relu": "relu", "Sigmoid": "sigmoid", "Tanh": "tanh", "Softplus": "softplus", "Softsign": "softsign",
    "Silu": "silu", "Selu": "selu", "HardSilu": "hard_silu",
  ]

  private static func program(_ function: ElementOperation.Unary) -> ElementProgram? {
    var program = ElementProgram()
    return program.add(.unary(function), [.input]) ? program : nil
  }

  /// The number itself from a threshold to a greatest value; below, a fraction of what is missing to the threshold.
  private static func relu(_ node: Node) -> ElementProgram? {
    guard let slope = number(node, "negative_slope"), let threshold = number(node, "threshold") else {
      return nil
    }
    let top = number(node, "max_value") ?? .infinity
    if slope == 0, threshold == 0, top == .infinity { return program(.relu) }
    var program = ElementProgram()
    let isWhole =
      program.add(.binary(.greaterOrEqual), [.input, .scalar(threshold)])
      && program.add(.binary(.min), [.input, .scalar(top)])
      && program.add(.binary(.subtract), [.input, .scalar(threshold)])
      && program.add(.binary(.multiply), [.step(2), .scalar(slope)])
      && program.add(.ternary(.choose), [.step(0), .step(1), .step(3)])
    return isWhole ? program : nil
  }

  private static func number(_ node: Node, _ name: String) -> Double? {
    node.float(name) ?? node.int(name).map(Double.init)
  }
}
