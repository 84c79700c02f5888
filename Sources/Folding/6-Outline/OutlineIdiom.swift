import Idioms

/// What a block or an operator of an outline is, in the field's words. One word large where it is kept, since a large
/// outline has many.
public final class OutlineIdiom: Sendable, Equatable {
  /// The name in the table: `Gelu`.
  public let name: String
  /// The name on pictures: `GELU`.
  public let title: String
  /// What tells it from others of its kind, such as `768 → 3072`.
  public let detail: String?
  /// The purpose, a name of `OperatorKind`.
  public let kind: String
  /// Whether it is drawn like an operator. Others hold several products with weights and are drawn as blocks.
  public let isCard: Bool
  /// What it computes, where that is a function of single numbers.
  public let program: ElementProgram?
  /// The function that its result passes last, where it is a convolution with one behind it.
  public let activation: ElementProgram?
  /// How its tensors are kept, where it works on integers.
  public let quantization: [Quantization]

  init(
    name: String, title: String, detail: String?, kind: String, isCard: Bool, program: ElementProgram?,
    activation: ElementProgram? = nil, quantization: [Quantization] = []
  ) {
    self.name = name
    self.title = title
    self.detail = detail
    self.kind = kind
    self.isCard = isCard
    self.program = program
    self.activation = activation
    self.quantization = quantization
  }

  /// Whether two say the same.
  public static func == (a: OutlineIdiom, b: OutlineIdiom) -> Bool {
    a === b
      || a.name == b.name && a.title == b.title && a.detail == b.detail && a.kind == b.kind
        && a.isCard == b.isCard
  }
}

extension OutlineIdiom {
  convenience init(_ match: IdiomMatch) {
    self.init(
      name: match.name, title: match.title, detail: match.detail, kind: match.kind, isCard: match.isCard,
      program: match.program, activation: match.activation, quantization: match.quantization)
  }
}

extension OutlineBlock {
  /// Whether it is an idiom that is drawn like an operator.
  public var isCard: Bool { idiom?.isCard ?? false }

  /// What blocks of its kind are called: its class, else the idiom that it is.
  public var kindName: String? { className ?? idiom?.title }
}
