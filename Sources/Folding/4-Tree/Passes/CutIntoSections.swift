/// Cuts a crowded block into sections, so that no picture has more boxes than a reader can take in.
///
/// Blocks that neither scopes nor recurring structure could fold are cut where the fewest values cross, in pieces
/// of about equal size; a section that is still crowded is cut again. The model itself, which is always
/// open, is cut too where its chain of boxes is longer than a page. A section is a run of the flow, so
/// nothing leaves it and comes back. A stack counts as one item and is never cut, so a section is at most 3/4 of
/// the run it is cut from, and levels are few.
///
///       Conv Relu … (90 operators)   →   + Conv + Relu + …   + Concat + Conv + …   + …
///
/// Needed by detectors, NASNet, Mamba and files without scopes: it changes 17 of the 162 real models of ``FoldTuning``.
///
/// Cost: linear in the children for each level of sections.
enum CutIntoSections: TreePass {
  static let name = "cut-into-sections"
  static let requires: TreeProperties = [.convex]
  static let mayBreak: TreeProperties = [.ordered, .compact]

  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool {
    let fewest = min(Tuning.longest, Tuning.fewestChildren)
    let candidates = tree.blocks(withAtLeast: fewest + 1).filter {
      tree.blocks[$0].children.count > ($0 == 0 ? Tuning.longest : Tuning.fewestChildren)
    }
    guard !candidates.isEmpty else { return false }
    let stacks = context.stacks(of: tree)
    var sections = SectionCutter(tree, context.classes(of: tree), context)
    for block in candidates { sections.cutIfCrowded(block, stacks.gather(block)) }
    guard sections.isChanged else { return false }
    tree = sections.tree
    return true
  }
}

private typealias Tuning = FoldTuning.Sections

/// The cutting of one tree.
private struct SectionCutter {
  private(set) var tree: BlockTree
  private(set) var isChanged = false
  private let flow: BlockFlow
  private let context: FoldContext
  /// Whether a page is to hold all that is drawn, so that lines and items side by side count too.
  private let fitsPage: Bool

  init(_ tree: BlockTree, _ classes: StructuralClasses, _ context: FoldContext) {
    self.tree = tree
    self.context = context
    flow = BlockFlow(tree: tree, classes: classes, flat: context.flat)
    fitsPage = context.options.gathersRest
  }

  mutating func cutIfCrowded(_ block: BlockID, _ drawn: [DrawnItem]) {
    guard
      drawn.count > Tuning.mostItems || (fitsPage && isTangle(drawn)) || (block == 0 && isLarge(drawn))
    else { return }
    cut(block, drawn)
    isChanged = true
  }

  /// The drawn items of a block in order of flow.
  private struct Sequence {
    var items: [DrawnItem]
    /// By place: the price of a cut behind it, and the places it reads from.
    var crossing: [Int]
    var sources: [[Int]]
  }

  private mutating func cut(_ block: BlockID, _ drawn: [DrawnItem]) {
    let edges = drawnEdges(drawn)
    let order = edges.topologicalOrder(drawn.count)
    var place = [Int](repeating: 0, count: drawn.count)
    for (position, item) in order.enumerated() { place[item] = position }
    var sequence = Sequence(
      items: order.map { drawn[$0] }, crossing: NarrowPlaces.crossings(edges, place, drawn.count),
      sources: [[Int]](repeating: [], count: drawn.count))
    for edge in edges { sequence.sources[place[edge.target]].append(place[edge.source]) }
    tree.blocks[block].children = ChildList(
      sections(of: sequence, drawn.indices, in: block, isForced: true))
  }

  /// The lines between drawn items: those inside a stack are left out, so that it stays whole.
  private func drawnEdges(_ drawn: [DrawnItem]) -> [ChildEdge] {
    var owner: [Int] = []
    for (index, item) in drawn.enumerated() { owner += item.members.map { _ in index } }
    return flow.edges(among: drawn.flatMap(\.members)).compactMap { edge in
      let (source, target) = (owner[edge.source], owner[edge.target])
      return source == target ? nil : ChildEdge(source: source, target: target, value: edge.value)
    }
  }

