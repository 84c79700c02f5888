/// Splits blocks that the data leaves and comes back to, so that every panel is free of cycles.
///
/// A module that is called twice puts both calls under one scope path; a scope may also hold operators
/// before and after those of a sibling. Where such blocks would feed each other in a circle, the smallest that comes
/// apart is split by how often the data has left and re-entered it: call 1, call 2, and so on. Where none comes
/// apart, the smallest is dissolved into its parent.
///
/// That takes as many rounds as there are blocks to be split. In a circle too large for it all blocks are split at
/// once, by how often the data has changed from one to another before: plainer, but always free of cycles.
///
/// Cost: linear in leaves and uses where nothing needs splitting; for each block with circles, its leaves times
/// ``roundsAtMost``.
struct ConvexSplit {
  private let flat: FlatGraph
  private var tree: BlockTree
  /// By block: whether its children may form circles.
  private var isSuspect: [Bool]
  /// The parts of the block at hand; those that were split or dissolved hold nothing.
  private var parts: [Part] = []
  /// By leaf: the part that holds it, or -1.
  private var partOf: [Int]
  /// By leaf: how often the data had come back to the block at hand, or changed blocks.
  private var visit: [Int]
  /// What may still be spent on the block at hand before its circles are split all at once.
  private var budget = 0

  /// Rounds over all leaves of a block that splitting one by one may take; a scope visited by turns with another a
  /// dozen times, as recurrent cells are, takes two for each turn.
  private static let roundsAtMost = 64
  /// Small blocks may take as many rounds as they need.
  private static let smallBudget = 200_000

  /// One child of the block at hand, as it is now.
  private struct Part {
    var item: Item
    /// The visible leaves below it, ascending.
    var leaves: [LeafID]
  }

  static func run(_ tree: inout BlockTree, _ flat: FlatGraph) {
    let unsorted = SiblingOrder.unsorted(tree, flat)
    guard !unsorted.isEmpty else { return }
    var split = ConvexSplit(flat: flat, tree: tree, unsorted)
    var pending = [0]
    while let block = pending.popLast() {
      if split.isSuspect[block] { split.straighten(block) }
      for case .block(let inner) in split.tree.blocks[block].children { pending.append(inner) }
    }
    tree = split.tree
  }

  private init(flat: FlatGraph, tree: BlockTree, _ unsorted: Set<BlockID>) {
    self.flat = flat
    self.tree = tree
    isSuspect = tree.blocks.indices.map(unsorted.contains)
    partOf = [Int](repeating: -1, count: flat.leaves.count)
    visit = [Int](repeating: 0, count: flat.leaves.count)
  }

  /// Splits children of one block until they form no circle.
  private mutating func straighten(_ block: BlockID) {
    parts = []
    var count = 0
    for child in tree.blocks[block].children {
      let part = addPart(child, leaves(of: child))
      count += parts[part].leaves.count
    }
    budget = Self.smallBudget + Self.roundsAtMost * count
    var pending = circles(Array(parts.indices))
    let isChanged = !pending.isEmpty
    while let circle = pending.popLast() {
      let remaining = circle.filter { !parts[$0].leaves.isEmpty }
      pending += circles(remaining + resolve(remaining, in: block))
    }
    for part in parts { for leaf in part.leaves { partOf[leaf] = -1 } }
    guard isChanged else { return }
    tree.blocks[block].children = parts.filter { !$0.leaves.isEmpty }
      .sorted { $0.leaves[0] < $1.leaves[0] }.map(\.item)
  }

  private mutating func addPart(_ item: Item, _ leaves: [LeafID]) -> Int {
    for leaf in leaves { partOf[leaf] = parts.count }
    parts.append(Part(item: item, leaves: leaves))
    return parts.count - 1
  }

  /// The visible leaves below an item, ascending.
  private func leaves(of item: Item) -> [LeafID] {
    switch item {
    case .leaf(let leaf): return [leaf]
    case .block(let block):
      var found: [LeafID] = []
      var pending = [block]
      while let next = pending.popLast() {
        for child in tree.blocks[next].children {
          switch child {
          case .leaf(let leaf): found.append(leaf)
          case .block(let inner): pending.append(inner)
          }
        }
      }
      return found.sorted()
    }
  }

  /// Groups of parts that feed each other in a circle, each by first leaf; at least one of each is a block.
  private mutating func circles(_ members: [Int]) -> [[Int]] {
    let members = members.filter { !parts[$0].leaves.isEmpty }
    guard members.count > 1 else { return [] }
    var number: [Int: Int] = [:]
    for (index, part) in members.enumerated() { number[part] = index }
    var edges = [[Int]](repeating: [], count: members.count)
    for (index, part) in members.enumerated() {
      budget -= parts[part].leaves.count
      for leaf in parts[part].leaves {
        for source in sources(of: leaf) where partOf[source] != part {
          guard let from = number[partOf[source]], edges[from].last != index else { continue }
          edges[from].append(index)
        }
      }
    }
    return StrongComponents.find(edges).filter { $0.count > 1 }.map { circle in
      circle.map { members[$0] }.sorted { parts[$0].leaves[0] < parts[$1].leaves[0] }
    }
  }

  private func sources(of leaf: LeafID) -> [LeafID] {
    flat.inputs(of: leaf).compactMap { input in
      guard let input, case .leaf(let source, _) = flat.nets[input].producer,
        flat.leaves[source].hidden == nil,
        source < leaf
      else { return nil }
      return source
    }
  }

