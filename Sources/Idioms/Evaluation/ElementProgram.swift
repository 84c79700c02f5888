/// A closed region of elementwise operators as arithmetic on one tensor.
///
/// Two regions with equal programs compute the same, whatever their names and places.
public struct ElementProgram: Hashable, Sendable {
  /// What a step reads.
  public enum Operand: Hashable, Sendable {
    /// The one tensor that comes in.
    case input
    /// The result of an earlier step.
    case step(Int)
    /// A constant of one element.
    case scalar(Double)
    /// A stored tensor of one number a channel, by its number in order of first use.
    case vector(Int)
  }

  /// One operator.
  public struct Step: Hashable, Sendable {
    /// The operation.
    public var operation: ElementOperation
    /// Its operands: as many as it takes.
    public var operands: [Operand]

    /// Makes a step.
    public init(_ operation: ElementOperation, _ operands: [Operand]) {
      self.operation = operation
      self.operands = operands
    }
  }

  /// The steps in order; the last one's result comes out.
  public private(set) var steps: [Step] = []
  /// How many stored tensors it reads.
  public private(set) var vectorCount = 0

  /// Makes an empty program, which returns its input.
  public init() {}

  /// Adds a step. Returns false, and adds nothing, where the operands are not as the operation wants them.
  public mutating func add(_ operation: ElementOperation, _ operands: [Operand]) -> Bool {
    guard operands.count == operation.operandCount else { return false }
    for operand in operands {
      switch operand {
      case .step(let step): guard steps.indices.contains(step) else { return false }
      case .vector(let vector): vectorCount = max(vectorCount, vector + 1)
      case .input, .scalar: break
      }
    }
    steps.append(Step(operation, operands))
    return true
  }

  /// Whether a step looks at a whole row.
  public var reduces: Bool {
    steps.contains { if case .reduce = $0.operation { true } else { false } }
  }

  /// The constants that it reads, in order.
  var scalars: [Double] {
    steps.flatMap(\.operands).compactMap { if case .scalar(let number) = $0 { number } else { nil } }
  }

  /// Runs it on a matrix in row-major order. Cost: steps times elements.
  public func evaluate(_ input: [Double], columns: Int) -> [Double] {
    guard !steps.isEmpty else { return input }
    let count = input.count
    // All results in one list, since programs are short and many.
    var results: [Double] = []
    results.reserveCapacity(steps.count * count)
    let vectors = (0..<vectorCount).map { Samples.vector($0, count: columns) }
    func read(_ operand: Operand, _ place: Int) -> Double {
      switch operand {
      case .input: input[place]
      case .step(let step): results[step * count + place]
      case .scalar(let number): number
      case .vector(let vector): vectors[vector][place % columns]
      }
    }
    for step in steps {
      let operands = step.operands
      let first = operands[0]
      switch step.operation {
      case .unary(let function): for place in 0..<count { results.append(function(read(first, place))) }
      case .binary(let function):
        let second = operands[1]
        for place in 0..<count { results.append(function(read(first, place), read(second, place))) }
      case .ternary(let function):
        let (second, third) = (operands[1], operands[2])
        for place in 0..<count {
          results.append(function(read(first, place), read(second, place), read(third, place)))
        }
      case .reduce(let function):
        let source = (0..<count).map { read(first, $0) }
        for row in stride(from: 0, to: count, by: columns) {
          results += function(source[row..<(row + columns)])
        }
      }
    }
    return Array(results.suffix(count))
  }

  /// Its value at one number, for programs that look at single elements only.
  public func callAsFunction(_ x: Double) -> Double { evaluate([x], columns: 1).first ?? .nan }
}
