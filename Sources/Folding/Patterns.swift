import ModelGraph
import OperatorCatalog

/// Finds repeats that no scope names: in a long flat block, runs of operators that recur with the same
/// operators and wiring become blocks of their own.
///
/// The children are cut where the graph narrows to a single value, which gives a string of pieces, each
/// with its loose class. The substring that saves most (its operators times its further occurrences)
/// becomes a block wherever it occurs; then the next one. Substrings hold operators only, never a block that
/// has a name, and at most one piece of several operators (one residual unit); they do not begin with an
/// activation, which belongs to what comes before it, nor go beyond a pooling. Whether neighbours are equal
/// enough to be stacked is decided later, exactly, as for any block; blocks that take turns are gathered
/// once more.
///
/// Cost: linear in the children for each of a bounded number of substring lengths and rounds.
struct Patterns {
  /// In blocks with fewer children no recurring runs of operators are looked for.
  private static let fewest = 20
  /// In blocks with fewer children no alternating blocks are looked for.
  private static let fewestAlternating = 4
  /// The most blocks that take turns.
  private static let longestTurn = 24
  /// The longest substring looked for, in pieces.
  private static let longest = 32
  private static let rounds = 4
  /// Substrings with fewer operators are no block.
  private static let smallest = 3

  private let structure: Structure
  private let flat: FlatGraph
  private var tree: BlockTree

  /// Wraps recurring runs in every block of the tree.
  static func wrap(_ tree: inout BlockTree, _ flat: FlatGraph, _ model: Model, _ leaves: LeafClasses) {
    let long = tree.blocks.indices.filter {
      tree.blocks[$0].children.count >= fewestAlternating && !tree.ranges[$0].isEmpty
    }
    guard !long.isEmpty else { return }
    var patterns = Patterns(structure: Structure(tree, flat, leaves), flat: flat, tree: tree)
    var changed = false
    for block in long where patterns.gather(block, model) { changed = true }
    if changed {
      patterns.tree.index(flat)
      patterns = Patterns(structure: Structure(patterns.tree, flat, leaves), flat: flat, tree: patterns.tree)
    }
    changed = false
    for block in long where patterns.wrap(block, model) { changed = true }
    if changed {
      patterns.tree.index(flat)
      patterns = Patterns(structure: Structure(patterns.tree, flat, leaves), flat: flat, tree: patterns.tree)
      for block in long where patterns.mayTakeTurns(block) {
        _ = patterns.wrapTurns(
          PieceOrder(tree: patterns.tree, structure: patterns.structure, flat: flat).turns(of: block),
          in: block)
      }
    }
    tree = patterns.tree
    tree.index(flat)
  }

  /// Gathers equal branches and the loose operators of a crowded block; says whether there were any.
  private mutating func gather(_ block: BlockID, _ model: Model) -> Bool {
    let order = PieceOrder(tree: tree, structure: structure, flat: flat)
    let wires = order.wires(among: tree.blocks[block].children)
    var groups = Branches.find(block, order, wires)
    if groups.isEmpty { groups = Regions.find(block, order, wires) }
    var areChains = false
    if groups.isEmpty {
      groups = Chains.find(block, order, wires, model)
      areChains = true
    }
    guard !groups.isEmpty else { return false }
    let children = tree.blocks[block].children
    var groupAt: [Int: [Int]] = [:]
    var isTaken = [Bool](repeating: false, count: children.count)
    for group in groups {
      guard let first = group.first else { continue }
      groupAt[first] = group
      for member in group { isTaken[member] = true }
    }
    var kept: [Item] = []
    for (index, child) in children.enumerated() {
      if let group = groupAt[index] {
        let items = group.map { children[$0] }
        let name = areChains ? chainName(items, model) : Self.name(of: items, tree, flat, model)
        kept.append(.block(makeBlock(items, named: name, in: block)))
      } else if !isTaken[index] {
        kept.append(child)
      }
    }
    tree.blocks[block].children = kept
    return true
  }

