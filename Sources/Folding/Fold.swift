import Diagnostics
import ModelGraph

// Folding in seven steps, each a folder: calls and bodies are inlined (1), flat passes hide and move operators (2), idioms
// are found (3), tree passes make blocks (4) with the help of structural equality (5), the tree becomes an outline (6),
// and some of its blocks are opened (7).

/// The passes over the flat graph, in order.
let flatPasses: [any FlatPass.Type] = [
  HidePlumbing.self,
  RevealHidden.self,
  DropBlocks.self,
  BypassNoOps.self,
  HoistSharedWork.self,
]

/// The passes over the tree of blocks, in order.
let treePasses: [any TreePass.Type] = [
  // Blocks as the author named them.
  GroupByName.self,
  SplitNonConvex.self,
  DissolveTrivial.self,
  GroupIdioms.self,
  OrderChildren.self,
  GroupNumberedLayers.self,
  // Groups in crowded blocks that nobody named.
  GroupBranches.self,
  GroupBetweenBlocks.self,
  GroupBookkeeping.self,
  // Repeats, and then blocks that still hold too much.
  GroupTurns.self,
  GroupRecurring.self,
  GroupTurns.self,
  CutIntoSections.self,
]

/// Folds a model: finds its blocks and repeats, hides its plumbing, and chooses the open blocks.
///
/// - Throws: ``FoldoutError`` of kind `usage` where a pattern of the options names no block.
///
/// Cost: linear in operators times the depth of blocks.
public func fold(_ model: Model, _ options: FoldOptions = FoldOptions()) throws(FoldoutError) -> Outline {
  // All that the outline was made from is gone when its blocks are opened.
  var outline = try closedOutline(of: model, options)
  OpeningPolicy.decide(&outline, options)
  return outline
}

/// A model's outline with all blocks closed.
private func closedOutline(of model: Model, _ options: FoldOptions) throws(FoldoutError) -> Outline {
  let (flat, diagnostics) = flattened(model, options)
  var runner = PassRunner(consume flat, model, options)
  for pass in treePasses { _ = runner.run(pass) }
  let idioms = runner.context.idioms
  let root = try root(of: runner.tree, options, idioms)
  try runner.tree.checkPatterns(options, idioms)
  var builder = OutlineBuilder(runner.tree, &runner.context)
  builder.build(root)
  builder.outline.diagnostics = diagnostics
  builder.outline.weightCount = builder.weightCount(root)
  builder.outline.dimLetters = DimLetters(builder.outline)
  return builder.outline
}

/// A model written out, after all flat passes that the options want, and what there is to say about it.
func flattened(_ model: Model, _ options: FoldOptions) -> (flat: FlatGraph, diagnostics: [Diagnostic]) {
  var inliner = Inliner(model)
  inliner.run()
  for pass in flatPasses where pass.isWanted(options) { _ = pass.run(&inliner.flat, model, options) }
  return (inliner.flat, inliner.diagnostics)
}

/// The block that is the whole picture.
private func root(of tree: BlockTree, _ options: FoldOptions, _ idioms: FoundIdioms?) throws(FoldoutError)
  -> BlockID
{
  guard let only = options.only else { return 0 }
  guard let found = tree.firstBlock(matching: only, idioms) else {
    throw tree.noBlock("--only", only, idioms)
  }
  return found
}
