import Folding
import GraphAlgorithms

/// All operators, inputs and outputs of an outline as one graph, whatever blocks they stand in.
///
/// A block with bodies (If, Loop, Scan) is one node. A stack's inside stands for its first member.
///
/// Cost: linear in items and links.
struct LeafGraph {
  /// The items, in the outline's order.
  private(set) var items: [Int] = []
  /// From node to node, in the order of blocks and their links.
  private(set) var edges: [(from: Int, to: Int)] = []
  /// The nodes, each after those that it reads.
  private(set) var order: [Int] = []
  /// By node: its place in that order.
  private(set) var position: [Int] = []
  /// The same edges by their starts, and turned round by their ends.
  private(set) var behind = FlatEdges(nodeCount: 0, [])
  private(set) var before = FlatEdges(nodeCount: 0, [])
  /// By item: its node.
  private var nodeOf: [Int]
  private let outline: Outline
  /// By block: the nodes that make what goes out and what comes in, by port.
  private var makers: [[Int?]]
  private var sources: [[[Int]]]

  /// Makes the graph; nil where a value goes straight through a block, or where values go in a circle.
  init?(_ outline: Outline) {
    self.outline = outline
    nodeOf = Array(repeating: -1, count: outline.items.count)
    makers = outline.blocks.map { Array(repeating: nil, count: $0.outputs.count) }
    sources = outline.blocks.map { Array(repeating: [], count: $0.inputs.count) }
    collect()
    guard findMakers(), connect() else { return nil }
    behind = FlatEdges(nodeCount: items.count, edges)
    before = behind.reversed()
    let order = behind.topologicalOrder(takingFrom: IndexPriorityQueue())
    guard order.isComplete else { return nil }
    self.order = order.nodes
    position = Array(repeating: 0, count: items.count)
    for (place, node) in self.order.enumerated() { position[node] = place }
  }

  /// The node of an item; nil for a block that was taken apart.
  func node(_ item: Int) -> Int? { nodeOf[item] >= 0 ? nodeOf[item] : nil }

  /// The block that an item is, where that is taken apart.
  private func block(_ item: Int) -> Int? {
    guard let block = outline.items[item].block else { return nil }
    return outline.blocks[block].isWhole ? nil : block
  }

  private mutating func collect() {
    var pending = Array(outline.blocks[0].items.reversed())
    while let item = pending.popLast() {
      if let block = block(item) {
        pending += outline.blocks[block].items.reversed()
      } else if nodeOf[item] < 0 {
        nodeOf[item] = items.count
        items.append(item)
      }
    }
  }

  /// What makes the values that leave blocks, inner blocks first: a parent's number is lower than its children's.
  private mutating func findMakers() -> Bool {
    for number in outline.blocks.indices.reversed() {
      let own = outline.blocks[number]
      for link in own.links {
        guard case .border(let port) = link.target, makers[number].indices.contains(port) else { continue }
        guard case .item(let place, let from) = link.source else { return false }
        makers[number][port] = maker(own.items[place], from)
      }
    }
    return true
  }

  private func maker(_ item: Int, _ port: Int) -> Int? {
    guard let block = block(item) else { return node(item) }
    return makers[block].indices.contains(port) ? makers[block][port] : nil
  }

  /// Adds the edges, outer blocks first.
  private mutating func connect() -> Bool {
    var pending = [0]
    var next = 0
    // The members of a stack may take one value each; more than a few of them are no drawing.
    var count = 0
    let most = 2 * outline.blocks.reduce(0) { $0 + $1.links.count }
    while next < pending.count {
      let (number, own) = (pending[next], outline.blocks[pending[next]])
      next += 1
      for link in own.links {
        guard case .item(let place, let port) = link.target else { continue }
        let found: [Int]
        switch link.source {
        case .item(let from, let output): found = maker(own.items[from], output).map { [$0] } ?? []
        case .border(let input): found = sources[number].indices.contains(input) ? sources[number][input] : []
        }
        count += found.count
        guard count <= most else { return false }
        if let inner = block(own.items[place]) {
          if sources[inner].indices.contains(port) { sources[inner][port] += found }
        } else if let target = node(own.items[place]) {
          edges += found.map { ($0, target) }
        }
      }
      pending += own.items.compactMap(block)
    }
    return true
  }
}

extension OutlineBlock {
  /// Whether a block is one thing, whatever it holds: its bodies run as often as the data says.
  fileprivate var isWhole: Bool {
    switch kind {
    case .control, .body: true
    case .model, .scope, .function, .pattern, .idiom: false
    }
  }
}
