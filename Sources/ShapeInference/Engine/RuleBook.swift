import ModelGraph

/// The outputs of an operator, from a version of its operator set on.
struct Rule: Sendable {
  typealias Apply = @Sendable (InferenceContext) throws(RuleError) -> Void

  var domain: String
  var type: String
  /// The first version of the domain's operator set that it holds for.
  var since: Int64
  var apply: Apply

  init(_ type: String, since: Int64 = 1, domain: String = "", _ apply: @escaping Apply) {
    self.domain = domain
    self.type = type
    self.since = since
    self.apply = apply
  }

  /// The same rule for several operators.
  static func all(
    _ types: [String], since: Int64 = 1, domain: String = "", _ apply: @escaping Apply
  ) -> [Rule] {
    types.map { Rule($0, since: since, domain: domain, apply) }
  }
}

/// All rules, by operator and version.
enum RuleBook {
  private static let table: [OperatorID: [Rule]] = {
    var table: [OperatorID: [Rule]] = [:]
    for family in families {
      for rule in family { table[OperatorID(domain: rule.domain, type: rule.type), default: []].append(rule) }
    }
    for key in table.keys { table[key]?.sort { $0.since < $1.since } }
    return table
  }()

  /// The rule of an operator at a version of its operator set; nil for operators that are not known.
  static func rule(for op: OperatorID, version: Int64) -> Rule.Apply? {
    guard let rules = table[op] else { return nil }
    return (rules.last { $0.since <= version } ?? rules.first)?.apply
  }

  /// The operators that have rules, sorted; with the versions from which each holds.
  static var listing: [(op: OperatorID, since: [Int64])] {
    table.map { ($0.key, $0.value.map(\.since)) }.sorted { $0.0.description < $1.0.description }
  }
}
