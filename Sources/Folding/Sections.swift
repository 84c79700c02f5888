import ModelGraph

/// Cuts a crowded block into sections, so that no picture has more boxes than a reader can take in.
///
/// What neither scopes nor recurring structure could fold is cut where the fewest values cross, in pieces
/// of about equal size; a section that is still crowded is cut again. The model itself, which is always
/// open, is cut too where its chain of boxes is longer than a page. A section is a run of the flow, so
/// nothing leaves it and comes back. Stacks are never cut.
///
/// Cost: linear in the children for each level of sections.
struct Sections {
  /// A block with more drawn items is cut.
  static let most = 56
  /// A model with a longer chain of drawn items is cut.
  static let longest = 26
  /// Into at most this many sections.
  private static let count = 20

  private var tree: BlockTree
  private let structure: Structure
  private let flat: FlatGraph
  private let name: ([Item]) -> String

  /// Cuts every crowded block; says whether there was one. The tree is not indexed again.
  static func cut(
    _ tree: inout BlockTree, _ repeats: Repeats, _ structure: Structure, _ flat: FlatGraph,
    name: @escaping ([Item]) -> String
  ) -> Bool {
    var sections = Sections(tree: tree, structure: structure, flat: flat, name: name)
    var changed = false
    for block in tree.blocks.indices where tree.blocks[block].children.count > (block == 0 ? longest : most) {
      let drawn = repeats.gather(block)
      guard drawn.count > most || (block == 0 && sections.chain(drawn) > longest) else { continue }
      sections.cut(block, drawn)
      changed = true
    }
    tree = sections.tree
    return changed
  }

  private mutating func cut(_ block: BlockID, _ drawn: [DrawnItem]) {
    let children = tree.blocks[block].children
    let order = PieceOrder(tree: tree, structure: structure, flat: flat)
    let wires = order.wires(among: children)
    let sequence = order.topologicalOrder(children.count, wires)
    var place = [Int](repeating: 0, count: children.count)
    for (position, child) in sequence.enumerated() { place[child] = position }
    var crossing = order.crossings(wires, place, children.count)
    forbidInside(drawn, children, place, &crossing)
    tree.blocks[block].children = pieces(
      sequence.map { children[$0] }, crossing[...], in: block, isForced: true)
  }

  /// How many drawn items the longest chain has.
  private func chain(_ drawn: [DrawnItem]) -> Int {
    let order = PieceOrder(tree: tree, structure: structure, flat: flat)
    let children = drawn.flatMap(\.members)
    var owner: [Int] = []
    for (index, item) in drawn.enumerated() { owner += item.members.map { _ in index } }
    var links: [OutlineLink] = []
    for wire in order.wires(among: children) where owner[wire.source] != owner[wire.target] {
      links.append(
        OutlineLink(
          source: .item(owner[wire.source], port: 0), target: .item(owner[wire.target], port: 0), value: 0))
    }
    return Int(RankEstimate.height([Double](repeating: 1, count: drawn.count), links))
  }

  /// Makes cuts within the span of a stack's members impossible.
  private func forbidInside(_ drawn: [DrawnItem], _ children: [Item], _ place: [Int], _ crossing: inout [Int])
  {
    let index = Dictionary(uniqueKeysWithValues: children.enumerated().map { ($1, $0) })
    for item in drawn where item.members.count > 1 {
      let places = item.members.compactMap { index[$0] }.map { place[$0] }
      guard let first = places.min(), let last = places.max() else { continue }
      for position in first..<last { crossing[position] = .max }
    }
  }

  /// The items in order as sections; `crossing[i]` is the price of a cut behind the item at that place.
  private mutating func pieces(
    _ items: [Item], _ crossing: ArraySlice<Int>, in parent: BlockID, isForced: Bool = false
  ) -> [Item] {
    guard isForced || items.count > Self.most else { return items }
    let size = max(4, (items.count + Self.count - 1) / Self.count)
    var result: [Item] = []
    var start = 0
    while start < items.count {
      let end = cut(after: start, size: size, crossing, items.count)
      let run = Array(items[start..<end])
      if run.count == 1 {
        result += run
      } else {
        let id = tree.blocks.count
        tree.blocks.append(
          Block(
            kind: .pattern, name: name(run), className: nil, parent: parent,
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
    while bestPrice == .max, best < count {
      best += 1
      bestPrice = crossing[base + best - 1]
    }
    return best
  }
}
