import Folding

/// The test whether a model is a U: a path that contracts and expands again, with skips across equal scales.
///
/// On the longest path from an input to an output, and on the sides (height times width, ``Side``) of what
/// convolutions, pooling and resampling make there, where they are more than 1. It is a U if
/// 1. the side never rises before it is least, and never falls after that;
/// 2. it falls *d* ≥ 2 times and rises *u* ≥ max(2, *d* − 1) times. A detector's pyramid falls five times and rises twice;
/// 3. skips keep the side, and end on at least max(2, *u* − 1) different ones. A skip is a value of the falling arm
///    that the rising one takes: the operators that lead to the first rise are the falling arm, all others the rising
///    one. So an operator on the way of a skip stands where it ends, and an attention gate is a part of the rising arm;
/// 4. skips nest: of two on one side the one that starts later ends earlier;
/// 5. no other line joins the arms or passes a level, and one value goes on to the next level. Of a pyramid each level
///    is read from outside. A few values that depend on no maps may go to any level: these are *conditions*, as the time
///    and the text are of a diffusion model.
///
/// Where skips nest on the least side too, what is between them is a level of its own, the lowest: the middle
/// (``hasMiddle``).
///
/// Operators that make no maps stand where their inputs do, and those that depend on none where they are read. Where
/// the inputs' size is open, sides are compared for one large size (``SampledExtent``). A side that is not known makes
/// no U.
///
/// Cost: linear in operators and lines, and in the levels of each operator, which are few.
struct ScaleLevels {
  /// By level, from the largest side: the sides on it, as far as they differ.
  private(set) var sides: [[Side]] = []
  /// How often the side falls and rises, and on how many sides skips end.
  private(set) var falls = 0
  private(set) var rises = 0
  var skippedSides = 0
  /// By node: its place on the U. The falling arm's levels from the top, then the rising arm's from the bottom;
  /// ``condition`` for what several of them read.
  private(set) var cells: [Int]
  /// Whether the lowest level is of the same side as the one above.
  private(set) var hasMiddle = false
  private let outline: Outline
  let graph: LeafGraph
  /// By node: the side of what it makes.
  private let sideOf: [Side?]

  /// The place of what stands beside the U.
  static let condition = -1

  /// The number of the lowest level, which both arms share.
  var bottom: Int { sides.count - 1 }

  /// Finds the levels; nil where it is no U.
  init?(_ outline: Outline, _ graph: LeafGraph) {
    self.outline = outline
    self.graph = graph
    let extents = SampledExtent(outline)
    sideOf = graph.items.map { outline.side($0, extents) }
    cells = Array(repeating: -1, count: graph.items.count)
    let all = longestPath().filter { sideOf[$0] != nil }
    let maps = all.first { graph.before.successors(of: $0).count > 0 }.flatMap { sideOf[$0] }
    let path = all.filter { sideOf[$0]?.dims.count == maps?.dims.count }
    guard findSides(path), let riser = turn(path), falls >= FigureTuning.fewestScales,
      rises >= max(FigureTuning.fewestScales, falls - 1), place(before: riser), findSkips()
    else { return nil }
  }

  /// The level of a side; nil where there is none of it.
  private func level(_ side: Side) -> Int? { sides.firstIndex { $0.first?.isLike(side) ?? false } }

  /// The longest path from an input to an output, by the number of operators. Cost: linear.
  private func longestPath() -> [Int] {
    var length = Array(repeating: -1, count: graph.items.count)
    var last = Array(repeating: -1, count: graph.items.count)
    var end: Int?
    for node in graph.order {
      if case .input = outline.items[graph.items[node]].content { length[node] = 0 }
      for source in graph.before.successors(of: node)
      where length[source] >= 0 && length[source] >= length[node] {
        length[node] = length[source] + 1
        last[node] = source
      }
      guard case .output = outline.items[graph.items[node]].content else { continue }
      if length[node] > end.map({ length[$0] }) ?? 0 { end = node }
    }
    var path: [Int] = []
    while let node = end {
      path.append(node)
      end = last[node] >= 0 ? last[node] : nil
    }
    return path.reversed()
  }

  /// Gathers the sides on a path into levels.
  private mutating func findSides(_ path: [Int]) -> Bool {
    for side in path.compactMap({ sideOf[$0] }) {
      if let level = level(side) {
        if !sides[level].contains(where: { $0.dims == side.dims }) { sides[level].append(side) }
      } else {
        sides.append([side])
      }
      guard sides.count <= FigureTuning.mostScales else { return false }
    }
    sides.sort { $0[0].area > $1[0].area }
    return sides.count > FigureTuning.fewestScales
  }

