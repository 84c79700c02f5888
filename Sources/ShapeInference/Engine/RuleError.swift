/// What a rule finds wrong with a node. The engine adds which node it is.
struct RuleError: Error {
  var code: String
  var message: String

  init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Dims or ranks that don't fit.
  static func shape(_ message: String) -> RuleError { RuleError("bad-shape", message) }

  /// An attribute that can't be.
  static func attribute(_ message: String) -> RuleError { RuleError("bad-attribute", message) }
}
