import ModelGraph

/// Operators on strings.
enum Texts {
  static let rules: [Rule] = [
    Rule("StringNormalizer", normalize),
    Rule("StringConcat") { context throws(RuleError) in try Arithmetic.broadcast(context, .string) },
    Rule("StringSplit", split),
    Rule("RegexFullMatch") { context throws(RuleError) in context.set(0, .bool, context.shape(0)) },
    Rule("TfIdfVectorizer", vectorize),
  ]

  /// Stop words may go: the last dim is open.
  private static func normalize(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .string, nil)
    guard let shape = context.shape(0) else { return }
    guard shape.count == 1 || shape.count == 2 else {
      throw .shape("the input has rank \(shape.count), not 1 or 2")
    }
    context.set(0, .string, shape.dropLast() + [.unknown])
  }

  private static func split(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .string, context.shape(0).map { $0 + [.unknown] })
    context.set(1, .int64, context.shape(0))
  }

  private static func vectorize(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .float32, nil)
    guard let shape = context.shape(0), let largest = context.ints("ngram_indexes")?.max(), largest >= 0
    else { return }
    guard shape.count == 1 || shape.count == 2 else {
      throw .shape("the input has rank \(shape.count), not 1 or 2")
    }
    context.set(0, .float32, shape.dropLast() + [.known(largest) + 1])
  }
}
