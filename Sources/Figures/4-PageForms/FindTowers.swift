import Folding

extension Figure {
  /// The figure with an overview that is a pair of towers, if it is one once the frames of large blocks are gone: what reads
  /// the first tower stands inside the second one's.
  ///
  /// Cost: that of looking for towers, and linear in the page for each frame.
  public var asTowers: Figure? {
    var open = overview
    var pending = open.innerBlocks(of: 0)
    var count = 0
    let least = FigureTuning.smallestTower * Double(open.blocks[0].operatorCount)
    while let block = pending.popLast(), count < FigureTuning.mostFrames {
      let own = open.blocks[block]
      guard own.isOpen, Double(own.operatorCount) >= least, open.dissolve(block, in: 0) else { continue }
      count += 1
      pending += own.items.compactMap { open.items[$0].block }
    }
    guard let second = open.secondTower() else { return nil }
    var figure = self
    (figure.overview, figure.secondTower) = (open, second)
    return figure
  }

  /// The figure with stacks open that hold blocks with letters: towers leave room for them.
  ///
  /// Cost: linear in the page, and in the blocks inside.
  public var withOpenStacks: Figure {
    var figure = self
    for block in overview.innerBlocks(of: 0) {
      let own = overview.blocks[block]
      guard !own.isOpen, own.repeats > 1, detailOf[block] == nil,
        own.items.count <= FigureTuning.boxes.upperBound, !letters(of: block).isEmpty
      else { continue }
      figure.overview.blocks[block].isOpen = true
    }
    return figure
  }
}

extension Outline {
  /// By item of the page: whether it is part of the second of two towers in series, such as a decoder that reads what an encoder
  /// gives; nil where there are none.
  ///
  /// A value is the memory of such a pair if
  /// 1. it is taken in two places at least, a stack being as many as it stands for, each of which also takes something that
  ///    does not lead to it, the first of them something that does not come from it either, and begins beside it: cross
  ///    attention takes the decoder's own state;
  /// 2. what leads to it, the first tower, and the places with all that they lead to and all that else leads to them, the
  ///    second, both hold a fifth of the model's operators or more.
  ///
  /// Of several such values the last one wins: a norm behind the encoder is part of the encoder. A U-Net is no such pair:
  /// what its joins take besides leads to the bottom. Nor are two inputs that join once, or blocks that all take a small
  /// embedding.
  ///
  /// Cost: items times links of the page, which is bounded; a larger page has none.
  func secondTower() -> [Bool]? {
    let page = blocks[0]
    guard page.items.count <= FigureTuning.mostTowerItems else { return nil }
    let flow = PageFlow(page)
    guard flow.isOrdered else { return nil }
    let search = TowerSearch(flow: flow, weights: page.items.map(weight), times: page.items.map(times))
    for memory in page.items.indices.reversed() {
      if let second = search.second(after: memory) { return search.sides(second) }
    }
    return nil
  }

  private func weight(_ item: Int) -> Int {
    guard let block = items[item].block else { return 1 }
    let (weight, isOver) = blocks[block].operatorCount.multipliedReportingOverflow(by: blocks[block].repeats)
    return isOver ? FigureTuning.mostTowerWeight : min(weight, FigureTuning.mostTowerWeight)
  }

  private func times(_ item: Int) -> Int {
    guard let block = items[item].block else { return 1 }
    return blocks[block].repeats
  }
}

/// Looks for the second tower of a page.
private struct TowerSearch {
  let flow: PageFlow
  /// By item: its operators, and how often it stands there.
  let weights: [Int]
  let times: [Int]

  /// The second tower, if an item gives the memory that it reads.
  func second(after memory: Int) -> Set<Int>? {
    let before = flow.ancestors(of: [memory]).union([memory])
    let joins = flow.readers[memory].filter { join in
      flow.makers[join].contains { !before.contains($0) }
    }
    // The first of them takes something that has nothing to do with the memory; what a residual adds comes from it.
    guard let first = joins.min() else { return nil }
    let behind = flow.descendants(of: [memory]).union(before)
    let own = flow.makers[first].filter { !behind.contains($0) }
    guard
      flow.ancestors(of: own).union(own).contains(where: { flow.makers[$0].isEmpty && !before.contains($0) })
    else { return nil }
    var places = 0
    for join in joins { places += max(1, times[join]) }
    guard places >= FigureTuning.fewestJoins else { return nil }
    let after = flow.descendants(of: joins).union(joins)
    let second = after.union(flow.ancestors(of: Array(after))).subtracting(before)
    let least = FigureTuning.smallestTower * Double(weights.reduce(0, +))
    guard Double(weight(of: before)) >= least, Double(weight(of: second)) >= least else { return nil }
    return second
  }

  private func weight(of items: Set<Int>) -> Int {
    var sum = 0
    for item in items { sum += weights[item] }
    return sum
  }

  /// What reads the second tower is part of it; all else is of the first.
  func sides(_ second: Set<Int>) -> [Bool] {
    var isSecond: [Bool] = []
    for item in flow.makers.indices {
      isSecond.append(second.contains(item) || flow.makers[item].contains { isSecond[$0] })
    }
    return isSecond
  }
}

/// What leads where on a page.
private struct PageFlow {
  /// By item: the items that it reads, and those that read it.
  private(set) var makers: [[Int]]
  private(set) var readers: [[Int]]

  init(_ page: OutlineBlock) {
    makers = page.items.map { _ in [] }
    readers = makers
    for link in page.links {
      guard case .item(let source, _) = link.source, case .item(let target, _) = link.target else { continue }
      makers[target].append(source)
      if !readers[source].contains(target) { readers[source].append(target) }
    }
  }

  /// Whether each item only reads those before it.
  var isOrdered: Bool { makers.indices.allSatisfy { item in makers[item].allSatisfy { $0 < item } } }

  func ancestors(of items: [Int]) -> Set<Int> { reached(from: items, makers) }
  func descendants(of items: [Int]) -> Set<Int> { reached(from: items, readers) }

  private func reached(from items: [Int], _ next: [[Int]]) -> Set<Int> {
    var found: Set<Int> = []
    var pending = items
    while let item = pending.popLast() {
      for other in next[item] where found.insert(other).inserted { pending.append(other) }
    }
    return found
  }
}
