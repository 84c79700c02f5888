import ModelGraph
import OperatorCatalog

/// Makes blocks of runs that end in an operator which the author numbered.
///
/// A run reaches from one place where a single value passes to the next. It becomes a block where its last operator
/// has a numbered name that the framework did not make from the operator's type (`add_3`), and another run ends in a
/// name with the same stem. Exporters number everything, so only models with ``ModelTraits/namesAreAuthored`` have
/// such names.
///
///       Conv Conv Conv Concat(mixed0)        + mixed0  Conv Conv Conv Concat
///       Conv Conv Concat(mixed1)        →    + mixed1  Conv Conv Concat
///
/// Needed by InceptionV3 and InceptionResNetV2 from `keras.applications`, whose concatenations are numbered.
///
/// Cost: linear in the children and names of long blocks.
enum GroupNumberedLayers: GroupingPass {
  static let name = "group-numbered-layers"
  static let fewestChildren = FoldTuning.NumberedLayers.fewestChildren

  static func isWanted(_ options: FoldOptions) -> Bool { !options.flat }

  static func groups(in block: BlockID, _ flow: BlockFlow, _ context: FoldContext) -> [ChildGroup] {
    let children = Array(flow.tree.blocks[block].children)
    guard children.contains(where: { mark($0, context) != nil }) else { return [] }
    let pieces = NarrowPlaces.pieces(of: block, flow)
    let names = pieces.map { piece in
      piece.children.count < FoldTuning.NumberedLayers.fewestOperators
        ? nil : piece.children.last.flatMap { mark($0, context) }
    }
    var stems: [Substring: Int] = [:]
    for case let name? in names { stems[stem(name), default: 0] += 1 }
    var place: [Child: Int] = [:]
    for (index, child) in children.enumerated() { place[child] = index }
    return zip(pieces, names).compactMap { piece, name in
      guard let name, stems[stem(name)] ?? 0 > 1 else { return nil }
      return ChildGroup(places: piece.children.compactMap { place[$0] }, name: name, kind: .scope)
    }
  }

  /// The name of an operator that its author numbered, or nil.
  private static func mark(_ child: Child, _ context: FoldContext) -> String? {
    guard case .node(let node) = child else { return nil }
    let own = context.flat.nodes[node]
    let layer = context.model.graphs[own.graph].nodes[own.node]
    guard context.model.traits.namesAreAuthored, layer.name.utf8.count < FoldTuning.longestName,
      layer.name.contains(where: \.isNumber)
    else { return nil }
    let stem = stem(layer.name).lowercased().filter(\.isLetter)
    let type = layer.op.type.lowercased().filter(\.isLetter)
    return stem.isEmpty || type.hasPrefix(stem) || stem.contains(type) ? nil : layer.name
  }

  /// The part of a name before its first number.
  private static func stem(_ name: String) -> Substring { name.prefix { !$0.isNumber } }
}
