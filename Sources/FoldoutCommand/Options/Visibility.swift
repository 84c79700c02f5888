import FoldoutKit

/// The words of `--show` and `--hide`: one vocabulary for folding and composing.
struct Visibility: Sendable, Equatable {
  /// The words, in the order the manual lists them.
  static let words = [
    "plumbing", "constants", "shapes", "attributes", "weights", "names", "costs", "repeats", "idioms",
    "curves", "histograms", "maps", "legend",
  ]

  private var states: [String: Bool] = [:]
  private var allShapes = false

  /// Makes the defaults.
  init() {}

  /// Shows or hides what a word names; false for a word that is none. `shapes=all` is a word too.
  mutating func set(_ word: String, _ isShown: Bool) -> Bool {
    if word == "shapes=all" {
      allShapes = isShown
      states["shapes"] = true
      return true
    }
    guard Self.words.contains(word) else { return false }
    states[word] = isShown
    return true
  }

  /// Sets the options that the words name, and leaves the rest as it is.
  func apply(to options: inout DrawOptions) {
    func set(_ word: String, _ path: WritableKeyPath<DrawOptions, Bool>) {
      if let state = states[word] { options[keyPath: path] = state }
    }
    set("plumbing", \.fold.showsPlumbing)
    set("constants", \.fold.showsConstants)
    set("repeats", \.fold.gathersRepeats)
    set("idioms", \.fold.showsIdioms)
    set("attributes", \.compose.showsAttributes)
    set("weights", \.compose.showsWeights)
    set("names", \.compose.showsNames)
    set("names", \.compose.showsLayerNames)
    set("costs", \.compose.showsCosts)
    set("curves", \.compose.showsCurves)
    set("histograms", \.compose.showsHistograms)
    set("maps", \.compose.showsMaps)
    set("legend", \.compose.showsLegend)
    if let shapes = states["shapes"] {
      options.compose.shapes = shapes ? (allShapes ? .all : .changed) : .none
    }
  }
}
