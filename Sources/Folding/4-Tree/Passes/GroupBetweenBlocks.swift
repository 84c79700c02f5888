import GraphAlgorithms

/// Gathers the loose operators of a crowded block into regions between the same named blocks.
///
/// Two operators belong to one region if the same blocks lie before them and the same behind them, and
/// operators of the region connect them. Such a region has no way out and back in: a block in between would
/// lie behind one and not behind the other.
///
///       + backbone                    + backbone
///       Conv Reshape … (60)     →     + Conv + Reshape + …
///       + head                        + head
///
/// Needed by detectors (Faster R-CNN, FCOS, RetinaNet, SSDLite), whose heads and post-processing leave hundreds of
/// operators beside a few named blocks, and by CoaT and NASNetMobile.
///
/// Cost: operators times named blocks, bounded; beyond the bound nothing is gathered.
enum GroupBetweenBlocks: GroupingPass {
  static let name = "group-between-blocks"
  static let fewestChildren = FoldTuning.BetweenBlocks.fewestOperators + 2

  static func groups(in block: BlockID, _ flow: BlockFlow, _ context: FoldContext) -> [ChildGroup] {
    let children = Array(flow.tree.blocks[block].children)
    let isStep = children.map(flow.tree.isStep)
    let operators = isStep.lazy.filter(\.self).count
    let named = children.count - operators
    guard named >= 2, operators >= FoldTuning.BetweenBlocks.fewestOperators,
      operators * named < FoldTuning.BetweenBlocks.mostWork
    else { return [] }
    let edges = flow.edges(among: children)
    let regions = Regions(
      children: children, isStep: isStep, edges: edges, sequence: edges.topologicalOrder(children.count)
    ).find()
    return regions.map { region in
      ChildGroup(places: region, name: GroupName.kinds(of: region.map { children[$0] }, flow.tree, context))
    }
  }
}

/// The search in one block.
private struct Regions {
  let children: [Child]
  let isStep: [Bool]
  let edges: [ChildEdge]
  let sequence: [Int]

  func find() -> [[Int]] {
    let before = reached(sequence, edges.map { ($0.source, $0.target) })
    let behind = reached(sequence.reversed(), edges.map { ($0.target, $0.source) })
    var groups = DisjointSets(count: children.count)
    for edge in edges where isStep[edge.source] && isStep[edge.target] {
      if before[edge.source] == before[edge.target], behind[edge.source] == behind[edge.target] {
        groups.join(edge.source, edge.target)
      }
    }
    let regions = children.indices.filter { isStep[$0] }
      .orderedGroups { groups.representative(of: $0) }
    return regions.filter { $0.count >= FoldTuning.BetweenBlocks.smallestRegion }
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
        if isStep[source], union.isEmpty, sole == 0 || sole == setOf[source] {
          sole = setOf[source]
          continue
        }
        if let only = sole { union.formUnion(sets[only]) }
        sole = nil
        union.formUnion(sets[setOf[source]])
        if !isStep[source] { union.insert(source) }
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
