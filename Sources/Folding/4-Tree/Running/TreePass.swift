/// One step that changes the tree of blocks.
///
/// A pass is a type without instances in a file of its own. Its doc comment is its contract: its effect, an example,
/// the models that need it, and its cost. `Fold.swift` lists the passes in order; ``PassRunner`` runs them, renews the
/// order of nodes after each change, and in debug builds verifies the tree.
///
/// To add a pass, write its file and put it into the list.
protocol TreePass: Sendable {
  /// The name in `--dump passes` and `--dump tree:NAME`, in kebab case.
  static var name: String { get }

  /// The properties that must hold before.
  static var requires: TreeProperties { get }

  /// The properties that hold from this pass on, until a pass breaks them.
  static var ensures: TreeProperties { get }

  /// The properties that may no longer hold after this pass.
  static var mayBreak: TreeProperties { get }

  /// Whether the options leave it a part to play.
  static func isWanted(_ options: FoldOptions) -> Bool

  /// Changes the tree, which comes indexed, and leaves indexing it to the runner.
  ///
  /// - Parameter context: the model, and analyses of the tree as it was before the pass.
  /// - Returns: whether anything changed.
  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool
}

extension TreePass {
  static var requires: TreeProperties { [] }
  static var ensures: TreeProperties { [] }
  static var mayBreak: TreeProperties { [] }
  static func isWanted(_ options: FoldOptions) -> Bool { !options.flat }
}

/// A pass that puts groups of a block's children into blocks of their own: it finds them in all blocks first, and then
/// changes the tree.
protocol GroupingPass: TreePass {
  /// In blocks with fewer children nothing is looked for.
  static var fewestChildren: Int { get }

  /// The groups among a block's children.
  static func groups(in block: BlockID, _ flow: BlockFlow, _ context: FoldContext) -> [ChildGroup]
}

extension GroupingPass {
  static var requires: TreeProperties { [.convex] }
  static var mayBreak: TreeProperties { [.ordered, .compact] }
  static func isWanted(_ options: FoldOptions) -> Bool { options.foldsRepeats }

  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool {
    let candidates = tree.blocks(withAtLeast: fewestChildren)
    guard !candidates.isEmpty else { return false }
    var found: [(block: BlockID, groups: [ChildGroup])] = []
    do {
      let flow = BlockFlow(tree: tree, classes: context.classes(of: tree), flat: context.flat)
      for block in candidates {
        let groups = groups(in: block, flow, context)
        if !groups.isEmpty { found.append((block, groups)) }
      }
    }
    for (block, groups) in found { tree.wrap(groups, in: block) }
    return !found.isEmpty
  }
}

/// Properties that a tree may have, beyond those that it always has.
struct TreeProperties: OptionSet {
  let rawValue: Int

  /// The children of every block feed each other without circles.
  static let convex = TreeProperties(rawValue: 1)
  /// Every block but the model holds two children or more, or is a body.
  static let compact = TreeProperties(rawValue: 2)
  /// No child of a block reads from a later one.
  static let ordered = TreeProperties(rawValue: 4)
}
