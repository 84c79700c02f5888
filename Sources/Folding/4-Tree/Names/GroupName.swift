import ModelGraph
import OperatorCatalog

/// Names for blocks that nobody named.
enum GroupName {
  /// A name for some children, by the first rule that fits:
  ///
  /// 1. what they are in the field's words: `Bottleneck`, `Transformer layer`;
  /// 2. the authors' names among them, from the first to the last: `layer1 … layer3`;
  /// 3. what they do to the shape: `64×56×56 → 128×28×28`;
  /// 4. the kind that most of them have: `Indexing`.
  ///
  /// Where idioms are hidden, it is the first few kinds of operators: `Conv + Relu + MaxPool …`.
  static func kinds(of children: [Child], _ tree: BlockTree, _ context: FoldContext) -> String {
    guard let found = context.knownIdioms else {
      return operators(of: children, tree, context)
    }
    let nodes = children.flatMap { tree.order[tree.range(of: $0)] }.sorted()
    if let name = ContentName(found.facts, found.matches).name(of: nodes) { return name }
    if let name = authored(children, tree) { return name }
    if let name = shapes(nodes, found.facts) { return name }
    return kind(of: children, tree, context)
  }

  /// The same for a chain; where idioms are hidden, its first and last member, as in `Unsqueeze … Expand`.
  static func ends(of children: [Child], _ tree: BlockTree, _ context: FoldContext) -> String {
    if context.knownIdioms != nil { return kinds(of: children, tree, context) }
    guard let first = children.first, let last = children.last else { return "" }
    return label(of: first, tree, context) + " … " + label(of: last, tree, context)
  }

  private static func operators(of children: [Child], _ tree: BlockTree, _ context: FoldContext) -> String {
    var kinds: [String] = []
    for child in children where kinds.count < 4 {
      let kind = label(of: child, tree, context)
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds.prefix(3).joined(separator: " + ") + (kinds.count > 3 ? " …" : "")
  }

  /// The names that authors gave to blocks among the children.
  private static func authored(_ children: [Child], _ tree: BlockTree) -> String? {
    var titles: [String] = []
    for case .block(let block) in children {
      switch tree.blocks[block].kind {
      case .scope, .function: titles.append(tree.title(of: block))
      case .model, .control, .body, .pattern, .idiom: break
      }
    }
    guard let first = titles.first, let last = titles.last else { return nil }
    return Titles.range(first, last, count: titles.count)
  }

  /// What goes in first and what comes out last, without the batch.
  private static func shapes(_ nodes: [FlatNodeID], _ facts: FlatFacts) -> String? {
    guard let first = nodes.first, let last = nodes.last,
      let input = facts.flat.inputs(of: first).lazy.compactMap(\.self).first(where: facts.flat.isDrawn),
      let output = facts.flat.outputs(of: last).first, let output,
      let before = text(facts.dims(input)), let after = text(facts.dims(output)), before != after
    else { return nil }
    return before + " → " + after
  }

  private static func text(_ dims: [Dim]?) -> String? {
    guard let dims, dims.count > 1, dims.count < 6 else { return nil }
    let numbers = dims.dropFirst().compactMap { dim -> String? in
      if case .known(let size) = dim { String(size) } else { nil }
    }
    return numbers.count == dims.count - 1 ? numbers.joined(separator: "×") : nil
  }

  /// The kind that most children have, of equally many the first.
  private static func kind(of children: [Child], _ tree: BlockTree, _ context: FoldContext) -> String {
    var counts: [(kind: OperatorKind, count: Int)] = []
    for child in children where tree.isStep(child) {
      let kind = context.kind(of: child, tree)
      if let place = counts.firstIndex(where: { $0.kind == kind }) {
        counts[place].count += 1
      } else {
        counts.append((kind, 1))
      }
    }
    return counts.reduce(nil as (kind: OperatorKind, count: Int)?) { best, next in
      next.count > best?.count ?? 0 ? next : best
    }?.kind.label ?? "Section"
  }

  private static func label(of child: Child, _ tree: BlockTree, _ context: FoldContext) -> String {
    switch child {
    case .node(let node): context.op(of: node).type
    case .block(let block): tree.blocks[block].className ?? tree.blocks[block].name
    }
  }
}
