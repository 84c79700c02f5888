import Diagnostics

/// Phase 1: assigns every node of a component to layers.
struct Layering {
  /// By node: its first layer.
  var firstLayer: [Int]
  /// By node: how many layers it fills. A box much deeper than others, mostly an open block, fills several, so
  /// that a chain of small boxes beside it needs no wait for its end.
  var extent: [Int]
  /// By part: the layer where it starts, which is also the last layer of the part above it; then the last layer.
  var partStart: [Int]
}

extension Layering {
  /// How deep a layer of ordinary boxes is, with the gap below it.
  /// The last layer that a node fills.
  func lastLayer(_ node: Int) -> Int { firstLayer[node] + extent[node] - 1 }

  /// How many layers an edge goes down.
  func span(_ edge: FlowGraph.Edge) -> Int { firstLayer[edge.target] - lastLayer(edge.source) }

  /// Ranks a component part by part.
  /// - Parameter deep: whether deep boxes may fill several layers.
  init(
    _ graph: FlowGraph, _ partition: Partition, deep: Bool, _ solver: inout DotSolver
  ) throws(FoldoutError) {
    firstLayer = Array(repeating: 0, count: graph.nodes.count)
    extent = graph.nodes.map { node in
      guard deep else { return 1 }
      let layers = ((node.height + LayoutTuning.layerGap) / LayoutTuning.layerPitch).rounded(.down)
      return min(max(1, Int(layers)), LayoutTuning.mostLayersOfBox)
    }
    partStart = [0]
    var inputs = [Int](repeating: 0, count: graph.nodes.count)
    for edge in graph.edges { inputs[edge.target] += 1 }
    var edges: [[Int]] = Array(repeating: [], count: partition.nodes.count)
    for index in graph.edges.indices {
      let first = partition.partOfNode[graph.edges[index].source]
      let last = partition.partOfNode[graph.edges[index].target]
      edges[first].append(index)
      if last != first { edges[last].append(index) }
    }
    var local = [Int32](repeating: -1, count: graph.nodes.count)
    let stagger = SourceStagger(graph)
    for part in partition.nodes.indices {
      let base = partStart[part]
      let height = try rankPart(graph, partition, part, edges[part], inputs, stagger, &local, &solver)
      partStart.append(base + height)
    }
  }

  /// Ranks one part; returns the number of layers down to the layer where the next begins.
  ///
  /// One node stands for everything above the part and is first, one for everything below and is last.
  private mutating func rankPart(
    _ graph: FlowGraph, _ partition: Partition, _ part: Int, _ edges: [Int], _ inputs: [Int],
    _ stagger: SourceStagger,
    _ local: inout [Int32], _ solver: inout DotSolver
  ) throws(FoldoutError) -> Int {
    var problem = DotProblem(goal: .ranks)
    let isLast = part == partition.nodes.count - 1
    var hasTop = part > 0
    var hasBottom = !isLast
    var boxes: [Int] = []
    for node in partition.nodes[part] {
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
    for index in edges {
      let edge = graph.edges[index]
      let isInside = { (node: Int) in partition.partOfNode[node] == part && graph.nodes[node].role == .box }
      let tail = isInside(edge.source) ? local[edge.source] : top
      let head = isInside(edge.target) ? local[edge.target] : bottom
      hasOutput[Int(tail)] = true
      hasInput[Int(head)] = true
      problem.edges.append(
        DotProblem.Edge(
          tail: tail, head: head,
          weight: pull(inputs[edge.target] == 1, leavesTop: tail == top, entersBottom: head == bottom),
          minlen: tail == top ? 1 : max(stagger.length(edge), Int32(extent[edge.source]))))
    }
    for box in 0..<top {
      if hasTop && !hasInput[Int(box)] {
        problem.edges.append(DotProblem.Edge(tail: top, head: box, weight: 0))
      }
      if hasBottom && !hasOutput[Int(box)] {
        let layers = Int32(extent[boxes[Int(box)]])
        problem.edges.append(DotProblem.Edge(tail: box, head: bottom, weight: 0, minlen: layers))
      }
    }
    if hasTop && hasBottom { problem.edges.append(DotProblem.Edge(tail: top, head: bottom, weight: 0)) }
    let answer = try solver.solve(problem)
    var height = Int(answer.rank.max() ?? 0)
    for (index, node) in boxes.enumerated() {
      height = max(height, Int(answer.rank[index]) + extent[node] - 1)
    }
    for node in partition.nodes[part] {
      let layer =
        switch graph.nodes[node].role {
        case .box: Int(answer.rank[Int(local[node])])
        case .entry: 0
        case .exit: height
        }
      firstLayer[node] = partStart[part] + layer
    }
    return height
  }
}

/// The weight of keeping an edge short.
///
/// A box fed by one edge starts a branch or goes on with one: it stands right below what feeds it, so that
/// parallel branches begin side by side and their lines part in one gentle fan. Elsewhere a
/// value is made near its use.
private func pull(_ isOnlyInput: Bool, leavesTop: Bool, entersBottom: Bool) -> Int32 {
  if isOnlyInput { return LayoutTuning.rankWeight.onlyInput }
  return leavesTop || entersBottom ? LayoutTuning.rankWeight.border : LayoutTuning.rankWeight.other
}
