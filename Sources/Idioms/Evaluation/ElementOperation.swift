import Glibc

/// An operation on the elements of tensors, as ONNX defines it: each element of the result depends on the elements at
/// its place alone, or, for reductions, on its row.
public enum ElementOperation: Hashable, Sendable {
  /// One operand.
  case unary(Unary)
  /// Two operands.
  case binary(Binary)
  /// Where, Clip with bounds as operands, and their like: three operands.
  case ternary(Ternary)
  /// A reduction over the last axis that keeps it.
  case reduce(Reduction)

  /// Functions of one number.
  public enum Unary: Hashable, Sendable {
    case identity, neg, abs, sign, reciprocal, sqrt, exp, log, erf, erfc, tanh, sigmoid, relu, softplus,
      softsign
    case floor, ceil, round, not, isNaN, isInfinite, hardSwish, mish, square, sin, cos
    case gelu(tanh: Bool)
    case leaky(Double), elu(Double), celu(Double), threshold(Double), swish(Double), shrink(Double, Double)
    case selu(Double, Double)
    case hardSigmoid(Double, Double)
  }

  /// Functions of two numbers. Comparisons give 1 and 0.
  public enum Binary: Hashable, Sendable {
    case add, subtract, multiply, divide, power, min, max, modulo
    case less, lessOrEqual, greater, greaterOrEqual, equal, and, or, xor
    /// `x` where it is positive, else slope times `x` (PRelu).
    case slope
  }

  /// Functions of three numbers.
  public enum Ternary: Hashable, Sendable {
    case choose, clip
  }

  /// Functions of a row.
  public enum Reduction: Hashable, Sendable {
    case mean, sum, max, min, sumOfSquares, norm, softmax, logSoftmax, logSumExp
  }

  /// How many operands it takes.
  public var operandCount: Int {
    switch self {
    case .unary, .reduce: 1
    case .binary: 2
    case .ternary: 3
    }
  }
}

extension ElementOperation.Unary {
  func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .identity: x
    case .neg: -x
    case .abs: Swift.abs(x)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : 0
    case .reciprocal: 1 / x
    case .sqrt: x.squareRoot()
    case .exp: Glibc.exp(x)
    case .log: Glibc.log(x)
    case .erf: Glibc.erf(x)
    case .erfc: Glibc.erfc(x)
    case .tanh: Glibc.tanh(x)
    case .sigmoid: Self.logistic(x)
    case .relu: Swift.max(x, 0)
    case .softplus: Self.softplus(x)
    case .softsign: x / (1 + Swift.abs(x))
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .not: x == 0 ? 1 : 0
    case .isNaN: x.isNaN ? 1 : 0
    case .isInfinite: x.isInfinite ? 1 : 0
    case .hardSwish: x * Self.clip(x / 6 + 0.5)
    case .mish: x * Glibc.tanh(Self.softplus(x))
    case .square: x * x
    case .sin: Glibc.sin(x)
    case .cos: Glibc.cos(x)
    case .gelu(let tanh): Self.gelu(x, tanh: tanh)
    case .leaky(let slope): x < 0 ? slope * x : x
    case .elu(let alpha): x < 0 ? alpha * Glibc.expm1(x) : x
    case .celu(let alpha): x < 0 ? alpha * Glibc.expm1(x / alpha) : x
    case .threshold(let alpha): x > alpha ? x : 0
    case .swish(let beta): x * Self.logistic(beta * x)
    case .shrink(let bias, let lambda): x < -lambda ? x + bias : x > lambda ? x - bias : 0
    case .selu(let alpha, let gamma): gamma * (x > 0 ? x : alpha * Glibc.expm1(x))
    case .hardSigmoid(let alpha, let beta): Self.clip(alpha * x + beta)
    }
  }

  private static func logistic(_ x: Double) -> Double { 1 / (1 + Glibc.exp(-x)) }

  private static func softplus(_ x: Double) -> Double {
    Swift.max(x, 0) + Glibc.log1p(Glibc.exp(-Swift.abs(x)))
  }

  private static func clip(_ x: Double) -> Double { Swift.max(0, Swift.min(1, x)) }

  private static func gelu(_ x: Double, tanh: Bool) -> Double {
    guard tanh else { return 0.5 * x * (1 + Glibc.erf(x * 0.5.squareRoot())) }
    return 0.5 * x * (1 + Glibc.tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
  }
}

extension ElementOperation.Binary {
  func callAsFunction(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: Glibc.pow(a, b)
    case .min: a.isNaN || b.isNaN ? .nan : Swift.min(a, b)
    case .max: a.isNaN || b.isNaN ? .nan : Swift.max(a, b)
    case .modulo: a - b * (a / b).rounded(.down)
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .and: a != 0 && b != 0 ? 1 : 0
    case .or: a != 0 || b != 0 ? 1 : 0
    case .xor: (a != 0) != (b != 0) ? 1 : 0
    case .slope: a < 0 ? a * b : a
    }
  }
}

extension ElementOperation.Ternary {
  func callAsFunction(_ a: Double, _ b: Double, _ c: Double) -> Double {
    switch self {
    case .choose: a != 0 ? b : c
    case .clip: Swift.max(b, Swift.min(c, a))
    }
  }
}

extension ElementOperation.Reduction {
  /// The row that takes a row's place; reductions to one number repeat it.
  func callAsFunction(_ row: ArraySlice<Double>) -> [Double] {
    let count = Double(row.count)
    let top = row.max() ?? 0
    func all(_ number: Double) -> [Double] { [Double](repeating: number, count: row.count) }
    switch self {
    case .mean: return all(row.reduce(0, +) / count)
    case .sum: return all(row.reduce(0, +))
    case .max: return all(top)
    case .min: return all(row.min() ?? 0)
    case .sumOfSquares: return all(row.reduce(0) { $0 + $1 * $1 })
    case .norm: return all(row.reduce(0) { $0 + $1 * $1 }.squareRoot())
    case .softmax:
      let powers = row.map { Glibc.exp($0 - top) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    case .logSoftmax, .logSumExp:
      let sum = top + Glibc.log(row.reduce(0) { $0 + Glibc.exp($1 - top) })
      return self == .logSumExp ? all(sum) : row.map { $0 - sum }
    }
  }
}
