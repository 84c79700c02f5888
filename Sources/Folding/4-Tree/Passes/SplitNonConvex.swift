import GraphAlgorithms

/// Splits blocks that the data leaves and comes back to, so that every panel is free of cycles.
///
/// A module that is called twice puts both calls under one scope path; a scope may also hold operators
/// before and after those of a sibling. Where such blocks would feed each other in a circle, the smallest that comes
/// apart is split by how often the data has left and re-entered it. Pieces of the same operators are calls of it,
/// `(call 2)` and so on; others are parts, `(part 1)`, `(part 2)`. Where none comes apart, the smallest is dissolved into
/// its parent.
///
/// That takes as many rounds as there are blocks to be split. In a circle too large for it all blocks are split at
/// once, by how often the data has changed from one to another before: plainer, but always free of cycles.
///
///       + a  Exp Log                + a (part 1)  Exp Log
///       + b  Sin Cos           →    + b           Sin Cos
///         a  Tanh Erf               + a (part 2)  Tanh Erf
///
/// Needed by models that call a module twice (ALBERT's shared layer, the `relu` of a dynamo export of ResNet): it changes 12
/// of the 162 real models of ``FoldTuning``.
///
/// Cost: linear in nodes and uses where nothing needs splitting; for each block with circles, its nodes times
/// ``FoldTuning/Splitting/mostRounds``.
enum SplitNonConvex: TreePass {
  static let name = "split-non-convex"
  static let ensures: TreeProperties = [.convex]

  static func isWanted(_ options: FoldOptions) -> Bool { true }

  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool {
    let unsorted = SiblingOrder.unsorted(tree, context.flat)
    guard !unsorted.isEmpty else { return false }
    var splitter = BlockSplitter(context, tree, unsorted)
    var pending = [0]
    while let block = pending.popLast() {
      if splitter.isSuspect[block] { splitter.straighten(block) }
      for case .block(let inner) in splitter.tree.blocks[block].children { pending.append(inner) }
    }
    tree = splitter.tree
    return splitter.isChanged
  }
}

private typealias Tuning = FoldTuning.Splitting

/// The splitting of one tree.
private struct BlockSplitter {
  private let context: FoldContext
  private var flat: FlatGraph { context.flat }
  private(set) var tree: BlockTree
  private(set) var isChanged = false
  /// By block: whether its children may form circles.
  private(set) var isSuspect: [Bool]
  /// The parts of the block at hand; those that were split or dissolved hold nothing.
  private var parts: [Part] = []
  /// By node: the part that holds it, or -1.
  private var partOf: [Int]
  /// By node: how often the data had come back to the block at hand, or changed blocks.
  private var visit: [Int]
  /// The work left for the block at hand before its circles are split all at once.
  private var budget = 0

  /// One child of the block at hand, as it is now.
  private struct Part {
    var item: Child
    /// The visible nodes below it, ascending.
    var nodes: [FlatNodeID]
  }

  init(_ context: FoldContext, _ tree: BlockTree, _ unsorted: Set<BlockID>) {
    self.context = context
    self.tree = tree
    isSuspect = tree.blocks.indices.map(unsorted.contains)
    partOf = [Int](repeating: -1, count: context.flat.nodes.count)
    visit = [Int](repeating: 0, count: context.flat.nodes.count)
  }

  /// Splits children of one block until they form no circle.
  mutating func straighten(_ block: BlockID) {
    parts = []
    var count = 0
    for child in tree.blocks[block].children {
      let part = addPart(child, nodes(of: child))
      count += parts[part].nodes.count
    }
    budget = Tuning.smallBudget + Tuning.mostRounds * count
    var pending = circles(Array(parts.indices))
    let hasCircles = !pending.isEmpty
    while let circle = pending.popLast() {
      let remaining = circle.filter { !parts[$0].nodes.isEmpty }
      pending += circles(remaining + resolve(remaining, in: block))
    }
    for part in parts { for node in part.nodes { partOf[node] = -1 } }
    guard hasCircles else { return }
    isChanged = true
    let left = parts.filter { !$0.nodes.isEmpty }.sorted { $0.nodes[0] < $1.nodes[0] }
    tree.blocks[block].children = ChildList(left.map(\.item))
  }

