import ModelGraph

/// Cuts a crowded block into sections, so that no picture has more boxes than a reader can take in.
///
/// What neither scopes nor recurring structure could fold is cut where the fewest values cross, in pieces
/// of about equal size; a section that is still crowded is cut again. The model itself, which is always
/// open, is cut too where its chain of boxes is longer than a page. A section is a run of the flow, so
/// nothing leaves it and comes back. Stacks are never cut.
///
/// Stacks count as one item, so a section is at most 3/4 of what it is cut from, and levels are few.
///
/// Cost: linear in the children for each level of sections.
struct Sections {
  /// A block with more drawn items is cut.
  static let most = 56
  /// A model with a longer chain of drawn items is cut.
  static let longest = 26
  /// Blocks with fewer children can't be crowded.
  private static let fewest = 20
  /// A block with more pairs of drawn items that a line joins is cut, if a page is to hold it: DenseNet-121 has one
  /// with 276, which is still a picture.
  private static let mostPairs = 400
  /// Into at most this many sections.
  private static let count = 20

  private var tree: BlockTree
  private let structure: Structure
  private let flat: FlatGraph
  private let name: ([Item]) -> String

  /// Cuts every crowded block; says whether there was one. The tree is not indexed again.
  static func cut(
    _ tree: inout BlockTree, _ repeats: Repeats, _ structure: Structure, _ flat: FlatGraph, cutsTangles: Bool,
    name: @escaping ([Item]) -> String
  ) -> Bool {
    var sections = Sections(tree: tree, structure: structure, flat: flat, name: name)
    var changed = false
    for block in tree.blocks.indices where tree.blocks[block].children.count > (block == 0 ? longest : fewest)
    {
      let drawn = repeats.gather(block)
      guard
        drawn.count > most || (cutsTangles && sections.isTangle(drawn))
          || (block == 0 && sections.chain(drawn) > longest)
      else { continue }
      sections.cut(block, drawn)
      changed = true
    }
    tree = sections.tree
    return changed
  }

  private mutating func cut(_ block: BlockID, _ drawn: [DrawnItem]) {
    let order = PieceOrder(tree: tree, structure: structure, flat: flat)
    let wires = drawnWires(drawn, order)
    let sequence = order.topologicalOrder(drawn.count, wires)
    var place = [Int](repeating: 0, count: drawn.count)
    for (position, item) in sequence.enumerated() { place[item] = position }
    let crossing = order.crossings(wires, place, drawn.count)
    tree.blocks[block].children = pieces(
      sequence.map { drawn[$0] }, crossing[...], in: block, isForced: true)
  }

  /// The lines between drawn items: those inside a stack are left out, so that it stays whole.
  private func drawnWires(_ drawn: [DrawnItem], _ order: PieceOrder) -> [PieceOrder.Wire] {
    var owner: [Int] = []
    for (index, item) in drawn.enumerated() { owner += item.members.map { _ in index } }
    return order.wires(among: drawn.flatMap(\.members)).compactMap { wire in
      let (source, target) = (owner[wire.source], owner[wire.target])
      return source == target ? nil : PieceOrder.Wire(source: source, target: target, net: wire.net)
    }
  }

  /// Whether too many pairs of items feed each other.
  private func isTangle(_ drawn: [DrawnItem]) -> Bool {
    let lines = drawn.reduce(0) { sum, item in
      item.members.reduce(sum) { $0 + structure.inputs($1).count }
    }
    guard lines > Self.mostPairs else { return false }
    let wires = drawnWires(drawn, PieceOrder(tree: tree, structure: structure, flat: flat))
    return Set(wires.map { $0.source * drawn.count + $0.target }).count > Self.mostPairs
  }

  /// How many drawn items the longest chain has.
  private func chain(_ drawn: [DrawnItem]) -> Int {
    let order = PieceOrder(tree: tree, structure: structure, flat: flat)
    let links = drawnWires(drawn, order).map { wire in
      OutlineLink(
        source: .item(wire.source, port: 0), target: .item(wire.target, port: 0), value: 0)
    }
    return Int(RankEstimate.height([Double](repeating: 1, count: drawn.count), links))
  }

  /// The drawn items in order as sections; `crossing[i]` is the price of a cut behind the item at that place.
  private mutating func pieces(
    _ drawn: [DrawnItem], _ crossing: ArraySlice<Int>, in parent: BlockID, isForced: Bool = false
  ) -> [Item] {
    guard isForced || drawn.count > Self.most else { return drawn.flatMap(\.members) }
    let size = max(4, (drawn.count + Self.count - 1) / Self.count)
    var result: [Item] = []
    var start = 0
    while start < drawn.count {
      let end = cut(after: start, size: size, crossing, drawn.count)
      let run = Array(drawn[start..<end])
      if run.count == 1 {
        result += run[0].members
      } else {
        let id = tree.blocks.count
        tree.blocks.append(
          Block(
            kind: .pattern, name: name(run.flatMap(\.members)), className: nil, parent: parent,
            depth: tree.blocks[parent].depth + 1))
        tree.ranges.append(0..<0)
        let base = crossing.startIndex
        tree.blocks[id].children = pieces(run, crossing[(base + start)..<(base + end)], in: id)
        result.append(.block(id))
      }
      start = end
    }
    return result
  }

  /// Where the section that begins at `start` ends: about `size` further, where least crosses.
  private func cut(after start: Int, size: Int, _ crossing: ArraySlice<Int>, _ count: Int) -> Int {
    guard start + size < count else { return count }
    let base = crossing.startIndex
    var best = start + size
    var bestPrice = Int.max
    for end in (start + max(1, size / 2))...min(count, start + size + size / 2) {
      let price = crossing[base + end - 1]
      if price < bestPrice || (price == bestPrice && abs(end - start - size) < abs(best - start - size)) {
        best = end
        bestPrice = price
      }
    }
    return best
  }
}
