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
  /// Into at most this many sections; fewer where they would stand side by side.
  private static let count = 20
  private static let countAbreast = 8
  /// A model with more drawn items side by side is cut, and sections are made larger until there are no more: what
  /// a page is wide enough for, with cards at their smallest.
  private static let widest = 12

  private var tree: BlockTree
  private let structure: Structure
  private let flat: FlatGraph
  /// Whether a page is to hold what is drawn, so that lines and items side by side count too.
  private let fitsPage: Bool
  private let name: ([Item]) -> String

  /// Cuts every crowded block; says whether there was one. The tree is not indexed again.
  static func cut(
    _ tree: inout BlockTree, _ repeats: Repeats, _ structure: Structure, _ flat: FlatGraph, fitsPage: Bool,
    name: @escaping ([Item]) -> String
  ) -> Bool {
    var sections = Sections(tree: tree, structure: structure, flat: flat, fitsPage: fitsPage, name: name)
    var changed = false
    for block in tree.blocks.indices where tree.blocks[block].children.count > (block == 0 ? longest : fewest)
    {
      let drawn = repeats.gather(block)
      guard
        drawn.count > most || (fitsPage && sections.isTangle(drawn))
          || (block == 0 && sections.isLarge(drawn))
      else { continue }
      sections.cut(block, drawn)
      changed = true
    }
    tree = sections.tree
    return changed
  }

  /// The drawn items of a block in order of flow.
  private struct Flow {
    var items: [DrawnItem]
    /// By place: the price of a cut behind it, and the places it reads from.
    var crossing: [Int]
    var sources: [[Int]]
  }

  private mutating func cut(_ block: BlockID, _ drawn: [DrawnItem]) {
    let order = PieceOrder(tree: tree, structure: structure, flat: flat)
    let wires = drawnWires(drawn, order)
    let sequence = order.topologicalOrder(drawn.count, wires)
    var place = [Int](repeating: 0, count: drawn.count)
    for (position, item) in sequence.enumerated() { place[item] = position }
    var flow = Flow(
      items: sequence.map { drawn[$0] }, crossing: order.crossings(wires, place, drawn.count),
      sources: [[Int]](repeating: [], count: drawn.count))
    for wire in wires { flow.sources[place[wire.target]].append(place[wire.source]) }
    tree.blocks[block].children = sections(of: flow, drawn.indices, in: block, isForced: true)
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

  /// Whether a picture with one box for each item would be too long for a page, or too wide.
  private func isLarge(_ drawn: [DrawnItem]) -> Bool {
    let wires = drawnWires(drawn, PieceOrder(tree: tree, structure: structure, flat: flat))
    let extent = Self.extent(drawn.count, wires.map { ($0.source, $0.target) })
    return Int(extent.height) > Self.longest || (fitsPage && Int(extent.width) > Self.widest)
  }

  /// How many items stand below each other, and side by side.
  private static func extent(_ count: Int, _ pairs: [(from: Int, to: Int)]) -> RankEstimate.Extent {
    RankEstimate.extent([RankEstimate.Extent](repeating: .init(width: 1, height: 1), count: count), pairs)
  }

  /// A run of the flow as sections, where it is crowded.
  private mutating func sections(
    of flow: Flow, _ run: Range<Int>, in parent: BlockID, isForced: Bool = false
  ) -> [Item] {
    guard isForced || run.count > Self.most else { return flow.items[run].flatMap(\.members) }
    var runs = Self.runs(flow, run, count: Self.count)
    if fitsPage, Self.width(of: runs, flow, run) > Self.widest {
      runs = Self.runs(flow, run, count: Self.countAbreast)
    }
    return runs.flatMap { own -> [Item] in
      if own.count == 1 { return flow.items[own.lowerBound].members }
      let id = tree.blocks.count
      tree.blocks.append(
        Block(
          kind: .pattern, name: name(flow.items[own].flatMap(\.members)), className: nil, parent: parent,
          depth: tree.blocks[parent].depth + 1))
      tree.ranges.append(0..<0)
      tree.blocks[id].children = sections(of: flow, own, in: id)
      return [.block(id)]
    }
  }

  /// Cuts a run into about so many runs, each where least crosses.
  private static func runs(_ flow: Flow, _ run: Range<Int>, count: Int) -> [Range<Int>] {
    let size = max(4, (run.count + count - 1) / count)
    var runs: [Range<Int>] = []
    var start = run.lowerBound
    while start < run.upperBound {
      let end = end(of: start, size: size, flow.crossing, run.upperBound)
      runs.append(start..<end)
      start = end
    }
    return runs
  }

  /// How many runs stand side by side at most.
  private static func width(of runs: [Range<Int>], _ flow: Flow, _ whole: Range<Int>) -> Int {
    var owner = [Int](repeating: 0, count: whole.count)
    for (index, run) in runs.enumerated() { for place in run { owner[place - whole.lowerBound] = index } }
    var pairs: [(from: Int, to: Int)] = []
    for place in whole {
      let target = owner[place - whole.lowerBound]
      for source in flow.sources[place] where whole.contains(source) {
        let from = owner[source - whole.lowerBound]
        if from != target { pairs.append((from, target)) }
      }
    }
    return Int(extent(runs.count, pairs).width)
  }

  /// Where the section that begins at `start` ends: about `size` further, where least crosses.
  private static func end(of start: Int, size: Int, _ crossing: [Int], _ last: Int) -> Int {
    guard start + size < last else { return last }
    var best = start + size
    var bestPrice = Int.max
    for end in (start + max(1, size / 2))...min(last, start + size + size / 2) {
      let price = crossing[end - 1]
      if price < bestPrice || (price == bestPrice && abs(end - start - size) < abs(best - start - size)) {
        best = end
        bestPrice = price
      }
    }
    return best
  }
}