  private mutating func addPart(_ item: Child, _ nodes: [FlatNodeID]) -> Int {
    for node in nodes { partOf[node] = parts.count }
    parts.append(Part(item: item, nodes: nodes))
    return parts.count - 1
  }

  /// The visible nodes below an item, ascending.
  private func nodes(of item: Child) -> [FlatNodeID] {
    switch item {
    case .node(let node): return [node]
    case .block(let block):
      var found: [FlatNodeID] = []
      var pending = [block]
      while let next = pending.popLast() {
        for child in tree.blocks[next].children {
          switch child {
          case .node(let node): found.append(node)
          case .block(let inner): pending.append(inner)
          }
        }
      }
      return found.sorted()
    }
  }

  /// Groups of parts that feed each other in a circle, each by first node; at least one of each is a block.
  private mutating func circles(_ members: [Int]) -> [[Int]] {
    let members = members.filter { !parts[$0].nodes.isEmpty }
    guard members.count > 1 else { return [] }
    var number: [Int: Int] = [:]
    for (index, part) in members.enumerated() { number[part] = index }
    var edges = [[Int]](repeating: [], count: members.count)
    for (index, part) in members.enumerated() {
      budget -= parts[part].nodes.count
      for node in parts[part].nodes {
        for source in flat.sources(of: node) where partOf[source] != part {
          guard let from = number[partOf[source]], edges[from].last != index else { continue }
          edges[from].append(index)
        }
      }
    }
    let graph = ImplicitGraph(nodeCount: edges.count) { [edges] in edges[$0] }
    return graph.strongComponents().filter { $0.count > 1 }.map { circle in
      circle.map { members[$0] }.sorted { parts[$0].nodes[0] < parts[$1].nodes[0] }
    }
  }

  /// Makes a circle smaller, or breaks it up; returns the new parts.
  private mutating func resolve(_ circle: [Int], in block: BlockID) -> [Int] {
    if budget <= 0 { return splitAll(of: circle, in: block) }
    return splitOne(of: circle, in: block) ?? dissolveOne(of: circle, in: block)
  }

  /// Splits the smallest block of a circle that comes apart; nil where none does.
  private mutating func splitOne(of circle: [Int], in block: BlockID) -> [Int]? {
    let all = circle.flatMap { parts[$0].nodes }.sorted()
    let inCircle = Set(circle)
    for candidate in bySize(circle) where parts[candidate].nodes.count > 1 {
      budget -= all.count
      guard budget > 0 else { return splitAll(of: circle, in: block) }
      guard case .block(let inner) = parts[candidate].item else { continue }
      var isApart = false
      for node in all {
        let isInside = partOf[node] == candidate
        var turn = isInside ? 1 : 0
        for source in flat.sources(of: node) where inCircle.contains(partOf[source]) {
          let before = visit[source]
          turn = max(turn, isInside && partOf[source] != candidate && before > 0 ? before + 1 : before)
        }
        visit[node] = turn
        if isInside, turn > 1 { isApart = true }
      }
      if isApart { return split(candidate, inner, in: block) }
    }
    return nil
  }

  /// The parts of a circle, the smallest first; of equal ones in order.
  private func bySize(_ circle: [Int]) -> [Int] {
    circle.sorted {
      (parts[$0].nodes.count, parts[$0].nodes[0]) < (parts[$1].nodes.count, parts[$1].nodes[0])
    }
  }

  /// Splits all blocks of a circle by how often the data has changed blocks before. Every line between two of the
  /// parts made leads to a higher number, or stays with its block, so they form no circle.
  private mutating func splitAll(of circle: [Int], in block: BlockID) -> [Int] {
    let inCircle = Set(circle)
    for node in circle.flatMap({ parts[$0].nodes }).sorted() {
      var turn = 1
      for source in flat.sources(of: node) where inCircle.contains(partOf[source]) {
        turn = max(turn, partOf[source] == partOf[node] ? visit[source] : visit[source] + 1)
      }
      visit[node] = turn
    }
    for part in circle {
      if case .block(let inner) = parts[part].item { _ = split(part, inner, in: block) }
    }
    return []
  }

