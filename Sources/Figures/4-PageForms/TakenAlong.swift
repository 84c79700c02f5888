import Folding

/// The places of operators where blocks take them along that begin on one level and end on the next.
///
/// An inverted residual widens its maps before it halves their side: by operators, its first convolution stands above
/// all others. It reads better whole, where what it makes stands. So a block goes with its outputs if
/// - it is on two places that follow each other, and all that leaves it comes from the later one;
/// - what comes into its earlier part comes from the earlier place, so that no skip begins or ends there.
///
/// Of blocks in blocks the outermost that may goes. A `Pad` goes with the convolution that it is for.
///
/// Cost: linear in the nodes of blocks that are in question; a node is in one for each block around it.
struct TakenAlong {
  /// By node: its place.
  private(set) var cells: [Int]
  private let outline: Outline
  private let graph: LeafGraph
  /// By place: how many nodes stand there.
  private var counts: [Int]

  init(_ outline: Outline, _ levels: ScaleLevels, _ graph: LeafGraph) {
    cells = levels.cells
    self.outline = outline
    self.graph = graph
    counts = Array(repeating: 0, count: 2 * levels.bottom + 1)
    for cell in cells where cell != ScaleLevels.condition { counts[cell] += 1 }
    takePads()
    var pending = outline.innerBlocks(of: 0)
    var next = 0
    while next < pending.count {
      let block = pending[next]
      next += 1
      if !take(block, levels) { pending += outline.innerBlocks(of: block) }
    }
    if !levels.fit(cells) { cells = levels.cells }
  }

  private mutating func takePads() {
    for node in graph.order.reversed() {
      guard case .operation(let operation) = outline.items[graph.items[node]].content,
        operation.node.op.type == "Pad" || operation.node.op.type.hasPrefix("ZeroPadding")
      else { continue }
      let readers = Set(graph.behind.successors(of: node).map { cells[$0] })
      guard cells[node] != ScaleLevels.condition, let cell = readers.first, readers.count == 1 else {
        continue
      }
      move(node, to: cell)
    }
  }

  /// Takes a block's operators to its later place; false where it has to stay as it is. One on a single place needs
  /// nothing.
  private mutating func take(_ block: Int, _ levels: ScaleLevels) -> Bool {
    let nodes = nodes(of: block)
    let places = Set(nodes.map { cells[$0] }).sorted()
    guard places.count == 2 else { return places.count < 2 }
    let (early, late) = (places[0], places[1])
    guard early != ScaleLevels.condition else { return false }
    guard counts[early + 1..<late].allSatisfy({ $0 == 0 }) else { return false }
    let own = Set(nodes)
    for node in nodes {
      let isLate = cells[node] == late
      let leaves = graph.behind.successors(of: node).contains { !own.contains($0) }
      guard isLate || !leaves else { return false }
      let sources = graph.before.successors(of: node).filter { !own.contains($0) }
      guard isLate || sources.allSatisfy({ cells[$0] == early }) else { return false }
    }
    for node in nodes { move(node, to: late) }
    return true
  }

  private mutating func move(_ node: Int, to cell: Int) {
    counts[cells[node]] -= 1
    counts[cell] += 1
    cells[node] = cell
  }

  /// The nodes in a block.
  private func nodes(of block: Int) -> [Int] {
    var found: [Int] = []
    var pending = outline.blocks[block].items
    while let item = pending.popLast() {
      if let node = graph.node(item) {
        found.append(node)
      } else if let inner = outline.items[item].block {
        pending += outline.blocks[inner].items
      }
    }
    return found
  }
}
