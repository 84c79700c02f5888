import ModelGraph
import OperatorCatalog

/// Makes blocks of runs that end in an operator which the author numbered: Inception's `mixed0`, `mixed1`, …
/// name the concatenations that close its modules.
///
/// A run reaches from one place where a single value passes to the next. It becomes a block where its last
/// operator has a name with a number that the framework did not make up from the operator's type (`add_3`),
/// and another run ends in a name with the same stem. Exporters number everything, so that only
/// models with ``ModelTraits/namesAreAuthored`` have such names.
///
/// Cost: linear in the children and names of long blocks.
enum Landmarks {
  /// In blocks with fewer children nothing is looked for.
  private static let fewest = 20
  /// Runs with fewer operators are no block.
  private static let smallest = 4

  static func wrap(_ tree: inout BlockTree, _ flat: FlatGraph, _ model: Model, _ leaves: LeafClasses) {
    let long = tree.blocks.indices.filter {
      tree.blocks[$0].children.count >= fewest && !tree.ranges[$0].isEmpty
    }
    let marks = long.map { block in tree.blocks[block].children.map { mark($0, flat, model) } }
    guard marks.contains(where: { $0.contains { $0 != nil } }) else { return }
    let order = PieceOrder(tree: tree, structure: Structure(tree, flat, leaves), flat: flat)
    var changed = false
    for block in long {
      let pieces = order.pieces(of: block)
      let names = pieces.map { piece in
        piece.items.count < smallest ? nil : piece.items.last.flatMap { mark($0, flat, model) }
      }
      var stems: [Substring: Int] = [:]
      for case let name? in names { stems[stem(name), default: 0] += 1 }
      guard stems.contains(where: { $0.value > 1 }) else { continue }
      var kept: [Item] = []
      for (piece, name) in zip(pieces, names) {
        guard let name, stems[stem(name)] ?? 0 > 1 else {
          kept += piece.items
          continue
        }
        kept.append(.block(makeBlock(piece.items, named: name, in: block, &tree)))
        changed = true
      }
      tree.blocks[block].children = kept
    }
    if changed { tree.index(flat) }
  }

  private static func makeBlock(
    _ items: [Item], named name: String, in parent: BlockID, _ tree: inout BlockTree
  ) -> BlockID {
    let id = tree.blocks.count
    var block = Block(
      kind: .scope, name: name, className: nil, parent: parent, depth: tree.blocks[parent].depth + 1)
    block.children = items
    tree.blocks.append(block)
    tree.ranges.append(0..<0)
    for case .block(let inner) in items { tree.blocks[inner].parent = id }
    return id
  }

  /// The name of an operator that its author numbered, or nil.
  private static func mark(_ item: Item, _ flat: FlatGraph, _ model: Model) -> String? {
    guard case .leaf(let leaf) = item else { return nil }
    let node = model.graphs[flat.leaves[leaf].graph].nodes[flat.leaves[leaf].node]
    guard model.traits.namesAreAuthored, node.name.utf8.count < 100, node.name.contains(where: \.isNumber)
    else {
      return nil
    }
    let stem = stem(node.name).lowercased().filter(\.isLetter)
    let type = node.op.type.lowercased().filter(\.isLetter)
    return stem.isEmpty || type.hasPrefix(stem) || stem.contains(type) ? nil : node.name
  }

  /// What stands before the first number of a name.
  private static func stem(_ name: String) -> Substring { name.prefix { !$0.isNumber } }
}
