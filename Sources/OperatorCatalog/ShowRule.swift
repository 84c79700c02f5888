import ModelGraph

/// One rule of a table row: which attribute a card shows, and how.
///
/// Three forms, separated by spaces:
/// - `name:template=default` — the attribute's value put into the template, unless it is the default. In
///   a template `@` is the value, `@x` a list joined by `×`, `@w` a list
///   or one number where all are equal, `@t` the name of an element type, `_` a space.
/// - `name?value=text` — the text, if the attribute is there and has that value.
/// - `%family` or `%family@slot` — a family of attributes that are shown together, such as a
///   convolution's window; the slot is the weight's.
enum ShowRule: Equatable {
  case template(name: String, template: String, hidden: String?)
  case flag(name: String, value: String, text: String)
  case family(name: String, slot: Int?)

  /// Reads the rules of a row.
  static func parse(_ text: Substring) -> [ShowRule] {
    text.split(separator: " ").compactMap(parseOne)
  }

  private static func parseOne(_ rule: Substring) -> ShowRule? {
    if rule.first == "%" {
      let parts = rule.dropFirst().split(separator: "@")
      guard let name = parts.first else { return nil }
      return .family(name: String(name), slot: parts.count > 1 ? Int(parts[1]) : nil)
    }
    guard let mark = rule.firstIndex(where: { $0 == ":" || $0 == "?" }) else { return nil }
    let name = String(rule[..<mark])
    let rest = rule[rule.index(after: mark)...].split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if rule[mark] == "?" {
      return rest.count == 2 ? .flag(name: name, value: String(rest[0]), text: spaced(rest[1])) : nil
    }
    return .template(
      name: name, template: spaced(rest[0]), hidden: rest.count == 2 ? spaced(rest[1]) : nil)
  }

  private static func spaced(_ text: Substring) -> String { String(text.map { $0 == "_" ? " " : $0 }) }
}
