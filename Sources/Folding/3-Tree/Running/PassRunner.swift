/// Runs passes over a tree in order.
///
/// After each change the tree is indexed and its analyses are forgotten; in debug builds it is verified. A pass that
/// is listed twice does not run again where nothing has changed since.
struct PassRunner {
  private(set) var tree: BlockTree
  var context: FoldContext
  private var properties: TreeProperties = []
  /// How often the tree has changed, and when each pass last ran, by name.
  private var changes = 0
  private var lastRuns: [String: Int] = [:]

  init(_ tree: BlockTree, _ context: FoldContext) {
    self.tree = tree
    self.context = context
  }

  /// The outcome of a pass.
  enum Outcome {
    case notWanted, nothingNew, unchanged, changed
  }

  /// Runs one pass. Cost: the pass's own, and where it changed the tree one walk over it.
  mutating func run(_ pass: any TreePass.Type) -> Outcome {
    guard pass.isWanted(context.options) else { return .notWanted }
    guard lastRuns[pass.name] != changes else { return .nothingNew }
    let isChanged = pass.run(&tree, &context)
    if isChanged {
      changes += 1
      tree.index(context.flat)
      context.treeChanged()
      properties.subtract(pass.mayBreak)
    }
    properties.formUnion(pass.ensures)
    lastRuns[pass.name] = changes
    assert(isSound(after: pass.name))
    return isChanged ? .changed : .unchanged
  }

  private func isSound(after pass: String) -> Bool {
    let faults = TreeVerifier.faults(tree, context.flat, properties)
    for fault in faults.prefix(8) { debugPrint("after \(pass): \(fault)") }
    return faults.isEmpty
  }
}
