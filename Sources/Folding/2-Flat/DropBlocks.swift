import ModelGraph

/// Takes every operator out of its block, for `--flat`.
///
/// Cost: linear in nodes.
enum DropBlocks: FlatPass {
  static let name = "drop-blocks"

  static func isWanted(_ options: FoldOptions) -> Bool { options.flat }

  static func run(_ flat: inout FlatGraph, _ model: Model, _ options: FoldOptions) -> Bool {
    for node in flat.nodes.indices { flat.nodes[node].block = 0 }
    return true
  }
}