  /// Puts copies of a block, each with the nodes of one visit, in its place; returns the new parts.
  private mutating func split(_ part: Int, _ inner: BlockID, in block: BlockID) -> [Int] {
    let nodes = parts[part].nodes
    parts[part].nodes = []
    let turns = Set(nodes.map { visit[$0] }).sorted()
    var nodesOfTurn: [Int: [FlatNodeID]] = [:]
    for node in nodes { nodesOfTurn[visit[node], default: []].append(node) }
    var copies: [Int: BlockID] = [:]
    for (turn, copy) in distribute(inner, first: turns[0], parent: block) { copies[turn] = copy }
    var made: [Int] = []
    let areCalls = areAlike(turns.compactMap { nodesOfTurn[$0] })
    for (number, turn) in zip(1..., turns) {
      guard let copy = copies[turn], let own = nodesOfTurn[turn] else { continue }
      tree.blocks[copy].turn = areCalls ? .call(number) : .part(number)
      made.append(addPart(.block(copy), own))
    }
    return made
  }

  /// Whether lists of nodes are the same operators in the same order, as calls of one module are.
  private func areAlike(_ lists: [[FlatNodeID]]) -> Bool {
    lists.dropFirst().allSatisfy { list in
      list.elementsEqual(lists[0]) { context.op(of: $0) == context.op(of: $1) }
    }
  }

  /// Deals the contents of a block out to copies, one for each visit; those of the first visit stay in the block.
  /// Returns the copies in order of their first children.
  ///
  /// Cost: linear in its contents.
  private mutating func distribute(_ source: BlockID, first: Int, parent: BlockID) -> [(
    turn: Int, block: BlockID
  )] {
    let children = tree.blocks[source].children
    tree.blocks[source].children = []
    tree.blocks[source].parent = parent
    var places: [Int: BlockID] = [first: source]
    var order: [(turn: Int, block: BlockID)] = []
    func put(_ item: Child, _ turn: Int, _ split: inout BlockSplitter) {
      let copy = places[turn] ?? split.copy(source, parent: parent)
      places[turn] = copy
      if split.tree.blocks[copy].children.isEmpty { order.append((turn, copy)) }
      split.tree.blocks[copy].children.append(item)
      if case .block(let inner) = item { split.tree.blocks[inner].parent = copy }
    }
    for child in children {
      switch child {
      case .node(let node): put(child, visit[node], &self)
      case .block(let inner):
        let copies = distribute(inner, first: first, parent: source)
        for (turn, copy) in copies { put(.block(copy), turn, &self) }
        if !copies.contains(where: { $0.turn == first }) {
          tree.blocks[source].hiddenNodes += tree.blocks[inner].hiddenNodes
        }
      }
    }
    return order
  }

  /// A block of the same name without anything in it.
  private mutating func copy(_ source: BlockID, parent: BlockID) -> BlockID {
    var copy = tree.blocks[source]
    copy.parent = parent
    copy.hiddenNodes = []
    copy.children = []
    tree.blocks.append(copy)
    isSuspect.append(isSuspect[source])
    return tree.blocks.count - 1
  }

  /// Lifts the children of the smallest block of a circle into the parent; returns the new parts.
  private mutating func dissolveOne(of circle: [Int], in block: BlockID) -> [Int] {
    for part in bySize(circle) {
      guard case .block(let inner) = parts[part].item else { continue }
      parts[part].nodes = []
      tree.blocks[block].hiddenNodes += tree.blocks[inner].hiddenNodes
      if isSuspect[inner] { isSuspect[block] = true }
      return tree.blocks[inner].children.map { child in
        if case .block(let grandchild) = child { tree.blocks[grandchild].parent = block }
        return addPart(child, nodes(of: child))
      }
    }
    return []
  }
}
