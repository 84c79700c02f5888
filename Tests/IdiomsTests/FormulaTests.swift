import Testing

@testable import Idioms

/// Functions are known by their values, whatever they are written as; near misses are not.
@Suite struct FormulaTests {
  /// A program from steps such as `mul 0 x 0.5`: an operation and its operands, which are `x`, `s0` for the first
  /// step's result, `v0` for a stored vector, or a number.
  private func match(_ text: String, width: Int? = nil) -> FormulaMatch? {
    var program = ElementProgram()
    for line in text.split(separator: ";") {
      let words = line.split(separator: " ").map(String.init)
      let operands = words.dropFirst().map { word -> ElementProgram.Operand in
        if word == "x" { return .input }
        if word.hasPrefix("s"), let step = Int(word.dropFirst()) { return .step(step) }
        if word.hasPrefix("v"), let vector = Int(word.dropFirst()) { return .vector(vector) }
        return .scalar(Double(word) ?? .nan)
      }
      let isAdded = program.add(Self.operations[words[0]] ?? .unary(.identity), operands)
      #expect(isAdded, "\(line)")
    }
    return FormulaTable.match(program, width: width)
  }

  private static let operations: [String: ElementOperation] = [
    "add": .binary(.add), "sub": .binary(.subtract), "mul": .binary(.multiply), "div": .binary(.divide),
    "pow": .binary(.power), "max": .binary(.max), "min": .binary(.min), "greater": .binary(.greater),
    "where": .ternary(.choose), "clip": .ternary(.clip), "erf": .unary(.erf), "erfc": .unary(.erfc),
    "tanh": .unary(.tanh), "exp": .unary(.exp), "log": .unary(.log), "neg": .unary(.neg),
    "sqrt": .unary(.sqrt),
    "sigmoid": .unary(.sigmoid), "relu": .unary(.relu), "softplus": .unary(.softplus),
    "reciprocal": .unary(.reciprocal), "mean": .reduce(.mean), "sum": .reduce(.sum), "top": .reduce(.max),
  ]

  @Test(arguments: [
    ("div x 1.4142135;erf s0;add s1 1;mul x s2;mul s3 0.5", "Gelu"),
    ("mul x 0.70703125;neg s0;mul x 0.5;erfc s1;mul s2 s3", "Gelu"),
    ("pow x 3;mul s0 0.044715;add x s1;mul s2 0.7978845;tanh s3;add s4 1;mul x 0.5;mul s6 s5", "Gelu tanh"),
    ("sigmoid x;mul x s0", "Silu"),
    ("neg x;exp s0;add s1 1;div x s2", "Silu"),
    ("mul x 1.702;sigmoid s0;mul s1 x", "QuickGelu"),
    ("max x 0", "Relu"), ("max x 0;min s0 6", "Relu6"), ("clip x 0 6", "Relu6"),
    ("relu x;mul s0 s0", "SquaredRelu"),
    ("add x 3;clip s0 0 6;mul x s1;div s2 6", "HardSwish"),
    ("add x 3;clip s0 0 6;mul s1 0.1666667", "HardSigmoid"),
    ("softplus x;tanh s0;mul x s1", "Mish"), ("exp x;add s0 1;log s1", "Softplus"),
    ("mul x 0.01;greater x 0;where s1 x s0", "LeakyRelu 0.01"), ("mul x 0.2;max x s0", "LeakyRelu 0.2"),
    ("exp x;sub s0 1;greater x 0;where s2 x s1", "Elu"),
  ])
  func activations(_ program: String, _ name: String) {
    let found = match(program)
    #expect([found?.name, found?.detail].compactMap(\.self).joined(separator: " ") == name)
  }

  @Test(arguments: [
    // A wrong constant, a missing half, a wrong bound, a slope that rises.
    "div x 1.5;erf s0;add s1 1;mul x s2;mul s3 0.5", "div x 1.4142135;erf s0;add s1 1;mul x s2",
    "clip x 0 5", "sigmoid x;mul s0 s0", "mul x 2;greater x 0;where s1 x s0", "mul x 2", "add x 1", "pow x 2",
    "mul x 1.6;sigmoid s0;mul s1 x",
    // A line without bounds is no hard sigmoid.
    "mul x 0.01;add s0 0.5",
  ])
  func nearMisses(_ program: String) { #expect(match(program) == nil) }

  @Test(arguments: [
    ("mean x;sub x s0;pow s1 2;mean s2;add s3 0.00001;sqrt s4;div s1 s5;mul s6 v0;add s7 v1", "LayerNorm"),
    ("mean x;mul x x;mean s1;mul s0 s0;sub s2 s3;add s4 0.001;sqrt s5;sub x s0;div s7 s6", "LayerNorm"),
    ("pow x 2;mean s0;add s1 0.000001;sqrt s2;reciprocal s3;mul x s4;mul s5 v0", "RMSNorm"),
    ("pow x 2;mean s0;add s1 0.000001;sqrt s2;div x s3;add v0 1;mul s4 s5", "RMSNorm"),
    ("pow x 2;sum s0;sqrt s1;div x s2", "L2Norm"),
    ("pow x 2;sum s0;pow s1 0.5;max s2 0.0000001;div x s3", "L2Norm"),
    ("top x;sub x s0;exp s1;sum s2;div s2 s3", "Softmax"),
  ])
  func norms(_ program: String, _ name: String) { #expect(match(program)?.name == name) }

  @Test(arguments: [
    // No mean taken off, a sum in place of a mean under LayerNorm, a bias that is added twice, a large constant.
    "mean x;sub x s0;pow s1 2;sum s2;add s3 0.00001;sqrt s4;div s1 s5;mul s6 v0;add s7 v1;add s8 v1",
    "pow x 2;mean s0;add s1 0.5;sqrt s2;div x s3", "mean x;sub x s0", "pow x 2;mean s0;div x s1",
  ])
  func nearMissesOfNorms(_ program: String) { #expect(match(program) == nil) }

  /// A constant that depends on the width makes a norm at that width only: the length times √C, a sum over C.
  @Test(arguments: [
    ("pow x 2;sum s0;sqrt s1;div x s2;mul s3 27.712813;mul s4 v0", "RMSNorm"),
    (
      "sum x;div s0 768;sub x s1;mul s2 s2;sum s3;mul s4 0.00130208;add s5 0.00001;sqrt s6;div s2 s7",
      "LayerNorm"
    ),
  ])
  func widthsMatter(_ program: String, _ name: String) {
    #expect(match(program, width: 768)?.name == name)
    #expect(match(program, width: 1024) == nil && match(program, width: 8) == nil && match(program) == nil)
  }

  /// The width at which functions are compared is not the tensor's.
  @Test func noWidthIsAssumed() {
    #expect(match("pow x 2;sum s0;sqrt s1;div x s2;mul s3 2.828427", width: 64) == nil)
  }

  /// T5 divides the result of its last norm by √C. That is a scaled RMSNorm, although it has the length of an L2 norm.
  @Test func aScaledNormIsNoOther() {
    #expect(
      match("pow x 2;mean s0;add s1 0.000001;sqrt s2;div x s3;mul s4 v0;mul s5 0.125", width: 64) == nil)
  }

  /// A stored scale on an activation makes another function.
  @Test func weightsAreNoConstants() { #expect(match("sigmoid x;mul x s0;mul s1 v0") == nil) }
}
