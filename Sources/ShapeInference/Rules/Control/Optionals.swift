import ModelGraph

/// Values that may be absent.
enum Optionals {
  static let rules: [Rule] = [
    Rule("Optional", make),
    Rule("OptionalHasElement") { context throws(RuleError) in context.set(0, .bool, []) },
    Rule("OptionalGetElement") { context throws(RuleError) in
      if case .optional(let element) = context.type(0) {
        context.set(0, element)
      } else {
        context.set(0, context.type(0))
      }
    },
  ]

  private static func make(_ context: InferenceContext) throws(RuleError) {
    if context.has(0) { return context.set(0, .optional(context.type(0))) }
    guard case .type(let type)? = context.attribute("type") else { return }
    context.set(0, .optional(context.engine.inferredType(of: type)))
  }
}