  /// A run of children between two narrow places.
  private struct Piece {
    var items: [Item]
    /// Equal for pieces of equal loose structure; negative for what no substring may hold.
    var number: Int
    /// Whether a substring may begin here.
    var canLead = true
    /// Whether a substring may go no further than here: pooling ends a stage.
    var endsStage = false
  }

  /// Wraps what recurs among the children of a block; says whether recurring operators became blocks.
  private mutating func wrap(_ block: BlockID, _ model: Model) -> Bool {
    let order = PieceOrder(tree: tree, structure: structure, flat: flat)
    if mayTakeTurns(block), wrapTurns(order.turns(of: block), in: block) { return false }
    guard tree.blocks[block].children.count >= Self.fewest else { return false }
    var pieces = order.pieces(of: block).map { piece in
      guard let first = piece.items.first, case .leaf(let leaf) = first, piece.items.allSatisfy(\.isLeaf)
      else {
        return Piece(items: piece.items, number: -1)
      }
      let own = flat.leaves[leaf]
      let kind = Operators.info(for: model.graphs[own.graph].nodes[own.node].op).kind
      return Piece(
        items: piece.items, number: piece.number, canLead: kind != .activation,
        endsStage: kind == .pooling && piece.items.count == 1)
    }
    var wrapped = false
    var next = -2
    for _ in 0..<Self.rounds {
      guard let found = bestRepeat(pieces) else { break }
      pieces = replace(found, in: pieces, of: block, number: next, model)
      next -= 1
      wrapped = true
    }
    if wrapped { tree.blocks[block].children = pieces.flatMap(\.items) }
    return wrapped
  }

  /// Whether blocks that take turns may be among the children: there are at least two.
  private func mayTakeTurns(_ block: BlockID) -> Bool {
    tree.blocks[block].children.lazy.filter { !$0.isLeaf }.prefix(2).count == 2
  }

  /// Gathers blocks that take turns (window and shifted window; local and global attention): a run of
  /// children that repeats itself exactly with a period of two or more, blocks among them. Gives whether
  /// there was one.
  private mutating func wrapTurns(_ turns: [(item: Item, number: Int)], in block: BlockID) -> Bool {
    let numbers = turns.map(\.number)
    var best: (start: Int, period: Int, count: Int)?
    for period in 2...max(2, min(Self.longestTurn, numbers.count / 2)) {
      var start = 0
      while start + 2 * period <= numbers.count {
        var end = start + period
        while end < numbers.count, numbers[end] == numbers[end - period] { end += 1 }
        let count = (end - start) / period
        if count > 1, count * period > best.map({ $0.count * $0.period }) ?? 0,
          turns[start..<(start + period)].contains(where: { !$0.item.isLeaf }),
          !isPeriodic(numbers[start..<(start + period)])
        {
          best = (start, period, count)
        }
        start = max(start + 1, end - period + 1)
      }
    }
    guard let best else { return false }
    let groups = (0..<best.count).map { turn in
      let start = best.start + turn * best.period
      return Item.block(makeTurn(turns[start..<(start + best.period)].map(\.item), in: block))
    }
    let before = turns[..<best.start].map(\.item)
    let after = turns[(best.start + best.count * best.period)...].map(\.item)
    tree.blocks[block].children = before + groups + after
    return true
  }

  private mutating func makeTurn(_ items: [Item], in parent: BlockID) -> BlockID {
    var titles: [String] = []
    for case .block(let inner) in items { titles.append(tree.title(of: inner)) }
    let name = Titles.range(titles.first ?? "", titles.last ?? "", count: titles.count)
    return makeBlock(items, named: name, in: parent)
  }

  /// A substring by its first occurrence.
  private struct Recurrence {
    var start: Int
    var length: Int
    var saved: Int
  }

