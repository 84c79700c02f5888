/// The table of idioms that a model is looked through for: the built-in one, with a user's rows behind it.
///
/// One word large: copies share what they say.
public struct Idioms: Sendable, Equatable {
  private let content: Content

  /// The content of a table; never changed once made.
  private final class Content: Sendable {
    let patterns: PatternTable
    let facts: [String: IdiomFacts]
    let added: String

    init(_ patterns: PatternTable, added: String) {
      self.patterns = patterns
      self.added = added
      var facts: [String: IdiomFacts] = [:]
      for known in FormulaRows.all + ContentRows.all { facts[known.name] = known }
      for row in patterns.rows where facts[row.name] == nil {
        facts[row.name] = IdiomFacts(row.name, row.title, row.kind, row.documentation)
      }
      self.facts = facts
    }
  }

  /// The rows of structure, in order.
  public var rows: [IdiomRow] { content.patterns.rows }
  /// The rows with their patterns, made ready for a search.
  public var patterns: PatternTable { content.patterns }
  /// By name: what there is to say about an idiom.
  public var facts: [String: IdiomFacts] { content.facts }
  /// The text of the rows that were added.
  public var added: String { content.added }

  /// The built-in table.
  public static let builtIn = Idioms(IdiomTable.patterns, added: "")

  /// The built-in table with further rows, which may be made of its idioms.
  ///
  /// - Throws: ``PatternParser/Fault`` where a row can't be read.
  public init(adding text: String) throws(PatternParser.Fault) {
    self.init(try PatternParser.table(text, behind: IdiomTable.patterns), added: text)
  }

  private init(_ patterns: PatternTable, added: String) { content = Content(patterns, added: added) }

  /// Whether two tables have the same rows.
  public static func == (a: Idioms, b: Idioms) -> Bool { a.added == b.added }
}

extension Idioms {
  /// The name on pictures of an operator that is an idiom by itself: `ReLU` for `Relu`.
  public static func title(ofOperator type: String) -> String {
    FormulaRows.operators[type].flatMap { builtIn.facts[$0]?.title } ?? type
  }
}
