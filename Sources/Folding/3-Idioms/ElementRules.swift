import Idioms
import ModelGraph

/// How operators are read as arithmetic on elements.
enum ElementRules {
  /// The operation of a node, whose operands are its first inputs; nil where it is no such operator.
  ///
  /// Versions of operators that take bounds or axes as attributes and as inputs are both read.
  ///
  /// - Parameters:
  ///   - node: the node, its attributes' references resolved.
  ///   - rank: the rank of its first input, where known.
  ///   - elements: what small constants in its input slots hold.
  static func operation(
    of node: Node, rank: Int?, elements: (Int) -> [Double]?
  ) -> ElementOperation? {
    guard node.op.domain.isEmpty || node.op.domain == "com.microsoft" || isUnknownTwin(node.op) else {
      return nil
    }
    if let function = plain[node.op.type] { return .unary(function) }
    if let function = parametric(node) { return .unary(function) }
    if let function = pairs[node.op.type] {
      return node.inputs.count == 2 ? .binary(function) : nil
    }
    if let function = reductions[node.op.type] {
      return isLastAxis(node, rank, elements) ? .reduce(function) : nil
    }
    switch node.op.type {
    case "Where": return node.inputs.count == 3 ? .ternary(.choose) : nil
    case "Softmax": return isLast(node.int("axis", or: -1), rank) ? .reduce(.softmax) : nil
    case "LogSoftmax": return isLast(node.int("axis", or: -1), rank) ? .reduce(.logSoftmax) : nil
    case "Cast", "CastLike":
      guard let type = node.dataType("to"), type.isFloatingPoint else { return nil }
      return .unary(.identity)
    default: return nil
    }
  }

  /// Whether operators of a type may be read at all.
  static func mayBe(_ type: String) -> Bool {
    plain[type] != nil || pairs[type] != nil || reductions[type] != nil || others.contains(type)
  }

  private static let others: Set<String> = [
    "LeakyRelu", "Elu", "Celu", "ThresholdedRelu", "Swish", "Selu", "HardSigmoid", "Shrink", "Gelu", "Where",
    "Clip",
    "Softmax", "LogSoftmax", "Cast", "CastLike", "QuickGelu", "FastGelu", "Expand",
  ]

  /// Operators that tf2onnx leaves as TensorFlow named them.
  private static func isUnknownTwin(_ op: OperatorID) -> Bool { op.type == "Erfc" }

  private static let plain: [String: ElementOperation.Unary] = [
    "Identity": .identity, "Dropout": .identity, "Neg": .neg, "Abs": .abs, "Sign": .sign,
    "Reciprocal": .reciprocal, "Sqrt": .sqrt, "Exp": .exp, "Log": .log, "Erf": .erf, "Erfc": .erfc,
    "Tanh": .tanh,
    "Sigmoid": .sigmoid, "Relu": .relu, "Softplus": .softplus, "Softsign": .softsign, "Floor": .floor,
    "Ceil": .ceil,
    "Round": .round, "Not": .not, "IsNaN": .isNaN, "IsInf": .isInfinite, "HardSwish": .hardSwish,
    "Mish": .mish,
    "Sin": .sin, "Cos": .cos,
  ]

  private static func parametric(_ node: Node) -> ElementOperation.Unary? {
    switch node.op.type {
    case "LeakyRelu": .leaky(node.float("alpha", or: 0.01))
    case "Elu": .elu(node.float("alpha", or: 1))
    case "Celu": .celu(node.float("alpha", or: 1))
    case "ThresholdedRelu": .threshold(node.float("alpha", or: 1))
    case "Swish": .swish(node.float("alpha", or: 1))
    case "Selu":
      .selu(
        node.float("alpha", or: 1.67326319217681884765625), node.float("gamma", or: 1.05070102214813232421875)
      )
    case "HardSigmoid": .hardSigmoid(node.float("alpha", or: 0.2), node.float("beta", or: 0.5))
    case "Shrink": .shrink(node.float("bias", or: 0), node.float("lambd", or: 0.5))
    case "Gelu": .gelu(tanh: node.string("approximate") == "tanh")
    case "QuickGelu": .swish(node.float("alpha", or: 1.702))
    // Its second input is a bias.
    case "FastGelu": node.inputs.count == 1 || node.inputs[1] == nil ? .gelu(tanh: true) : nil
    default: nil
    }
  }

  private static let pairs: [String: ElementOperation.Binary] = [
    "Add": .add, "Sub": .subtract, "Mul": .multiply, "Div": .divide, "Pow": .power, "Min": .min, "Max": .max,
    "Less": .less, "LessOrEqual": .lessOrEqual, "Greater": .greater, "GreaterOrEqual": .greaterOrEqual,
    "Equal": .equal, "And": .and, "Or": .or, "Xor": .xor, "PRelu": .slope,
  ]

  private static let reductions: [String: ElementOperation.Reduction] = [
    "ReduceMean": .mean, "ReduceSum": .sum, "ReduceMax": .max, "ReduceMin": .min,
    "ReduceSumSquare": .sumOfSquares,
    "ReduceL2": .norm, "ReduceLogSumExp": .logSumExp,
  ]

  private static func isLastAxis(_ node: Node, _ rank: Int?, _ elements: (Int) -> [Double]?) -> Bool {
    guard node.flag("keepdims", or: true) else { return false }
    if let axes = node.ints("axes") { return axes.count == 1 && isLast(axes[0], rank) }
    guard let axes = elements(1), axes.count == 1, let axis = Int64(exactly: axes[0]) else { return false }
    return isLast(axis, rank)
  }

  private static func isLast(_ axis: Int64, _ rank: Int?) -> Bool {
    axis == -1 || rank.map { axis == Int64($0) - 1 } ?? false
  }

  /// The bounds of a Clip as it was before version 11, as attributes; nil for later ones.
  static func clipBounds(_ node: Node) -> (low: Double, high: Double)? {
    guard node.op.type == "Clip", node.inputs.count == 1 else { return nil }
    return (node.float("min", or: -.infinity), node.float("max", or: .infinity))
  }
}