  /// Makes a circle smaller, or none, and gives the new parts.
  private mutating func resolve(_ circle: [Int], in block: BlockID) -> [Int] {
    if budget <= 0 { return splitAll(of: circle, in: block) }
    return splitOne(of: circle, in: block) ?? dissolveOne(of: circle, in: block)
  }

  /// Splits the smallest block of a circle that comes apart; nil where none does.
  private mutating func splitOne(of circle: [Int], in block: BlockID) -> [Int]? {
    let all = circle.flatMap { parts[$0].leaves }.sorted()
    let inCircle = Set(circle)
    for candidate in bySize(circle) where parts[candidate].leaves.count > 1 {
      budget -= all.count
      guard budget > 0 else { return splitAll(of: circle, in: block) }
      guard case .block(let inner) = parts[candidate].item else { continue }
      var isApart = false
      for leaf in all {
        let isInside = partOf[leaf] == candidate
        var turn = isInside ? 1 : 0
        for source in sources(of: leaf) where inCircle.contains(partOf[source]) {
          let before = visit[source]
          turn = max(turn, isInside && partOf[source] != candidate && before > 0 ? before + 1 : before)
        }
        visit[leaf] = turn
        if isInside, turn > 1 { isApart = true }
      }
      if isApart { return split(candidate, inner, in: block) }
    }
    return nil
  }

  /// The parts of a circle, the smallest first; of equal ones in order.
  private func bySize(_ circle: [Int]) -> [Int] {
    circle.sorted {
      (parts[$0].leaves.count, parts[$0].leaves[0]) < (parts[$1].leaves.count, parts[$1].leaves[0])
    }
  }

  /// Splits all blocks of a circle by how often the data has changed blocks before. Every line between two of the
  /// parts made leads to a higher number, or stays with its block, so they form no circle.
  private mutating func splitAll(of circle: [Int], in block: BlockID) -> [Int] {
    let inCircle = Set(circle)
    for leaf in circle.flatMap({ parts[$0].leaves }).sorted() {
      var turn = 1
      for source in sources(of: leaf) where inCircle.contains(partOf[source]) {
        turn = max(turn, partOf[source] == partOf[leaf] ? visit[source] : visit[source] + 1)
      }
      visit[leaf] = turn
    }
    for part in circle {
      if case .block(let inner) = parts[part].item { _ = split(part, inner, in: block) }
    }
    return []
  }

  /// Puts copies of a block, each with the leaves of one visit, in its place; gives the new parts.
  private mutating func split(_ part: Int, _ inner: BlockID, in block: BlockID) -> [Int] {
    let leaves = parts[part].leaves
    parts[part].leaves = []
    let turns = Set(leaves.map { visit[$0] }).sorted()
    var leavesOfTurn: [Int: [LeafID]] = [:]
    for leaf in leaves { leavesOfTurn[visit[leaf], default: []].append(leaf) }
    var copies: [Int: BlockID] = [:]
    for (turn, copy) in distribute(inner, first: turns[0], parent: block) { copies[turn] = copy }
    var made: [Int] = []
    for (call, turn) in turns.enumerated() {
      guard let copy = copies[turn], let own = leavesOfTurn[turn] else { continue }
      if call > 0 { tree.blocks[copy].call = call + 1 }
      made.append(addPart(.block(copy), own))
    }
    return made
  }

  /// Deals what a block holds out to copies, one for each visit; the first visit's stays in the block itself.
  /// Gives the copies in order of their first children.
  ///
  /// Cost: linear in what it holds.
  private mutating func distribute(_ source: BlockID, first: Int, parent: BlockID) -> [(
    turn: Int, block: BlockID
  )] {
    let children = tree.blocks[source].children
    tree.blocks[source].children = []
    tree.blocks[source].parent = parent
    var places: [Int: BlockID] = [first: source]
    var order: [(turn: Int, block: BlockID)] = []
    func put(_ item: Item, _ turn: Int, _ split: inout ConvexSplit) {
      let copy = places[turn] ?? split.copy(source, parent: parent)
      places[turn] = copy
      if split.tree.blocks[copy].children.isEmpty { order.append((turn, copy)) }
      split.tree.blocks[copy].children.append(item)
      if case .block(let inner) = item { split.tree.blocks[inner].parent = copy }
    }
    for child in children {
      switch child {
      case .leaf(let leaf): put(child, visit[leaf], &self)
      case .block(let inner):
        let copies = distribute(inner, first: first, parent: source)
        for (turn, copy) in copies { put(.block(copy), turn, &self) }
        if !copies.contains(where: { $0.turn == first }) {
          tree.blocks[source].hiddenLeaves += tree.blocks[inner].hiddenLeaves
        }
      }
    }
    return order
  }

  /// A block of the same name without anything in it.
  private mutating func copy(_ source: BlockID, parent: BlockID) -> BlockID {
    var copy = tree.blocks[source]
    copy.parent = parent
    copy.hiddenLeaves = []
    copy.children = []
    tree.blocks.append(copy)
    isSuspect.append(isSuspect[source])
    return tree.blocks.count - 1
  }

  /// Lifts the children of the smallest block of a circle into the parent, and gives the new parts.
  private mutating func dissolveOne(of circle: [Int], in block: BlockID) -> [Int] {
    for part in bySize(circle) {
      guard case .block(let inner) = parts[part].item else { continue }
      parts[part].leaves = []
      tree.blocks[block].hiddenLeaves += tree.blocks[inner].hiddenLeaves
      if isSuspect[inner] { isSuspect[block] = true }
      return tree.blocks[inner].children.map { child in
        if case .block(let grandchild) = child { tree.blocks[grandchild].parent = block }
        return addPart(child, leaves(of: child))
      }
    }
    return []
  }
}
