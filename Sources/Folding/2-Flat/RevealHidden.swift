import ModelGraph

/// Brings back hidden operators that the options want drawn: shape arithmetic, or constants that a drawn operator
/// reads.
///
/// Cost: linear in nodes and uses.
enum RevealHidden: FlatPass {
  static let name = "reveal-hidden"

  static func isWanted(_ options: FoldOptions) -> Bool { options.showsPlumbing || options.showsConstants }

  static func run(_ flat: inout FlatGraph, _ model: Model, _ options: FoldOptions) -> Bool {
    var isChanged = false
    // Backwards, so that a constant knows whether anything drawn reads it.
    for node in flat.nodes.indices.reversed() {
      let isWanted =
        switch flat.nodes[node].hidden {
        case .plumbing: options.showsPlumbing
        case .constant: options.showsConstants && isRead(node, flat)
        case nil: false
        }
      guard isWanted else { continue }
      flat.nodes[node].hidden = nil
      isChanged = true
    }
    return isChanged
  }

  private static func isRead(_ node: FlatNodeID, _ flat: FlatGraph) -> Bool {
    flat.outputs(of: node).contains { output in
      guard let output else { return false }
      return flat.values[output].isOutput
        || flat.uses(of: output).contains { flat.nodes[$0.node].hidden == nil }
    }
  }
}
