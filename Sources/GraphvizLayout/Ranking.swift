import Diagnostics

/// Which row every node of a component stands in.
struct Ranking {
  /// By node: its first row.
  var rank: [Int]
  /// By node: how many rows it fills. A box much deeper than others, mostly an open block, fills several, so
  /// that a chain of small boxes beside it needs no wait for its end.
  var depth: [Int]
  /// By piece: the row where it starts, which is also the last row of the piece above it; then the last row.
  var start: [Int]
}

extension Ranking {
  /// How deep a row of ordinary boxes is, with the gap below it.
  private static let pitch = 66.0
  private static let mostRows = 40

  /// The last row that a node fills.
  func lastRow(_ node: Int) -> Int { rank[node] + depth[node] - 1 }

  /// How many rows a wire goes down.
  func span(_ wire: FlowGraph.Wire) -> Int { rank[wire.target] - lastRow(wire.source) }

  /// Ranks a component piece by piece.
  /// - Parameter deep: whether deep boxes may fill several rows.
  init(
    _ graph: FlowGraph, _ pieces: Pieces, deep: Bool, _ solver: inout DotSolver
  ) throws(FoldoutError) {
    rank = Array(repeating: 0, count: graph.nodes.count)
    depth = graph.nodes.map { node in
      guard deep else { return 1 }
      let rows = ((node.height + Bands.leastGap) / Ranking.pitch).rounded(.down)
      return min(max(1, Int(rows)), Ranking.mostRows)
    }
    start = [0]
    var inputs = [Int](repeating: 0, count: graph.nodes.count)
    for wire in graph.wires { inputs[wire.target] += 1 }
    var wires: [[Int]] = Array(repeating: [], count: pieces.nodes.count)
    for index in graph.wires.indices {
      let first = pieces.pieceOfNode[graph.wires[index].source]
      let last = pieces.pieceOfNode[graph.wires[index].target]
      wires[first].append(index)
      if last != first { wires[last].append(index) }
    }
    var local = [Int32](repeating: -1, count: graph.nodes.count)
    let stagger = Stagger(graph)
    for piece in pieces.nodes.indices {
      let base = start[piece]
      let height = try rankPiece(graph, pieces, piece, wires[piece], inputs, stagger, &local, &solver)
      start.append(base + height)
    }
  }

  /// Ranks one piece and gives the number of rows down to the row where the next begins.
  ///
  /// One node stands for all that comes from above and is first, one for all that goes on below and is last.
  private mutating func rankPiece(
    _ graph: FlowGraph, _ pieces: Pieces, _ piece: Int, _ wires: [Int], _ inputs: [Int], _ stagger: Stagger,
    _ local: inout [Int32], _ solver: inout DotSolver
  ) throws(FoldoutError) -> Int {
    var problem = DotProblem(goal: .ranks)
    let isLast = piece == pieces.nodes.count - 1
    var hasTop = piece > 0
    var hasBottom = !isLast
    var boxes: [Int] = []
    for node in pieces.nodes[piece] {
      switch graph.nodes[node].role {
      case .box: boxes.append(node)
      case .entry: hasTop = true
      case .exit: hasBottom = true
      }
    }
    for (index, node) in boxes.enumerated() { local[node] = Int32(index) }
    let top = Int32(boxes.count)
    let bottom = top + (hasTop ? 1 : 0)
    let count = Int(bottom) + (hasBottom ? 1 : 0)
    problem.nodes = Array(repeating: DotProblem.Node(width: 2), count: count)
    var hasInput = [Bool](repeating: false, count: count)
    var hasOutput = [Bool](repeating: false, count: count)
    for index in wires {
      let wire = graph.wires[index]
      let isInside = { (node: Int) in pieces.pieceOfNode[node] == piece && graph.nodes[node].role == .box }
      let tail = isInside(wire.source) ? local[wire.source] : top
      let head = isInside(wire.target) ? local[wire.target] : bottom
      hasOutput[Int(tail)] = true
      hasInput[Int(head)] = true
      problem.edges.append(
        DotProblem.Edge(
          tail: tail, head: head,
          weight: pull(inputs[wire.target] == 1, leavesTop: tail == top, entersBottom: head == bottom),
          minlen: tail == top ? 1 : max(stagger.length(wire), Int32(depth[wire.source]))))
    }
    for box in 0..<top {
      if hasTop && !hasInput[Int(box)] {
        problem.edges.append(DotProblem.Edge(tail: top, head: box, weight: 0))
      }
      if hasBottom && !hasOutput[Int(box)] {
        let rows = Int32(depth[boxes[Int(box)]])
        problem.edges.append(DotProblem.Edge(tail: box, head: bottom, weight: 0, minlen: rows))
      }
    }
    if hasTop && hasBottom { problem.edges.append(DotProblem.Edge(tail: top, head: bottom, weight: 0)) }
    let answer = try solver.solve(problem)
    var height = Int(answer.rank.max() ?? 0)
    for (index, node) in boxes.enumerated() {
      height = max(height, Int(answer.rank[index]) + depth[node] - 1)
    }
    for node in pieces.nodes[piece] {
      let row =
        switch graph.nodes[node].role {
        case .box: Int(answer.rank[Int(local[node])])
        case .entry: 0
        case .exit: height
        }
      rank[node] = start[piece] + row
    }
    return height
  }
}

/// How much a wire wants to be short.
///
/// A box fed by one wire starts a branch or goes on with one: it stands right below what feeds it, so that
/// parallel branches begin side by side and their lines part in one gentle fan. Elsewhere what is made is
/// made near its use.
private func pull(_ isOnlyInput: Bool, leavesTop: Bool, entersBottom: Bool) -> Int32 {
  if isOnlyInput { return 3 }
  return leavesTop || entersBottom ? 1 : 2
}

/// Spreads the many inputs of one box over several rows, so that the page does not become too wide.
struct Stagger {
  private var lengths: [Int: Int32] = [:]
  /// Up to how many boxes without inputs stand side by side before one consumer.
  private static let abreast = 8

  init(_ graph: FlowGraph) {
    var isLeaf = graph.nodes.map { $0.role == .box }
    for wire in graph.wires { isLeaf[wire.target] = false }
    var leaves: [Int: [Int]] = [:]
    for index in graph.wires.indices where isLeaf[graph.wires[index].source] {
      leaves[graph.wires[index].target, default: []].append(index)
    }
    for (_, wires) in leaves where wires.count > Stagger.abreast {
      var abreast = Stagger.abreast
      while abreast * abreast < wires.count * 2 { abreast += 1 }
      // The outermost stand lowest, so that the lines of those above come down between them like a funnel.
      for (index, wire) in wires.enumerated() {
        let fromSide = min(index, wires.count - 1 - index)
        lengths[graph.wires[wire].link] = Int32(1 + fromSide / (abreast / 2))
      }
    }
  }

  /// How many rows a wire spans at least.
  func length(_ wire: FlowGraph.Wire) -> Int32 { lengths[wire.link] ?? 1 }
}