  /// Counts falls and rises along a path, and finds the first operator that rises; nil where the side rises before it is
  /// least or falls after that.
  private mutating func turn(_ path: [Int]) -> Int? {
    var riser: Int?
    var last: Int?
    for node in path {
      guard let level = sideOf[node].flatMap(level) else { return nil }
      if let last, level > last {
        guard riser == nil else { return nil }
        falls += 1
      } else if let last, level < last {
        guard riser != nil || last == bottom else { return nil }
        riser = riser ?? node
        rises += 1
      }
      last = level
    }
    return riser
  }

  /// How many maps the last operator makes on a level of the falling arm, where an operator of the rising arm makes as
  /// many there.
  func channels(_ level: Int) -> Int64? {
    var last: Int64?
    var rising: Set<Int64> = []
    for node in graph.order {
      if case .input = outline.items[graph.items[node]].content { continue }
      guard let side = sideOf[node] else { continue }
      if cells[node] == level { last = side.channels }
      if cells[node] == 2 * bottom - level, let count = side.channels { rising.insert(count) }
    }
    return last.flatMap { rising.contains($0) ? $0 : nil }
  }

  // MARK: Places

  /// Puts every node on an arm and a level; false where there is a side off the path that no level has.
  private mutating func place(before riser: Int) -> Bool {
    let isFalling = ancestors(of: riser)
    var level: [Int?] = Array(repeating: nil, count: graph.items.count)
    for node in graph.order {
      if let side = sideOf[node], side.dims.count == sides[0][0].dims.count {
        level[node] = self.level(side)
        if level[node] != nil { continue }
        guard case .input = outline.items[graph.items[node]].content else { return false }
      }
      let sources = graph.before.successors(of: node)
      let own = sources.filter { isFalling[$0] == isFalling[node] }.compactMap { level[$0] }
      let all = sources.compactMap { level[$0] }
      level[node] = isFalling[node] ? own.max() : own.min() ?? all.max()
    }
    var found = level.indices.map { node in
      level[node].map { isFalling[node] ? $0 : 2 * bottom - $0 }
    }
    partMiddle(&found)
    return placeConditions(found)
  }

  /// Puts what depends on no maps where it is read, or beside the U; false where nothing reads it, or where there are too
  /// many values beside the U.
  private mutating func placeConditions(_ found: [Int?]) -> Bool {
    var found = found
    for node in graph.order.reversed() where found[node] == nil {
      let readers = Set(graph.behind.successors(of: node).map { found[$0] ?? Self.condition })
      guard let first = readers.first else { return false }
      found[node] = readers.count == 1 ? first : Self.condition
    }
    cells = found.map { $0 ?? Self.condition }
    let given = graph.edges.filter { cells[$0.from] == Self.condition && cells[$0.to] != Self.condition }
    return Set(given.map(\.from)).count <= FigureTuning.mostConditions
  }

  /// Where skips nest on the lowest level, makes what is between the innermost one's ends a level of its own.
  private mutating func partMiddle(_ found: inout [Int?]) {
    guard let (start, end) = innermostJoin(found) else { return }
    let isBefore = ancestors(of: end)
    var isFalling = ancestors(of: start)
    isFalling[start] = true
    let old = bottom
    guard found.indices.contains(where: { found[$0] == old && isBefore[$0] && !isFalling[$0] }) else {
      return
    }
    hasMiddle = true
    sides.append(sides[old])
    for node in found.indices {
      guard let cell = found[node], cell >= old else { continue }
      let isRising = cell > old || !isBefore[node]
      if isRising { found[node] = cell + 2 } else if !isFalling[node] { found[node] = cell + 1 }
    }
  }

  /// The ends of the innermost of the lines on the lowest level that join what comes from farther away to maps, as further
  /// channels, where there are several and each is around the next.
  private func innermostJoin(_ found: [Int?]) -> (start: Int, end: Int)? {
    let position = graph.position
    var skips: [(start: Int, end: Int)] = []
    for node in graph.order where found[node] == bottom && outline.joins(graph.items[node]) {
      let sources = Set(graph.before.successors(of: node)).sorted { position[$0] < position[$1] }
      guard let start = sources.first, sources.count == 2, found[start] == bottom else { continue }
      skips.append((start, node))
    }
    skips.sort { position[$0.start] < position[$1.start] }
    guard skips.count >= FigureTuning.fewestMiddleSkips,
      zip(skips, skips.dropFirst()).allSatisfy({
        position[$0.start] < position[$1.start] && position[$0.end] > position[$1.end]
      })
    else { return nil }
    return skips.last
  }

  /// By node: whether a node depends on it.
  private func ancestors(of end: Int) -> [Bool] {
    var isAncestor = Array(repeating: false, count: graph.items.count)
    for node in graph.order.reversed() where isAncestor[node] || node == end {
      for source in graph.before.successors(of: node) { isAncestor[source] = true }
    }
    return isAncestor
  }
}
