/// Gathers the loose operators of a crowded block into regions: between the same named blocks.
///
/// Detection heads, pre- and post-processing leave hundreds of operators beside a few named blocks. Two
/// operators belong to one region if the same named blocks lie before them and the same behind them, and
/// operators of the region connect them. Such a region has no way out and back in: a block in between would
/// lie behind one and not behind the other.
///
/// Cost: operators times named blocks, bounded; beyond the bound nothing is gathered.
struct Regions {
  /// Blocks with fewer loose operators are left alone.
  private static let fewestLeaves = 40
  /// Regions with fewer operators are left loose.
  private static let smallest = 4
  private static let workLimit = 20_000_000

  private let order: PieceOrder
  private let children: [Item]
  private let wires: [PieceOrder.Wire]
  private let sequence: [Int]

  /// Regions of a block's children, each as places among the children; empty where there is nothing to do.
  static func find(_ block: BlockID, _ order: PieceOrder, _ wires: [PieceOrder.Wire]) -> [[Int]] {
    let children = order.tree.blocks[block].children
    let leaves = children.filter(\.isLeaf).count
    let named = children.count - leaves
    guard named >= 2, leaves >= fewestLeaves, leaves * named < workLimit else { return [] }
    return Regions(
      order: order, children: children, wires: wires,
      sequence: order.topologicalOrder(children.count, wires)
    ).find()
  }

  private func find() -> [[Int]] {
    let before = reached(sequence, wires.map { ($0.source, $0.target) })
    let behind = reached(sequence.reversed(), wires.map { ($0.target, $0.source) })
    var groups = DisjointSets(children.count)
    for wire in wires where children[wire.source].isLeaf && children[wire.target].isLeaf {
      if before[wire.source] == before[wire.target], behind[wire.source] == behind[wire.target] {
        groups.join(wire.source, wire.target)
      }
    }
    var members: [Int: [Int]] = [:]
    for child in children.indices where children[child].isLeaf {
      members[groups.find(child), default: []].append(child)
    }
    return members.values.filter { $0.count >= Self.smallest }.sorted { $0[0] < $1[0] }
  }

  /// By child: a number for the set of named blocks that lie before it along the edges.
  private func reached(_ sequence: [Int], _ edges: [(from: Int, to: Int)]) -> [Int] {
    var incoming = [[Int]](repeating: [], count: children.count)
    for edge in edges { incoming[edge.to].append(edge.from) }
    var numbers: [[Int]: Int] = [[]: 0]
    var sets: [[Int]] = [[]]
    var setOf = [Int](repeating: 0, count: children.count)
    var isDone = [Bool](repeating: false, count: children.count)
    for child in sequence {
      var union: Set<Int> = []
      var sole: Int? = 0
      for source in incoming[child] where isDone[source] {
        if children[source].isLeaf, union.isEmpty, sole == 0 || sole == setOf[source] {
          sole = setOf[source]
          continue
        }
        if let only = sole { union.formUnion(sets[only]) }
        sole = nil
        union.formUnion(sets[setOf[source]])
        if !children[source].isLeaf { union.insert(source) }
      }
      isDone[child] = true
      if let sole {
        setOf[child] = sole
        continue
      }
      let key = union.sorted()
      if let known = numbers[key] {
        setOf[child] = known
      } else {
        numbers[key] = sets.count
        setOf[child] = sets.count
        sets.append(key)
      }
    }
    return setOf
  }
}

/// Disjoint sets with path halving.
struct DisjointSets {
  private var parent: [Int]

  init(_ count: Int) { parent = Array(0..<count) }

  mutating func find(_ element: Int) -> Int {
    var root = element
    while parent[root] != root {
      parent[root] = parent[parent[root]]
      root = parent[root]
    }
    return root
  }

  mutating func join(_ a: Int, _ b: Int) {
    let first = find(a)
    let second = find(b)
    parent[max(first, second)] = min(first, second)
  }
}
