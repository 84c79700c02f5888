import JSONInput

/// Reads which token has which id.
enum Vocabulary {
  /// Tokens whose ids are their places.
  static func numbered(_ tokens: [String]) -> [Int64: String] {
    Dictionary(tokens.enumerated().map { (Int64($0.offset), $0.element) }) { first, _ in first }
  }

  /// Reads an object: a tokenizer of Hugging Face (`model.vocab` and `added_tokens`), one with a list called `vocab`, or one whose
  /// members are ids by token; empty where it is none of these. Cost: linear.
  static func read(_ root: JSON) -> [Int64: String] {
    if let model = root["model"], let tokens = model["vocab"] {
      var vocabulary = tokens.isArray ? listed(tokens) : byToken(tokens)
      if let added = root["added_tokens"] {
        for token in added.elements.prefix(RecordingLimits.texts) {
          if let id = token["id"]?.int, let text = token["content"]?.string { vocabulary[id] = text }
        }
      }
      return vocabulary
    }
    if let tokens = root["vocab"] { return tokens.isArray ? listed(tokens) : byToken(tokens) }
    return byToken(root)
  }

  /// Tokens in the order of their ids, or lists that begin with a token, as of a unigram model.
  private static func listed(_ tokens: JSON) -> [Int64: String] {
    numbered(
      tokens.elements.prefix(RecordingLimits.texts).map { token in
        token.string ?? token.elements.first { _ in true }?.string ?? ""
      })
  }

  /// Ids by token; empty where a member is no whole number.
  private static func byToken(_ tokens: JSON) -> [Int64: String] {
    var vocabulary: [Int64: String] = [:]
    for member in tokens.members.prefix(RecordingLimits.texts) {
      guard member.value.isWhole, let id = member.value.int else { return [:] }
      vocabulary[id] = member.name
    }
    return vocabulary
  }
}
