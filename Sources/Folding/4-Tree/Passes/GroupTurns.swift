/// Gathers blocks that take turns: a run of children that repeats itself exactly with a period of two or more, blocks
/// among them.
///
///       + 0 window                          + 0, 1
///       + 1 shifted window                    + 0 window
///       + 2 window              →             + 1 shifted window
///       + 3 shifted window                  + 2, 3 …
///
/// Needed by Swin (window and shifted window), ALBERT, CoaT and CrossViT: it changes 24 of the 162 real models of
/// ``FoldTuning``.
/// It runs again after ``GroupRecurring``, which makes blocks that may take turns.
///
/// Cost: linear in the children for each of a bounded number of periods.
enum GroupTurns: TreePass {
  static let name = "group-turns"
  static let requires: TreeProperties = [.convex]
  static let mayBreak: TreeProperties = [.compact]

  static func isWanted(_ options: FoldOptions) -> Bool { options.foldsRepeats }

  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool {
    let candidates = tree.blocks(withAtLeast: FoldTuning.Turns.fewestChildren).filter { block in
      tree.blocks[block].children.filter { !tree.isStep($0) }.count > 1
    }
    guard !candidates.isEmpty else { return false }
    var found: [(block: BlockID, turns: [Child], best: Alternation)] = []
    do {
      let flow = BlockFlow(tree: tree, classes: context.classes(of: tree), flat: context.flat)
      for block in candidates {
        let turns = turns(of: Array(tree.blocks[block].children), flow)
        let best = longestAlternation(turns.map(\.number), isBlock: { !flow.tree.isStep(turns[$0].child) })
        guard let best else { continue }
        let children = turns.map(\.child)
        found.append((block, children, connected(best, flow.edges(among: children))))
      }
    }
    for (block, turns, best) in found { wrap(best, of: turns, in: block, &tree) }
    return !found.isEmpty
  }

  /// Puts each turn into a block. The block's children stand in the order of turns then.
  private static func wrap(
    _ best: Alternation, of children: [Child], in block: BlockID, _ tree: inout BlockTree
  ) {
    let end = best.start + best.count * best.period
    let turns = (0..<best.count).map { turn -> Child in
      let start = best.start + turn * best.period
      let members = Array(children[start..<(start + best.period)])
      return .block(tree.addBlock(.pattern, named: name(of: members, tree), in: block, holding: members))
    }
    var changed = children
    changed.replaceSubrange(best.start..<end, with: turns)
    tree.blocks[block].children = ChildList(changed)
  }

  /// The children in topological order, each with a number that is equal for children of equal exact
  /// structure that share the values which live long or come from outside (a mask), whatever feeds the rest.
  private static func turns(of children: [Child], _ flow: BlockFlow) -> [(child: Child, number: Int)] {
    let order = flow.edges(among: children)
      .topologicalOrder(children.count, operatorsFirst: children.map(flow.tree.isStep))
    let inputs = children.map { flow.classes.inputs($0) }
    var readers: [FlatValueID: Int] = [:]
    for values in inputs { for value in values { readers[value, default: 0] += 1 } }
    var numbers = Numbering<[Int]>()
    return order.map { child in
      var key = [flow.classes.exact(children[child])]
      for value in inputs[child] { key.append((readers[value] ?? 0) > 2 ? value : -1) }
      return (children[child], numbers.number(key))
    }
  }

  /// A run of letters that repeats itself.
  private struct Alternation {
    var start: Int
    var period: Int
    /// Where it ends, in the middle of a turn perhaps.
    var end: Int
    /// How many turns are whole.
    var count: Int { (end - start) / period }
  }

  /// The run that covers most letters, of equal ones that of the shortest period, then the first.
  private static func longestAlternation(_ letters: [Int], isBlock: (Int) -> Bool) -> Alternation? {
    var best: Alternation?
    for period in 2...max(2, min(FoldTuning.Turns.longestPeriod, letters.count / 2)) {
      var start = 0
      while start + 2 * period <= letters.count {
        var end = start + period
        while end < letters.count, letters[end] == letters[end - period] { end += 1 }
        let count = (end - start) / period
        if count > 1, count * period > best.map({ $0.count * $0.period }) ?? 0,
          (start..<(start + period)).contains(where: isBlock),
          !RecurringWords.isPeriodic(letters[start..<(start + period)])
        {
          best = Alternation(start: start, period: period, end: end)
        }
        start = max(start + 1, end - period + 1)
      }
    }
    return best
  }

  /// The same run with turns that begin where each is connected, if there is such a place: where equal branches stand beside
  /// each other, what follows one may stand before the next. Then one turn fewer may be whole.
  ///
  /// Cost: linear in edges, times the period, which is bounded.
  private static func connected(_ run: Alternation, _ edges: [ChildEdge]) -> Alternation {
    for start in run.start..<run.start + run.period {
      let shifted = Alternation(start: start, period: run.period, end: run.end)
      guard shifted.count > 1 else { break }
      // By place in a turn: a place that it is connected to, in the first turn.
      var joined = Array(0..<run.period)
      func root(_ place: Int) -> Int {
        var place = place
        while joined[place] != place { place = joined[place] }
        return place
      }
      for edge in edges where edge.source >= start && edge.target >= start {
        let (from, to) = (edge.source - start, edge.target - start)
        guard from < run.period, to < run.period else { continue }
        joined[root(from)] = root(to)
      }
      if Set((0..<run.period).map(root)).count == 1 { return shifted }
    }
    return run
  }

  /// A turn is called after its first and last block.
  private static func name(of children: [Child], _ tree: BlockTree) -> String {
    var titles: [String] = []
    for case .block(let inner) in children where tree.blocks[inner].kind != .idiom {
      titles.append(tree.title(of: inner))
    }
    return Titles.range(titles.first ?? "", titles.last ?? "", count: titles.count)
  }
}
