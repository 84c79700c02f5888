import ModelGraph
import TestSupport
import Testing

@testable import Folding

/// What one pass does to the tree of a small model: the tree after it in a line, operators by type and blocks as
/// `title(inside)`; with what the pass says of itself checked.
struct OnePass {
  let sketch: String
  let isChanged: Bool
  /// The names and kinds of blocks that the pass made, by title.
  let tree: BlockTree

  /// Runs a pass on the tree of a model, after the passes that it relies on.
  ///
  /// - Parameter before: passes that come first.
  init(
    _ pass: any TreePass.Type, on model: Model, after before: [any TreePass.Type] = [],
    _ options: FoldOptions = FoldOptions()
  ) throws {
    let problems = verify(model)
    try #require(problems.isEmpty, "the test's own model is broken: \(problems)")
    var inliner = Inliner(model)
    inliner.run()
    for flatPass in flatPasses where flatPass.isWanted(options) {
      _ = flatPass.run(&inliner.flat, model, options)
    }
    var context = FoldContext(inliner.flat, model, options)
    var tree = TreeBuilder.build(inliner.flat)
    var properties: TreeProperties = []
    for earlier in before {
      if earlier.run(&tree, &context) { tree.index(context.flat) }
      context.treeChanged()
      properties = properties.subtracting(earlier.mayBreak).union(earlier.ensures)
    }
    #expect(properties.isSuperset(of: pass.requires), "the test leaves out what \(pass.name) requires")
    let unchanged = OnePass.sketch(0, tree, context)
    isChanged = pass.run(&tree, &context)
    tree.index(context.flat)
    properties = properties.subtracting(pass.mayBreak).union(pass.ensures)
    let faults = TreeVerifier.faults(tree, context.flat, properties)
    #expect(faults.isEmpty, "after \(pass.name): \(faults)")
    sketch = OnePass.sketch(0, tree, context)
    if !isChanged { #expect(sketch == unchanged, "\(pass.name) changed a tree and did not say so") }
    self.tree = tree
  }

  private static func sketch(_ block: BlockID, _ tree: BlockTree, _ context: FoldContext) -> String {
    tree.blocks[block].children.map { child in
      switch child {
      case .node(let node): context.op(of: node).type
      case .block(let inner): "\(tree.blocks[inner].name)(\(sketch(inner, tree, context)))"
      }
    }.joined(separator: " ")
  }

  /// The kind of the first block of a name.
  func kind(of name: String) -> BlockKind? { tree.blocks.first { $0.name == name }?.kind }
}

/// A chain of operators, each from the value before it: `Exp Log@a Tanh@a/b`, from `x` to `y`.
func chain(_ operators: String, from input: String = "x", to output: String = "y") -> String {
  let words = operators.split(separator: " ")
  return words.enumerated().map { index, word in
    let parts = word.split(separator: "@", maxSplits: 1)
    let from = index == 0 ? input : "\(output)_\(index)"
    let to = index == words.count - 1 ? output : "\(output)_\(index + 1)"
    return "\(parts[0]) \(from) -> \(to)" + (parts.count > 1 ? " @\(parts[1])\n" : "\n")
  }.joined()
}

/// Passes that make every tree convex.
let untilConvex: [any TreePass.Type] = [SplitNonConvex.self]
