import GraphAlgorithms

/// Looks for faults in a tree of blocks, for tests and debug builds.
enum TreeVerifier {
  /// The faults of an indexed tree, in words; none where all is well.
  ///
  /// - Every drawn node is the child of one block, and every hidden node is listed by one block.
  /// - Parents, depths and the order of nodes are as ``BlockTree/index(_:)`` makes them.
  /// - The properties given hold; a model with circles of its own, which no valid file has, is excused from order.
  ///
  /// Cost: linear in nodes and uses, times the depth of blocks.
  static func faults(_ tree: BlockTree, _ flat: FlatGraph, _ properties: TreeProperties) -> [String] {
    var faults: [String] = []
    var seen = [Int](repeating: 0, count: flat.nodes.count)
    var isReached = [Bool](repeating: false, count: tree.blocks.count)
    isReached[0] = true
    var order: [FlatNodeID] = []
    var pending: [Child] = [.block(0)]
    while let next = pending.popLast() {
      guard case .block(let block) = next else {
        if case .node(let node) = next {
          order.append(node)
          seen[node] += 1
          if flat.nodes[node].hidden != nil { faults.append("hidden node \(node) is drawn") }
        }
        continue
      }
      for node in tree.blocks[block].hiddenNodes {
        seen[node] += 1
        if flat.nodes[node].hidden == nil { faults.append("drawn node \(node) is listed as hidden") }
      }
      for case .block(let inner) in tree.blocks[block].children {
        if isReached[inner] { return faults + ["block \(inner) has two parents"] }
        isReached[inner] = true
        if tree.blocks[inner].parent != block { faults.append("block \(inner) has another parent") }
        if tree.blocks[inner].depth != tree.blocks[block].depth + 1 {
          faults.append("block \(inner) has a wrong depth")
        }
      }
      pending += tree.blocks[block].children.reversed()
    }
    for node in seen.indices where seen[node] != 1 {
      faults.append("node \(node) stands \(seen[node]) times")
    }
    if order != Array(tree.order) { faults.append("the order of nodes is stale") }
    guard faults.isEmpty else { return faults }
    if properties.contains(.compact) { faults += trivial(tree, isReached) }
    if !properties.isDisjoint(with: [.convex, .ordered]) { faults += disorder(tree, flat, properties) }
    return faults
  }

  private static func trivial(_ tree: BlockTree, _ isReached: [Bool]) -> [String] {
    tree.blocks.indices.dropFirst().compactMap { block in
      let count = tree.blocks[block].children.count
      guard isReached[block], count < 2, !tree.blocks[block].kind.isBody || count == 0 else { return nil }
      return "block \(block) holds \(count) children"
    }
  }

  /// Blocks whose children feed each other in circles, or against their order.
  private static func disorder(
    _ tree: BlockTree, _ flat: FlatGraph, _ properties: TreeProperties
  ) -> [String] {
    let places = ChildPlaces(tree, flat)
    var edges: [BlockID: [[Int]]] = [:]
    var faults: [String] = []
    for target in tree.order {
      for case let value? in flat.inputs(of: target) {
        guard case .node(let source, _) = flat.values[value].producer, tree.position[source] >= 0
        else { continue }
        // The model has circles of its own, so its blocks may have some.
        if source >= target { return [] }
        let (block, from, to) = places.siblings(around: source, target, tree)
        guard from != to else { continue }
        if properties.contains(.ordered), from > to {
          faults.append("in block \(block) child \(to) reads \(from)")
        }
        let count = tree.blocks[block].children.count
        edges[block, default: [[Int]](repeating: [], count: count)][from].append(to)
      }
    }
    guard properties.contains(.convex) else { return faults }
    for block in edges.keys.sorted() {
      let lists = edges[block] ?? []
      let graph = ImplicitGraph(nodeCount: lists.count) { lists[$0] }
      let circles = graph.strongComponents().filter { $0.count > 1 }
      if !circles.isEmpty { faults.append("children of block \(block) feed each other in a circle") }
    }
    return faults
  }
}
