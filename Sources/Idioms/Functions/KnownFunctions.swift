/// A function of one number that people know by name, with the settings that it has unless others are given.
public struct KnownFunction: Sendable {
  /// The words that mean it, the usual one first: lower-case letters, digits and hyphens.
  public let words: [String]
  /// The name on pictures.
  public let title: String
  /// What tells it from others of its name: `tanh`, `0.01`.
  public let detail: String?
  /// What it computes.
  public let program: ElementProgram
}

/// All functions that are known by name.
public enum KnownFunctions {
  /// The functions, those of one family beside each other.
  public static let all: [KnownFunction] = [
    known(["relu"], "ReLU", .relu),
    known(["relu6"], "ReLU6", .ternary(.clip), [.input, .scalar(0), .scalar(6)]),
    known(["squared-relu", "relu2", "relu-squared"], "ReLU²", .unary(.relu), [.input], .unary(.square)),
    known(["leaky-relu"], "LeakyReLU", .leaky(0.01), "0.01"),
    known(["thresholded-relu"], "ThresholdedReLU", .threshold(1), "1"),
    known(["elu"], "ELU", .elu(1)),
    known(["celu"], "CELU", .celu(1)),
    known(["selu"], "SELU", .selu(1.67326324, 1.05070099)),
    known(["gelu"], "GELU", .gelu(tanh: false)),
    known(["gelu-tanh", "gelu-new", "gelu-pytorch-tanh"], "GELU", .gelu(tanh: true), "tanh"),
    known(["quick-gelu"], "QuickGELU", .swish(1.702)),
    known(["silu", "swish"], "SiLU", .swish(1)),
    known(["mish"], "Mish", .mish),
    known(["hard-swish", "hard-silu"], "HardSwish", .hardSwish),
    known(["sigmoid", "logistic"], "Sigmoid", .sigmoid),
    known(["hard-sigmoid"], "HardSigmoid", .hardSigmoid(1.0 / 6, 0.5)),
    known(["log-sigmoid"], "LogSigmoid", .unary(.neg), [.input], .unary(.softplus), .unary(.neg)),
    known(["tanh"], "Tanh", .tanh),
    known(["hard-tanh"], "HardTanh", .ternary(.clip), [.input, .scalar(-1), .scalar(1)]),
    known(["tanh-shrink"], "Tanhshrink", tanhShrink),
    known(["softplus"], "Softplus", .softplus),
    known(["softsign"], "Softsign", .softsign),
    known(["erf"], "Erf", .erf),
    known(["exp", "exponential"], "Exp", .exp),
    known(["sin"], "Sin", .sin),
    known(["cos"], "Cos", .cos),
    known(["identity", "linear"], "Identity", .identity),
  ]

  /// The function that a word means: capitals, blanks, hyphens and underscores don't count.
  public static func named(_ word: String) -> KnownFunction? {
    let letters = letters(of: word)
    guard !letters.isEmpty else { return nil }
    return all.first { $0.words.contains { Self.letters(of: $0) == letters } }
  }

  /// The first word of each function.
  public static var names: [String] { all.map { $0.words[0] } }

  /// All words that mean a function.
  public static var words: [String] { all.flatMap(\.words) }

  private static func letters(of word: String) -> [UInt8] {
    word.utf8.filter { ![UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: " ")].contains($0) }
      .map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  private static func known(
    _ words: [String], _ title: String, _ function: ElementOperation.Unary, _ detail: String? = nil
  ) -> KnownFunction {
    var program = ElementProgram()
    _ = program.add(.unary(function), [.input])
    return KnownFunction(words: words, title: title, detail: detail, program: program)
  }

  /// A first operation and then others, each on what came out before.
  private static func known(
    _ words: [String], _ title: String, _ first: ElementOperation, _ operands: [ElementProgram.Operand],
    _ others: ElementOperation...
  ) -> KnownFunction {
    var program = ElementProgram()
    _ = program.add(first, operands)
    for (place, other) in others.enumerated() { _ = program.add(other, [.step(place)]) }
    return KnownFunction(words: words, title: title, detail: nil, program: program)
  }

  private static func known(_ words: [String], _ title: String, _ program: ElementProgram) -> KnownFunction {
    KnownFunction(words: words, title: title, detail: nil, program: program)
  }

  private static let tanhShrink: ElementProgram = {
    var program = ElementProgram()
    _ = program.add(.unary(.tanh), [.input])
    _ = program.add(.binary(.subtract), [.input, .step(0)])
    return program
  }()
}
