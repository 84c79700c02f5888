/// A log that was named or found.
struct FoundLog: Equatable {
  /// Where it is.
  var path: String
  /// The parts of its path below the folder that was searched, its own name last.
  var parts: [String]
  var kind: LogKind
  /// Whether a search found it, rather than that it was named.
  var isFound: Bool

  var name: String { parts.last ?? path }
  var folder: ArraySlice<String> { parts.dropLast() }
}
