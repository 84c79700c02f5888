import ModelGraph
import OperatorCatalog

/// The inputs of a pass over the tree: the flat graph, the model, the options, and analyses of the tree on demand.
///
/// An analysis is made when first asked for and kept until the tree changes. Equality of single operators does not
/// depend on the tree, so it is found once.
struct FoldContext {
  let flat: FlatGraph
  let model: Model
  let options: FoldOptions
  private var knownNodeClasses: NodeClasses?
  private var knownClasses: StructuralClasses?
  private var knownStacks: Stacks?
  /// The idioms, once they have been found.
  private(set) var knownIdioms: FoundIdioms?

  init(_ flat: FlatGraph, _ model: Model, _ options: FoldOptions) {
    self.flat = flat
    self.model = model
    self.options = options
  }

  /// Which blocks and operators are equal in structure. Cost: see ``StructuralClasses``; nothing where known.
  mutating func classes(of tree: BlockTree) -> StructuralClasses {
    if let known = knownClasses { return known }
    let nodes = knownNodeClasses ?? NodeClasses(flat, model)
    knownNodeClasses = nodes
    let made = StructuralClasses(tree, flat, nodes)
    knownClasses = made
    return made
  }

  /// Which equal siblings are drawn as one. Cost: linear in nodes; nothing where known.
  mutating func stacks(of tree: BlockTree) -> Stacks {
    if let known = knownStacks { return known }
    let made = Stacks(tree: tree, classes: classes(of: tree), flat: flat)
    knownStacks = made
    return made
  }

  /// The idioms of the model; nil where they are not wanted. Cost: linear in nodes; nothing where known.
  var idioms: FoundIdioms? {
    mutating get {
      guard options.findsIdioms, knownIdioms == nil else { return knownIdioms }
      let facts = FlatFacts(flat, model)
      knownIdioms = FoundIdioms(facts: facts, matches: findIdioms(facts, options.idioms))
      return knownIdioms
    }
  }

  /// Drops the analyses of a tree that changes.
  mutating func treeChanged() {
    knownClasses = nil
    knownStacks = nil
  }

  /// The kind of an operator, or of the idiom that a block is.
  func kind(of child: Child, _ tree: BlockTree) -> OperatorKind {
    switch child {
    case .node(let node): Operators.info(for: op(of: node)).kind
    case .block(let block):
      tree.blocks[block].idiom.flatMap { knownIdioms?.matches.all[$0].kind }.flatMap(OperatorKind.init)
        ?? .custom
    }
  }

  /// The operator of a node.
  func op(of node: FlatNodeID) -> OperatorID {
    model.graphs[flat.nodes[node].graph].nodes[flat.nodes[node].node].op
  }
}
