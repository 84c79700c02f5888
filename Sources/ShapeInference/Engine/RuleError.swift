/// A fault of a node that a rule found. The engine adds the node's name.
struct RuleError: Error {
  var code: String
  var message: String

  init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Dims or ranks that don't fit.
  static func shape(_ message: String) -> RuleError { RuleError("bad-shape", message) }

  /// An invalid attribute.
  static func attribute(_ message: String) -> RuleError { RuleError("bad-attribute", message) }
}
