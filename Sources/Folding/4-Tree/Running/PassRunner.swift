import ModelGraph

/// Runs passes over a tree in order.
///
/// After each change the tree is indexed and its analyses are forgotten; in debug builds it is verified. A pass that
/// is listed twice does not run again where nothing has changed since.
package struct PassRunner {
  private(set) var tree: BlockTree
  var context: FoldContext
  private var properties: TreeProperties = []
  /// How often the tree has changed, and when each pass last ran, by name.
  private var changes = 0
  private var lastRuns: [String: Int] = [:]

  /// Starts with the tree of a flat graph as the file has it. From then on only the tree has blocks, of which there may
  /// be as many as nodes.
  init(_ flat: consuming FlatGraph, _ model: Model, _ options: FoldOptions) {
    tree = TreeBuilder.build(flat)
    flat.blocks = []
    context = FoldContext(flat, model, options)
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

  /// The faults of the tree as it is now, in words.
  var faults: [String] { TreeVerifier.faults(tree, context.flat, properties) }

  private func isSound(after pass: String) -> Bool {
    let faults = faults
    for fault in faults.prefix(8) { debugPrint("after \(pass): \(fault)") }
    return faults.isEmpty
  }
}

extension PassRunner {
  /// Folds a model pass by pass and returns the faults of the tree after each, in words; none where all is well. For
  /// tests of optimised builds, which verify nothing by themselves.
  package static func faults(of model: Model, _ options: FoldOptions) -> [String] {
    var runner = PassRunner(flattened(model, options).flat, model, options)
    var faults: [String] = []
    for pass in treePasses {
      if runner.run(pass) == .notWanted { continue }
      faults += runner.faults.map { "after \(pass.name): \($0)" }
    }
    return faults
  }
}
