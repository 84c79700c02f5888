import GraphAlgorithms

/// A run of a block's children between two places where the flow narrows to a single value.
struct Piece {
  var children: [Child]
  /// Equal for pieces of equal loose structure.
  var number: Int
}

/// Finds the places among the children of a block where the flow narrows.
enum NarrowPlaces {
  /// The children as pieces in topological order. Cost: linear in the children and their edges.
  static func pieces(of block: BlockID, _ flow: BlockFlow) -> [Piece] {
    let children = Array(flow.tree.blocks[block].children)
    let edges = flow.edges(among: children)
    let order = edges.topologicalOrder(children.count)
    var place = [Int](repeating: 0, count: children.count)
    for (position, child) in order.enumerated() { place[child] = position }
    let crossing = crossings(edges, place, children.count)
    var numbers = Numbering<[Int]>()
    var pieces: [Piece] = []
    var start = 0
    let byTarget = Dictionary(grouping: edges, by: \.target)
    for position in order.indices where position == order.count - 1 || crossing[position] <= 1 {
      let members = Array(order[start...position])
      start = position + 1
      let key = signature(members, byTarget, place) + members.map { flow.classes.loose(children[$0]) }
      pieces.append(Piece(children: members.map { children[$0] }, number: numbers.number(key)))
    }
    return pieces
  }

  /// By place: how many values are needed beyond it, long-lived ones left out (a mask that every layer
  /// reads does not make a graph wide).
  static func crossings(_ edges: [ChildEdge], _ place: [Int], _ count: Int) -> [Int] {
    // Small numbers, since a crowded block has as many values as operators.
    var spans: [Int32: (from: Int32, to: Int32, uses: Int32)] = [:]
    for edge in edges {
      let from = Int32(place[edge.source])
      let to = Int32(place[edge.target])
      let known = spans[Int32(edge.value)]
      spans[Int32(edge.value)] = (from, max(to, known?.to ?? to), (known?.uses ?? 0) + 1)
    }
    let longLife = max(FoldTuning.Narrow.longLife, count / 3)
    let narrowing = spans.values.lazy.filter { span in
      span.to > span.from && (span.uses <= FoldTuning.Narrow.fewReaders || span.to - span.from <= longLife)
    }
    return crossingSpans(narrowing.map { (Int($0.from), Int($0.to)) }, below: count)
  }

  /// The wiring of a piece's members among each other. Values from outside are left out: the first piece reads the
  /// model's input, which no child makes, and is like others all the same.
  private static func signature(_ members: [Int], _ edges: [Int: [ChildEdge]], _ place: [Int]) -> [Int] {
    let first = members.first.map { place[$0] } ?? 0
    let last = first + members.count - 1
    var signature: [Int] = []
    for member in members {
      signature.append(-1)
      for edge in edges[member] ?? [] {
        let source = place[edge.source]
        if (first...last).contains(source) { signature.append(source - first) }
      }
    }
    return signature
  }
}