  /// Whether too many pairs of items feed each other.
  private func isTangle(_ drawn: [DrawnItem]) -> Bool {
    let lines = drawn.reduce(0) { sum, item in
      item.members.reduce(sum) { $0 + flow.classes.inputs($1).count }
    }
    guard lines > Tuning.mostPairs else { return false }
    let edges = drawnEdges(drawn)
    return Set(edges.map { $0.source * drawn.count + $0.target }).count > Tuning.mostPairs
  }

  /// Whether a picture with one box for each item would be too long for a page, or too wide.
  private func isLarge(_ drawn: [DrawnItem]) -> Bool {
    let edges = drawnEdges(drawn)
    let extent = Self.extent(drawn.count, edges.map { ($0.source, $0.target) })
    return Int(extent.height) > Tuning.longest || (fitsPage && Int(extent.width) > Tuning.widest)
  }

  /// How many items stand below each other, and side by side.
  private static func extent(_ count: Int, _ pairs: [(from: Int, to: Int)]) -> ExtentEstimate.Extent {
    ExtentEstimate.extent([ExtentEstimate.Extent](repeating: .init(width: 1, height: 1), count: count), pairs)
  }

  /// A run of the flow as sections, where it is crowded.
  private mutating func sections(
    of sequence: Sequence, _ run: Range<Int>, in parent: BlockID, isForced: Bool = false
  ) -> [Child] {
    guard isForced || run.count > Tuning.mostItems else { return sequence.items[run].flatMap(\.members) }
    var runs = Self.runs(sequence, run, count: Tuning.count)
    if fitsPage, Self.width(of: runs, sequence, run) > Tuning.widest {
      runs = Self.runs(sequence, run, count: Tuning.countAbreast)
    }
    return runs.flatMap { own -> [Child] in
      if own.count == 1 { return sequence.items[own.lowerBound].members }
      let name = GroupName.kinds(of: sequence.items[own].flatMap(\.members), tree, context)
      let id = tree.addBlock(.pattern, named: name, in: parent)
      tree.blocks[id].children = ChildList(sections(of: sequence, own, in: id))
      return [.block(id)]
    }
  }

  /// Cuts a run into about so many runs, each where least crosses.
  private static func runs(_ sequence: Sequence, _ run: Range<Int>, count: Int) -> [Range<Int>] {
    let size = max(Tuning.fewestItems, (run.count + count - 1) / count)
    var runs: [Range<Int>] = []
    var start = run.lowerBound
    while start < run.upperBound {
      let end = end(of: start, size: size, sequence.crossing, run.upperBound)
      runs.append(start..<end)
      start = end
    }
    return runs
  }

  /// How many runs stand side by side at most.
  private static func width(of runs: [Range<Int>], _ sequence: Sequence, _ whole: Range<Int>) -> Int {
    var owner = [Int](repeating: 0, count: whole.count)
    for (index, run) in runs.enumerated() { for place in run { owner[place - whole.lowerBound] = index } }
    var pairs: [(from: Int, to: Int)] = []
    for place in whole {
      let target = owner[place - whole.lowerBound]
      for source in sequence.sources[place] where whole.contains(source) {
        let from = owner[source - whole.lowerBound]
        if from != target { pairs.append((from, target)) }
      }
    }
    return Int(extent(runs.count, pairs).width)
  }

  /// Where the section that begins at `start` ends: about `size` further, where least crosses.
  private static func end(of start: Int, size: Int, _ crossing: [Int], _ last: Int) -> Int {
    guard start + size < last else { return last }
    var best = start + size
    var bestPrice = Int.max
    for end in (start + max(1, size / 2))...min(last, start + size + size / 2) {
      let price = crossing[end - 1]
      if price < bestPrice || (price == bestPrice && abs(end - start - size) < abs(best - start - size)) {
        best = end
        bestPrice = price
      }
    }
    return best
  }
}
