import Diagnostics
import ModelGraph

/// Folds a model: finds its blocks and repeats, hides its plumbing, and decides what is open.
///
/// - Throws: ``FoldoutError`` of kind `usage` where ``FoldOptions/only`` names no block.
///
/// Cost: linear in operators times the depth of blocks.
public func fold(_ model: Model, _ options: FoldOptions = FoldOptions()) throws(FoldoutError) -> Outline {
  var expansion = Expansion(model)
  expansion.run()
  var flat = expansion.flat
  Plumbing.mark(&flat, model)
  for leaf in flat.leaves.indices {
    if options.showsPlumbing, flat.leaves[leaf].hidden == .plumbing { flat.leaves[leaf].hidden = nil }
    if options.showsConstants, flat.leaves[leaf].hidden == .constant { flat.leaves[leaf].hidden = nil }
    if options.flat { flat.leaves[leaf].block = 0 }
  }
  var tree = BlockTree(flat, model, groupsNames: !options.flat)
  if options.gathersRepeats && !options.flat { Patterns.wrap(&tree, flat, model) }
  let structure = Structure(tree, flat, model)
  let repeats = Repeats(tree: tree, structure: structure, flat: flat)
  var root = 0
  if let only = options.only {
    guard let found = tree.firstBlock(matching: only) else {
      throw FoldoutError(
        .usage, "no-such-block", "no block matches --only \(only.pattern)",
        hint: "`foldout summary` lists the blocks; patterns may use * and **")
    }
    root = found
  }
  var builder = OutlineBuilder(
    model: model, flat: flat, tree: tree, structure: structure, repeats: repeats,
    gathers: options.gathersRepeats && !options.flat)
  builder.build(root)
  var outline = builder.outline
  outline.diagnostics = expansion.diagnostics
  Opening.decide(&outline, looseClasses: builder.looseClasses, options)
  return outline
}
