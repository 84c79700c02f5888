import GraphAlgorithms

/// How values flow among the children of a block.
struct BlockFlow {
  let tree: BlockTree
  let classes: StructuralClasses
  let flat: FlatGraph

  /// The values that some children hand to each other, reader by reader. Cost: linear in their inputs, times the
  /// logarithm of the children.
  func edges(among children: [Child]) -> [ChildEdge] {
    let holders = Holders(children, tree)
    var edges: [ChildEdge] = []
    for (index, child) in children.enumerated() {
      for value in classes.inputs(child) {
        if case .node(let node, _) = flat.values[value].producer,
          let source = holders.child(at: tree.position[node]), source != index
        {
          edges.append(ChildEdge(source: source, target: index, value: value))
        }
      }
    }
    return edges
  }

  /// Which of some children holds a place in tree order.
  private struct Holders {
    /// The children's runs, ascending.
    private var runs: [(range: Range<Int>, child: Int)]

    init(_ children: [Child], _ tree: BlockTree) {
      runs = children.enumerated().map { (tree.range(of: $1), $0) }
      let isSorted = zip(runs, runs.dropFirst()).allSatisfy { $0.range.lowerBound <= $1.range.lowerBound }
      if !isSorted { runs.sort { ($0.range.lowerBound, $0.child) < ($1.range.lowerBound, $1.child) } }
    }

    /// Cost: logarithmic in the children.
    func child(at place: Int) -> Int? {
      let index = runs.partitioningIndex { $0.range.upperBound > place }
      return index < runs.count && runs[index].range.contains(place) ? runs[index].child : nil
    }
  }
}

/// One value that a child of a block hands to another: both by their places among the children. It takes 12 bytes, since
/// a crowded block has as many as values.
struct ChildEdge {
  private let sourcePlace, targetPlace, valueNumber: Int32

  init(source: Int, target: Int, value: FlatValueID) {
    sourcePlace = Int32(source)
    targetPlace = Int32(target)
    valueNumber = Int32(value)
  }

  var source: Int { Int(sourcePlace) }
  var target: Int { Int(targetPlace) }
  var value: FlatValueID { Int(valueNumber) }
}

extension [ChildEdge] {
  /// Children so that values flow forwards, near their old order. Children on a circle come last.
  ///
  /// Goes depth first along the children that just became ready, so that branches stay together, which no
  /// ``Worklist`` does.
  ///
  /// - Parameter operatorsFirst: where given, children marked come as soon as they can, before others.
  func topologicalOrder(_ count: Int, operatorsFirst: [Bool]? = nil) -> [Int] {
    let isSorted = self.allSatisfy { $0.source < $0.target }
    if isSorted, operatorsFirst == nil { return [Int](0..<count) }
    var waiting = [Int](repeating: 0, count: count)
    var targets = [[Int]](repeating: [], count: count)
    for edge in self {
      waiting[edge.target] += 1
      targets[edge.source].append(edge.target)
    }
    var order: [Int] = []
    let isEager = operatorsFirst ?? [Bool](repeating: false, count: count)
    let ready = (0..<count).reversed().filter { waiting[$0] == 0 }
    var eager = ready.filter { isEager[$0] }
    var patient = ready.filter { !isEager[$0] }
    var done = [Bool](repeating: false, count: count)
    while let next = eager.popLast() ?? patient.popLast() {
      order.append(next)
      done[next] = true
      for target in targets[next].reversed() {
        waiting[target] -= 1
        guard waiting[target] == 0 else { continue }
        if isEager[target] { eager.append(target) } else { patient.append(target) }
      }
    }
    return order + (0..<count).filter { !done[$0] }
  }

  /// Runs of children that satisfy a condition and feed each other alone, each longer run as far as it goes.
  ///
  /// Two children are linked where the second alone reads the first, and of its siblings reads no other. `reader` is
  /// the only child that reads the last of a run, if there is just one.
  func loneRuns(
    _ count: Int, where isEligible: (Int) -> Bool, canFollow: (Int) -> Bool = { _ in true }
  ) -> [(run: [Int], reader: Int?)] {
    var sources = [[Int]](repeating: [], count: count)
    var targets = [[Int]](repeating: [], count: count)
    for edge in self {
      // Two ends are as good as many: all that is asked is whether there is just one.
      if sources[edge.target].count < 2 { sources[edge.target].append(edge.source) }
      if targets[edge.source].count < 2 { targets[edge.source].append(edge.target) }
    }
    func isLinked(_ from: Int, _ to: Int) -> Bool {
      isEligible(from) && isEligible(to) && targets[from] == [to] && sources[to] == [from] && canFollow(to)
    }
    var runs: [(run: [Int], reader: Int?)] = []
    for head in 0..<count where isEligible(head) {
      if let source = sources[head].first, isLinked(source, head) { continue }
      var run = [head]
      var last = head
      while let next = targets[last].first, isLinked(last, next) {
        run.append(next)
        last = next
      }
      runs.append((run, targets[last].count == 1 ? targets[last][0] : nil))
    }
    return runs
  }
}
