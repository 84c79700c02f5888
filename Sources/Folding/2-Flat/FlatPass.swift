import ModelGraph

/// One step that changes the flat graph before there is a tree: it hides operators, or moves them to other blocks.
///
/// Like a ``TreePass``, a type without instances in a file of its own, whose doc comment is its contract.
protocol FlatPass: Sendable {
  /// The name in `--dump passes` and `--dump flat:NAME`, in kebab case.
  static var name: String { get }

  /// Whether the options leave it a part to play.
  static func isWanted(_ options: FoldOptions) -> Bool

  /// Changes the graph; says whether anything changed. Keeps the order of nodes, and the lists of uses right.
  static func run(_ flat: inout FlatGraph, _ model: Model, _ options: FoldOptions) -> Bool
}

extension FlatPass {
  static func isWanted(_ options: FoldOptions) -> Bool { true }
}
