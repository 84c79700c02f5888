import Idioms

/// What a block or an operator of an outline is, in the field's words.
public struct OutlineIdiom: Sendable, Equatable {
  /// The name in the table: `Gelu`.
  public var name: String
  /// The name on pictures: `GELU`.
  public var title: String
  /// What tells it from others of its kind, such as `768 → 3072`.
  public var detail: String?
  /// The purpose, a name of `OperatorKind`.
  public var kind: String
  /// Whether it is drawn like an operator. Others hold several operators with weights and are drawn as blocks.
  public var isCard: Bool
  /// What it computes, where that is a function of single numbers.
  public var program: ElementProgram?
}

extension OutlineIdiom {
  init(_ match: IdiomMatch) {
    name = match.name
    title = match.title
    detail = match.detail
    kind = match.kind
    program = match.program
    isCard = match.isCard
  }
}
