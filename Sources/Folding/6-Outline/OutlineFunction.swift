import Idioms
import ModelGraph

/// What a box computes, where that is known exactly, for pictures that show it.
public enum OutlineFunction: Hashable, Sendable {
  /// Of each number by itself.
  case numbers(ElementProgram)
  /// Of numbers that share a whole, or of the logarithms of their shares.
  case softmax(isLogarithm: Bool)

  /// By operator, whatever its domain: a softmax is one along any axis.
  private static let shares = [
    "Softmax": OutlineFunction.softmax(isLogarithm: false), "softmax": .softmax(isLogarithm: false),
    "LogSoftmax": .softmax(isLogarithm: true), "log_softmax": .softmax(isLogarithm: true),
  ]

  /// The softmax that a name means, if it means one.
  static func softmax(_ name: String) -> OutlineFunction? { shares[name] }
}

extension OutlineIdiom {
  /// What it computes, where that is known exactly.
  public var function: OutlineFunction? {
    // What is quantised keeps its title only.
    program.map { .numbers($0) } ?? OutlineFunction.softmax(name == QuantizedOperators.name ? title : name)
  }
}

extension OutlineOperator {
  /// What it computes, where that is known exactly: not where a slope or a bound is made elsewhere, or is one of many.
  public var function: OutlineFunction? {
    if let known = idiom?.function { return known }
    var own = node
    own.attributes = attributes
    if own.op.domain == LayerFunctions.domain {
      let name = own.op.type == "Activation" ? own.string("activation") : own.op.type
      return name.flatMap { OutlineFunction.softmax($0) }
        ?? LayerFunctions.program(of: own).map { .numbers($0) }
    }
    return OutlineFunction.softmax(own.op.type)
      ?? ElementRules.program(of: own, scalar(_:)).map { .numbers($0) }
  }

  /// The function that a layer with weights has its result pass, by its own setting; nil for `linear`, which is none.
  public var activation: OutlineFunction? {
    guard node.op.domain == LayerFunctions.domain,
      case .string(let name)? = attributes.first(where: { $0.name == "activation" })?.value, name != "linear"
    else { return nil }
    return OutlineFunction.softmax(name) ?? LayerFunctions.program(named: name).map { .numbers($0) }
  }

  /// The only element of a constant that the file has in an input slot itself.
  private func scalar(_ slot: Int) -> Double? {
    guard slot < node.inputs.count, let value = node.inputs[slot],
      let elements = graphValue(value)?.constant?.elements, elements.count == 1
    else { return nil }
    return elements[0]
  }
}

extension ElementRules {
  /// One operator as a program of the numbers that come in; nil where it looks at more than that.
  static func program(of node: Node, _ scalar: (Int) -> Double?) -> ElementProgram? {
    var operands: [ElementProgram.Operand] = [.input]
    let operation: ElementOperation
    if node.op.type == "Clip" {
      guard node.op.domain.isEmpty, let bounds = clipBounds(node) ?? self.bounds(node, scalar),
        bounds.low.isFinite || bounds.high.isFinite
      else { return nil }
      operation = .ternary(.clip)
      operands += [.scalar(bounds.low), .scalar(bounds.high)]
    } else {
      guard let found = self.operation(of: node, rank: nil, elements: { _ in nil }) else { return nil }
      if case .reduce = found { return nil }
      operation = found
      for slot in 1..<max(1, found.operandCount) {
        guard let number = scalar(slot) else { return nil }
        operands.append(.scalar(number))
      }
    }
    var program = ElementProgram()
    return program.add(operation, operands) ? program : nil
  }

  /// The bounds of a Clip as inputs; nil where one is not known.
  private static func bounds(_ node: Node, _ scalar: (Int) -> Double?) -> (low: Double, high: Double)? {
    func bound(_ slot: Int, _ missing: Double) -> Double? {
      slot < node.inputs.count && node.inputs[slot] != nil ? scalar(slot) : missing
    }
    guard let low = bound(1, -.infinity), let high = bound(2, .infinity) else { return nil }
    return (low, high)
  }
}
