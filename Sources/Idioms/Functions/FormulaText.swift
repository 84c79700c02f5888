import TextOutput

/// A program as a formula of x, as people write it: `50 tanh(x / 50)`.
///
/// Nil where that would be longer than anybody reads. Cost: linear in the text, which is bounded: a program may read a step
/// twice, and that step another one twice.
public func formulaText(of program: ElementProgram) -> String? {
  var parts: [FormulaPart] = []
  for step in program.steps {
    let operands = step.operands.map { operand in
      switch operand {
      case .input: FormulaPart("x")
      case .scalar(let number): FormulaPart(number)
      case .vector: FormulaPart("w")
      case .step(let number): parts[number]
      }
    }
    let part = FormulaPart(step.operation, operands)
    guard part.text.utf8.count <= FunctionTuning.longestFormula else { return nil }
    parts.append(part)
  }
  return parts.last?.text ?? "x"
}

/// A part of a formula, and how tightly it holds together.
private struct FormulaPart {
  enum Rank: Int { case sum, product, power, whole }
  let text: String
  let rank: Rank
  /// Its value, if it is a number.
  private(set) var number: Double?

  init(_ text: String, _ rank: Rank = .whole) { (self.text, self.rank) = (text, rank) }

  init(_ number: Double) {
    let text = NumberText.significant(number, digits: 5)
    self.init(text, number < 0 ? .sum : .whole)
    self.number = number
  }

  init(_ operation: ElementOperation, _ operands: [FormulaPart]) {
    self =
      switch operation {
      case .unary(let function): Self.unary(function, operands[0])
      case .binary(let function): Self.binary(function, operands[0], operands[1])
      case .ternary(.choose): FormulaPart(Self.call("where", operands))
      case .ternary(.clip): Self.clip(operands)
      case .reduce(let reduction): FormulaPart(Self.call("\(reduction)", operands))
      }
  }

  /// The text as a part of something that holds together as tightly as this.
  func within(_ outer: Rank) -> String { rank.rawValue < outer.rawValue ? "(\(text))" : text }

  private static func call(_ name: String, _ operands: [FormulaPart]) -> String {
    name + "(" + operands.map(\.text).joined(separator: ", ") + ")"
  }

  /// A clip without one of its bounds is a least or a greatest number.
  private static func clip(_ operands: [FormulaPart]) -> FormulaPart {
    let (value, low, high) = (operands[0], operands[1], operands[2])
    if low.number == -.infinity { return FormulaPart(call("min", [value, high])) }
    if high.number == .infinity { return FormulaPart(call("max", [value, low])) }
    return FormulaPart(call("clip", operands))
  }

  private static func unary(_ function: ElementOperation.Unary, _ x: FormulaPart) -> FormulaPart {
    func number(_ value: Double) -> FormulaPart { FormulaPart(value) }
    switch function {
    case .identity: return x
    case .neg: return FormulaPart("−" + x.within(.product), .sum)
    case .reciprocal: return FormulaPart("1 / " + x.within(.power), .product)
    case .square: return FormulaPart(x.within(.whole) + "²", .power)
    case .abs: return FormulaPart("|\(x.text)|")
    case .not: return FormulaPart("¬" + x.within(.whole), .power)
    case .sigmoid: return FormulaPart(call("σ", [x]))
    case .sqrt: return FormulaPart("√" + x.within(.whole), .power)
    case .gelu(let tanh): return FormulaPart(call(tanh ? "gelu_tanh" : "gelu", [x]))
    case .leaky(let a): return FormulaPart(call("leaky_relu", [x, number(a)]))
    case .elu(let a): return FormulaPart(call("elu", [x, number(a)]))
    case .celu(let a): return FormulaPart(call("celu", [x, number(a)]))
    case .threshold(let a): return FormulaPart(call("thresholded_relu", [x, number(a)]))
    case .swish(let b): return FormulaPart(call("swish", [x, number(b)]))
    case .shrink(let bias, let lambda): return FormulaPart(call("shrink", [x, number(bias), number(lambda)]))
    case .selu: return FormulaPart(call("selu", [x]))
    case .hardSigmoid(let a, let b): return FormulaPart(call("hard_sigmoid", [x, number(a), number(b)]))
    case .hardSwish: return FormulaPart(call("hard_swish", [x]))
    case .isNaN: return FormulaPart(call("is_nan", [x]))
    case .isInfinite: return FormulaPart(call("is_inf", [x]))
    default: return FormulaPart(call("\(function)", [x]))
    }
  }

  private static func binary(_ function: ElementOperation.Binary, _ a: FormulaPart, _ b: FormulaPart)
    -> FormulaPart
  {
    func compared(_ sign: String) -> FormulaPart {
      FormulaPart("\(a.within(.power)) \(sign) \(b.within(.power))", .sum)
    }
    switch function {
    // Scales of one, which exporters write where a model has a setting.
    case .multiply where a.number == 1: return b
    case .divide where b.number == 1: return a
    case .add: return FormulaPart("\(a.text) + \(b.within(.product))", .sum)
    case .subtract: return FormulaPart("\(a.text) − \(b.within(.product))", .sum)
    // Numbers stand first in a product.
    case .multiply where b.number != nil && a.number == nil: return binary(.multiply, b, a)
    case .multiply: return FormulaPart("\(a.within(.product)) · \(b.within(.product))", .product)
    case .divide: return FormulaPart("\(a.within(.product)) / \(b.within(.power))", .product)
    case .power: return FormulaPart("\(a.within(.whole))^\(b.within(.whole))", .power)
    case .less: return compared("<")
    case .lessOrEqual: return compared("≤")
    case .greater: return compared(">")
    case .greaterOrEqual: return compared("≥")
    case .equal: return compared("=")
    case .and: return compared("and")
    case .or: return compared("or")
    case .min, .max, .modulo, .xor, .slope: return FormulaPart(call("\(function)", [a, b]))
    }
  }
}
