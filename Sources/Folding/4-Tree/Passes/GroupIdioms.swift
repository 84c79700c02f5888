import Idioms
import ModelGraph

/// Makes a block of every idiom: operators that together are one thing with a name.
///
/// The operators have to be whole children of one block: where an idiom begins inside a block that the author named and
/// ends outside of it, the author's block counts. Where it is all that a block holds, the block keeps its name and
/// learns what it is. Idioms inside of idioms come after those around them.
///
///       MatMul Add Div Erf Add Mul Mul MatMul Add   →   MLP(Linear(MatMul Add) GELU(Div Erf …) Linear(MatMul Add))
///
/// Needed by nearly every model: exporters write an operator for each step of a formula.
///
/// Cost: linear in nodes, times the depth of blocks and of idioms.
enum GroupIdioms: TreePass {
  static let name = "group-idioms"
  static let requires: TreeProperties = [.convex]
  static let mayBreak: TreeProperties = [.ordered]

  static func isWanted(_ options: FoldOptions) -> Bool { options.findsIdioms }

  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool {
    guard let matches = context.idioms?.matches else { return false }
    var level = matches.outermost
    var isChanged = false
    while !level.isEmpty {
      let places = IdiomPlaces(tree, context.flat)
      var groups: [BlockID: [ChildGroup]] = [:]
      for match in level {
        switch places.place(of: matches.all[match].nodes, tree) {
        case .whole(let block):
          // That a block is a residual unit says less than the name its author gave it.
          let saysNews =
            !["ResidualMLP", "ResidualAttention"].contains(matches.all[match].name)
            || tree.blocks[block].kind == .pattern
          if tree.blocks[block].idiom == nil, saysNews {
            tree.blocks[block].idiom = match
            tree.blocks[block].isCard = matches.all[match].isCard
          }
          isChanged = true
        case .children(let block, let children):
          let isCard = matches.all[match].isCard
          // Where an author made blocks, only what is drawn like an operator is gathered besides.
          guard isCard || !children.contains(where: { tree.isAuthored(tree.blocks[block].children[$0]) })
          else { break }
          groups[block, default: []].append(
            ChildGroup(
              places: children, name: matches.all[match].title, kind: .idiom, idiom: match, isCard: isCard))
        case .cut, .operation: break
        }
      }
      for block in groups.keys.sorted() { tree.wrap(groups[block] ?? [], in: block) }
      if !groups.isEmpty {
        isChanged = true
        tree.index(context.flat)
      }
      level = level.flatMap { matches.all[$0].parts }
    }
    return isChanged
  }
}

/// Where the nodes of idioms hang in a tree.
private struct IdiomPlaces {
  private let homes: SmallNumbers
  private let places: ChildPlaces

  /// The place of an idiom.
  enum Place {
    /// It is all that a block holds.
    case whole(BlockID)
    /// It is some children of a block, by their places.
    case children(BlockID, [Int])
    /// It is one operator.
    case operation
    /// It is part of a block and part of what is outside.
    case cut
  }

  init(_ tree: BlockTree, _ flat: FlatGraph) {
    homes = tree.homes(flat)
    places = ChildPlaces(tree, flat)
  }

  /// Cost: nodes times the depth of blocks.
  func place(of nodes: [FlatNodeID], _ tree: BlockTree) -> Place {
    guard let first = nodes.first else { return .cut }
    var block = homes[first]
    for node in nodes.dropFirst() { block = tree.blocks.meeting(of: block, homes[node]).block }
    guard nodes.count > 1 else { return .operation }
    if tree.ranges[block].count == nodes.count {
      // A body runs as often as its operator says, and the model is what it is.
      switch tree.blocks[block].kind {
      case .scope, .function, .pattern, .idiom: return .whole(block)
      case .model, .control, .body: break
      }
    }
    var counts: [Int: Int] = [:]
    for node in nodes { counts[places.child(of: block, holding: node, tree), default: 0] += 1 }
    let children = counts.keys.sorted()
    for child in children where tree.range(of: tree.blocks[block].children[child]).count != counts[child] {
      return .cut
    }
    if children.count == 1, case .block(let inner) = tree.blocks[block].children[children[0]] {
      return .whole(inner)
    }
    return children.count == tree.blocks[block].children.count && !tree.blocks[block].kind.isBody
      && block != 0
      ? .whole(block) : .children(block, children)
  }
}
