/// Words as a list is said: `a, b or c`; empty for none.
///
/// - Parameter joint: the word before the last one, `or` or `and`.
public func listed(_ words: [String], _ joint: String) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(joint) " + last
}