  /// The substring that saves most operators, or nil where none recurs; of equal ones the shortest, then the first.
  private func bestRepeat(_ pieces: [Piece]) -> Recurrence? {
    let numbers = pieces.map(\.number)
    // Before each piece: operators, pieces of several operators, and ends of stages.
    var sizes = [0]
    var wide = [0]
    var stages = [0]
    for (index, piece) in pieces.enumerated() {
      sizes.append(sizes[index] + piece.items.count)
      wide.append(wide[index] + (piece.items.count > 1 ? 1 : 0))
      stages.append(stages[index] + (piece.endsStage ? 1 : 0))
    }
    var best: Recurrence?
    var words = RecurringWords(numbers)
    for length in 1...min(Self.longest, max(1, pieces.count / 2)) {
      // What holds two wide pieces, or goes beyond a stage, is no block, and nothing longer is.
      words.extend { group in
        guard length > 1, let start = group.first else { return true }
        let end = start + length - 1
        return wide[end] - wide[start] < 2 && stages[end] == stages[start]
      }
      for group in words.groups {
        guard let start = group.first, pieces[start].canLead else { continue }
        guard wide[start + length] - wide[start] < 2 else { continue }
        let size = sizes[start + length] - sizes[start]
        guard size >= Self.smallest else { continue }
        let saved = size * (Self.apart(group, length) - 1)
        guard saved > 0, saved >= best?.saved ?? 0 else { continue }
        if let best, saved == best.saved, best.length < length || best.start < start { continue }
        if isPeriodic(numbers[start..<(start + length)]) { continue }
        best = Recurrence(start: start, length: length, saved: saved)
      }
    }
    return best
  }

  /// How many occurrences there are that do not overlap, from the first on.
  private static func apart(_ starts: ArraySlice<Int>, _ length: Int) -> Int {
    var count = 0
    var end = 0
    for start in starts where start >= end {
      count += 1
      end = start + length
    }
    return count
  }

  /// Whether a word is a shorter word several times over.
  private func isPeriodic(_ word: ArraySlice<Int>) -> Bool {
    let count = word.count
    guard count > 1 else { return false }
    for period in 1...(count / 2) where count.isMultiple(of: period) {
      if zip(word, word.dropFirst(period)).allSatisfy({ $0 == $1 }) { return true }
    }
    return false
  }

  private mutating func replace(
    _ found: Recurrence, in pieces: [Piece], of block: BlockID, number: Int, _ model: Model
  ) -> [Piece] {
    let word = pieces[found.start..<(found.start + found.length)].map(\.number)
    var result: [Piece] = []
    var index = 0
    while index < pieces.count {
      let end = index + found.length
      if end <= pieces.count, pieces[index..<end].lazy.map(\.number).elementsEqual(word) {
        let items = pieces[index..<end].flatMap(\.items)
        result.append(
          Piece(
            items: [.block(makeBlock(items, named: Self.name(of: items, tree, flat, model), in: block))],
            number: number))
        index = end
      } else {
        result.append(pieces[index])
        index += 1
      }
    }
    return result
  }

  private mutating func makeBlock(_ items: [Item], named name: String, in parent: BlockID) -> BlockID {
    let id = tree.blocks.count
    var block = Block(
      kind: .pattern, name: name, className: nil, parent: parent,
      depth: tree.blocks[parent].depth + 1)
    block.children = items
    tree.blocks.append(block)
    tree.ranges.append(0..<0)
    for case .block(let inner) in items { tree.blocks[inner].parent = id }
    return id
  }

  private static func type(of item: Item, _ tree: BlockTree, _ flat: FlatGraph, _ model: Model) -> String {
    switch item {
    case .leaf(let leaf): model.graphs[flat.leaves[leaf].graph].nodes[flat.leaves[leaf].node].op.type
    case .block(let block): tree.blocks[block].className ?? tree.blocks[block].name
    }
  }

  /// A chain is called after its ends.
  private func chainName(_ items: [Item], _ model: Model) -> String {
    guard let first = items.first, let last = items.last else { return "" }
    return Self.type(of: first, tree, flat, model) + " … " + Self.type(of: last, tree, flat, model)
  }

  /// A run of operators is called after its first few kinds of operators.
  static func name(of items: [Item], _ tree: BlockTree, _ flat: FlatGraph, _ model: Model) -> String {
    var types: [String] = []
    for item in items where types.count < 4 {
      let type = type(of: item, tree, flat, model)
      if !types.contains(type) { types.append(type) }
    }
    return types.prefix(3).joined(separator: " + ") + (types.count > 3 ? " …" : "")
  }
}
