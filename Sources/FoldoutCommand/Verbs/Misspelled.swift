import Glibc
import TextOutput

/// A word where a verb or a model belongs, and which is neither.
enum Misspelled {
  /// What to say about the first argument where it looks like a verb with a slip; nil where it may be a model's file.
  static func message(_ word: String, verbs: [String]) -> String? {
    guard !word.isEmpty, !word.hasPrefix("-"), !word.contains("/"), !word.contains("."),
      !verbs.contains(word),
      access(word, F_OK) != 0, let question = NearestNames.question(word, among: verbs)
    else { return nil }
    return "there is no verb or file \(quoted(word)); \(question)"
  }
}
