import ModelGraph

/// Finds repeats that no scope names.
enum Patterns {
  static func wrap(_ tree: inout BlockTree, _ flat: FlatGraph, _ model: Model) {}
}
