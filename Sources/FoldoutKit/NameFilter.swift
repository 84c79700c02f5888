import Diagnostics
import Folding

/// Chooses by patterns of names.
struct NameFilter: Sendable {
  private let globs: [(pattern: String, glob: Glob)]

  /// `*` stands for any text, also across the parts of a name.
  init(_ patterns: [String]) { globs = patterns.map { ($0, crossingGlob($0)) } }

  /// Whether a pattern matches one of the names that something has.
  func includes(_ names: [String]) -> Bool {
    globs.contains { glob in names.contains { glob.glob.matches($0) } }
  }

  /// The first pattern that matches none of all names.
  func unmatched(_ all: [[String]]) -> String? {
    globs.first { glob in !all.contains { $0.contains { glob.glob.matches($0) } } }?.pattern
  }
}
