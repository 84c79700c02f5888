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
  reveal(&flat, options)
  if !options.flat {
    if !options.showsPlumbing { NoOps.bypass(&flat, model) }
    Hoisting.run(&flat)
  }
  var tree = BlockTree(flat, model, groupsNames: !options.flat)
  let leaves = LeafClasses(flat, model)
  if !options.flat { Landmarks.wrap(&tree, flat, model, leaves) }
  if options.gathersRepeats && !options.flat { Patterns.wrap(&tree, flat, model, leaves) }
  var structure = Structure(tree, flat, leaves)
  var repeats = Repeats(tree: tree, structure: structure, flat: flat)
  if !options.flat {
    let naming = tree
    let isCut = Sections.cut(&tree, repeats, structure, flat, fitsPage: options.gathersRest) {
      Patterns.name(of: $0, naming, flat, model)
    }
    if isCut {
      tree.index(flat)
      structure = Structure(tree, flat, leaves)
      repeats = Repeats(tree: tree, structure: structure, flat: flat)
    }
  }
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
    gathers: options.gathersRepeats && !options.flat, gathersRest: options.gathersRest)
  builder.build(root)
  var outline = builder.outline
  outline.diagnostics = expansion.diagnostics
  outline.weightCount = builder.weightCount(root)
  outline.looseClasses = builder.looseClasses
  Opening.decide(&outline, options)
  return outline
}

/// Brings back what the options want drawn.
private func reveal(_ flat: inout FlatGraph, _ options: FoldOptions) {
  // Backwards, so that a constant knows whether anything drawn reads it.
  for leaf in flat.leaves.indices.reversed() {
    let isRead = flat.outputs(of: leaf).contains { output in
      guard let output else { return false }
      return flat.nets[output].isOutput
        || flat.uses(of: output).contains { flat.leaves[$0.leaf].hidden == nil }
    }
    switch flat.leaves[leaf].hidden {
    case .plumbing where options.showsPlumbing: flat.leaves[leaf].hidden = nil
    case .constant where options.showsConstants && isRead: flat.leaves[leaf].hidden = nil
    default: break
    }
    if options.flat { flat.leaves[leaf].block = 0 }
  }
}
