/// Splits blocks that the data leaves and comes back to, so that every panel is free of cycles.
///
/// A module that is called twice puts both calls under one scope path; a scope may also hold operators
/// before and after those of a sibling. Where such blocks would feed each other in a circle, each is
/// split by how often the data has left and re-entered it: call 1, call 2, and so on.
///
/// Cost: leaves times depth where nothing needs splitting; the work on circles is bounded, and what is
/// still circular then is dissolved into its parent.
struct ConvexSplit {
  private let flat: FlatGraph
  private var tree: BlockTree
  /// By leaf: the child of the block at hand that holds it, or -1.
  private var childOf: [Int]
  private var work = 0
  private static let workLimit = 20_000_000

  static func run(_ tree: inout BlockTree, _ flat: FlatGraph) {
    var split = ConvexSplit(flat: flat, tree: tree, childOf: [Int](repeating: -1, count: flat.leaves.count))
    var pending = [0]
    while let block = pending.popLast() {
      split.straighten(block)
      for case .block(let inner) in split.tree.blocks[block].children { pending.append(inner) }
    }
    tree = split.tree
  }

  private init(flat: FlatGraph, tree: BlockTree, childOf: [Int]) {
    self.flat = flat
    self.tree = tree
    self.childOf = childOf
  }

  /// Splits children of one block until they form no circle.
  private mutating func straighten(_ block: BlockID) {
    while true {
      let children = tree.blocks[block].children
      guard children.contains(where: { if case .block = $0 { true } else { false } }) else { return }
      let members = children.map(leaves(of:))
      for (child, leaves) in members.enumerated() { for leaf in leaves { childOf[leaf] = child } }
      let circles = circles(members)
      defer { for leaves in members { for leaf in leaves { childOf[leaf] = -1 } } }
      guard let circle = circles.first else { return }
      if !splitOne(of: circle, members, in: block) {
        guard dissolveOne(of: circle, members, in: block) else { return }
      }
    }
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

  /// Groups of children that feed each other in a circle and of which at least one is a block.
  private mutating func circles(_ members: [[LeafID]]) -> [[Int]] {
    var edges = [[Int]](repeating: [], count: members.count)
    for (child, leaves) in members.enumerated() {
      for leaf in leaves {
        work += 1
        for source in sources(of: leaf) {
          let from = childOf[source]
          if from >= 0, from != child, edges[from].last != child { edges[from].append(child) }
        }
      }
    }
    return StrongComponents.find(edges).filter { $0.count > 1 }.map { $0.sorted() }
  }

  private func sources(of leaf: LeafID) -> [LeafID] {
    flat.leaves[leaf].inputs.compactMap { input in
      guard let input, case .leaf(let source, _) = flat.nets[input].producer,
        flat.leaves[source].hidden == nil,
        source < leaf
      else { return nil }
      return source
    }
  }

  /// Splits the smallest block of a circle that comes apart; false where none does.
  private mutating func splitOne(of circle: [Int], _ members: [[LeafID]], in block: BlockID) -> Bool {
    let inCircle = Set(circle)
    let all = circle.flatMap { members[$0] }.sorted()
    let candidates = circle.filter { members[$0].count > 1 }
      .sorted { (members[$0].count, $0) < (members[$1].count, $1) }
    for candidate in candidates {
      work += all.count
      guard work < Self.workLimit else { return false }
      var visits: [LeafID: Int] = [:]
      var groups: [Int: [LeafID]] = [:]
      for leaf in all {
        let inside = childOf[leaf] == candidate
        var visit = inside ? 1 : 0
        for source in sources(of: leaf) where inCircle.contains(childOf[source]) {
          let before = visits[source] ?? 0
          visit = max(visit, inside && childOf[source] != candidate && before > 0 ? before + 1 : before)
        }
        visits[leaf] = visit
        if inside { groups[visit, default: []].append(leaf) }
      }
      guard groups.count > 1, case .block(let inner) = tree.blocks[block].children[candidate] else {
        continue
      }
      let parts = groups.keys.sorted().compactMap { groups[$0] }
      replace(candidate, inner, by: parts, in: block)
      return true
    }
    return false
  }

  /// Puts copies of a block, each with some of its leaves, in the block's place.
  private mutating func replace(_ child: Int, _ inner: BlockID, by parts: [[LeafID]], in block: BlockID) {
    var copies: [(first: LeafID, item: Item)] = []
    for (call, part) in parts.enumerated() {
      let kept = Set(part)
      let copy = call == 0 ? nil : copyBlock(inner, keeping: kept, parent: block)
      if let copy { tree.blocks[copy].call = call + 1 }
      copies.append((part[0], .block(copy ?? inner)))
    }
    prune(inner, keeping: Set(parts[0]))
    var children = tree.blocks[block].children
    children.remove(at: child)
    var keyed = children.map { (first: leaves(of: $0).first ?? 0, item: $0) }
    keyed += copies
    tree.blocks[block].children = keyed.sorted { $0.first < $1.first }.map(\.item)
  }

  private mutating func copyBlock(_ source: BlockID, keeping kept: Set<LeafID>, parent: BlockID) -> BlockID {
    let id = tree.blocks.count
    var copy = tree.blocks[source]
    copy.parent = parent
    copy.hiddenLeaves = []
    copy.children = []
    tree.blocks.append(copy)
    var children: [Item] = []
    for child in tree.blocks[source].children {
      switch child {
      case .leaf(let leaf): if kept.contains(leaf) { children.append(child) }
      case .block(let inner):
        if leaves(of: child).contains(where: kept.contains) {
          children.append(.block(copyBlock(inner, keeping: kept, parent: id)))
        }
      }
    }
    tree.blocks[id].children = children
    return id
  }

  private mutating func prune(_ block: BlockID, keeping kept: Set<LeafID>) {
    var children: [Item] = []
    for child in tree.blocks[block].children {
      switch child {
      case .leaf(let leaf): if kept.contains(leaf) { children.append(child) }
      case .block(let inner):
        prune(inner, keeping: kept)
        if !tree.blocks[inner].children.isEmpty {
          children.append(child)
        } else {
          tree.blocks[block].hiddenLeaves += tree.blocks[inner].hiddenLeaves
        }
      }
    }
    tree.blocks[block].children = children
  }

  /// Lifts the children of one block of a circle into the parent; false where the circle has no block.
  private mutating func dissolveOne(of circle: [Int], _ members: [[LeafID]], in block: BlockID) -> Bool {
    let smallest = circle.filter { if case .block = tree.blocks[block].children[$0] { true } else { false } }
      .min { (members[$0].count, $0) < (members[$1].count, $1) }
    guard let smallest, case .block(let inner) = tree.blocks[block].children[smallest] else { return false }
    tree.blocks[block].hiddenLeaves += tree.blocks[inner].hiddenLeaves
    var children = tree.blocks[block].children
    children.remove(at: smallest)
    children += tree.blocks[inner].children
    for case .block(let grandchild) in tree.blocks[inner].children { tree.blocks[grandchild].parent = block }
    tree.blocks[block].children =
      children.map { (leaves(of: $0).first ?? 0, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    return true
  }
}
