import Folding

/// An outline on its way to the overview of a U: blocks that hold several levels are taken apart, what is left stands
/// on one.
struct ScaleOverview {
  private(set) var outline: Outline
  private let levels: ScaleLevels
  private let extents: SampledExtent
  /// By item: its place on the U; nil for what is not there or on several places.
  private var cells: [Int?]
  /// By item: where an operator stands by itself, if its block does not take it along.
  private let own: [Int?]
  /// What was taken apart to find places, outer blocks first.
  private var apart: [Int] = []

  /// Takes apart what is on several places; nil where that can't be done, as for a stack, or leaves too many boxes.
  init?(_ outline: Outline, _ levels: ScaleLevels, _ graph: LeafGraph) {
    self.outline = outline
    self.levels = levels
    extents = SampledExtent(outline)
    var cells: [Int?] = Array(repeating: nil, count: outline.items.count)
    for (node, item) in graph.items.enumerated() { cells[item] = levels.cells[node] }
    own = cells
    let taken = TakenAlong(outline, levels, graph).cells
    for (node, item) in graph.items.enumerated() { cells[item] = taken[node] }
    self.cells = cells
    findCells()
    let found = self.cells
    guard takeApart({ found[$0] == nil }) else { return nil }
    let isGathered = rows > FigureTuning.mostWholeRows && gather(outline)
    var kept = conditions
    // What reaches into the next level is drawn as one box then: so is what does not.
    if isGathered { kept.formUnion(self.outline.innerBlocks(of: 0)) } else { open() }
    self.outline.dissolveSmallBlocks(but: kept.union(kin))
    let items = self.outline.blocks[0].items
    standByThemselves()
    guard items.count <= FigureTuning.mostScaleBoxes, items.allSatisfy({ self.cells[$0] != nil }) else {
      return nil
    }
    for block in self.outline.blocks.indices.dropFirst() { self.outline.blocks[block].isOpen = false }
  }

  /// Finds the places of blocks from what they hold, inner ones first: a parent's number is lower than its children's.
  private mutating func findCells() {
    var ofBlock: [Int?] = Array(repeating: nil, count: outline.blocks.count)
    for block in outline.blocks.indices.reversed() {
      let items = outline.blocks[block].items
      for item in items {
        if cells[item] == nil, let inner = outline.items[item].block { cells[item] = ofBlock[inner] }
      }
      if let first = items.first.flatMap({ cells[$0] }), items.allSatisfy({ cells[$0] == first }) {
        ofBlock[block] = first
      }
    }
  }

  /// The blocks beside the U: what matters of them is that they are there.
  private var conditions: Set<Int> {
    Set(
      outline.blocks[0].items.compactMap { item in
        cells[item] == ScaleLevels.condition ? outline.items[item].block : nil
      })
  }

  /// The blocks on the page that are drawn as another one there is.
  private var kin: Set<Int> {
    let blocks = outline.innerBlocks(of: 0)
    let classes = Alignment(outline).classes
    var counts: [Int: Int] = [:]
    for block in blocks { counts[classes[block], default: 0] += 1 }
    return Set(blocks.filter { counts[classes[$0]] ?? 0 > 1 })
  }

  /// Finds the places of items anew: what was put on the page out of a block stands by itself.
  private mutating func standByThemselves() {
    let taken = cells
    cells = own
    findCells()
    for item in outline.blocks[0].items where cells[item] == nil { cells[item] = taken[item] }
  }

  /// Puts the insides of blocks on the page, outer ones first; false where one can't be, or the page becomes too full.
  ///
  /// Cost: linear in the page for each, and the page is bounded.
  private mutating func takeApart(_ isWanted: (_ item: Int) -> Bool) -> Bool {
    var pending = outline.blocks[0].items.filter(isWanted)
    while let item = pending.popLast() {
      guard let block = outline.items[item].block else { return false }
      apart.append(block)
      let inner = outline.blocks[block].items
      guard outline.dissolve(block, in: 0), outline.blocks[0].items.count <= FigureTuning.mostPageItems else {
        return false
      }
      pending += inner.filter(isWanted)
    }
    return true
  }

  /// Puts what a module has on one place into one box, where that is more than it has on its other place: a level of a
  /// diffusion model has two or three blocks of one kind on each arm, and the module's sampler is on the next one.
  ///
  /// That is how a model is built or it is not: nothing is done where most modules in question are on more places.
  ///
  /// - Parameter whole: the outline before anything was taken apart.
  /// - Returns: whether there are such boxes.
  private mutating func gather(_ whole: Outline) -> Bool {
    let page = Set(outline.blocks[0].items)
    let modules = apart.filter { whole.blocks[$0].kind == .scope }
    let parts = modules.compactMap { module -> (block: Int, all: [Int], chosen: [Int])? in
      let all = whole.items(within: module, on: page)
      let places = Dictionary(grouping: all) { cells[$0] ?? ScaleLevels.condition }
      guard places.count == 2, places[ScaleLevels.condition] == nil,
        let most = places.values.max(by: { $0.count < $1.count }), 2 * most.count > all.count
      else { return nil }
      return (module, all, most)
    }
    guard 2 * parts.count > modules.count else { return false }
    var isGathered = false
    for part in parts where part.chosen.count > 1 {
      guard let item = outline.gather(Set(part.chosen), of: part.all, into: part.block, in: 0) else {
        continue
      }
      cells[item] = cells[part.chosen[0]]
      isGathered = true
    }
    return isGathered
  }

  // MARK: Rows

  /// Takes small chains apart that pool, resample or join: these are what a U is about. Only where all of them leave room
  /// on the page; else they stay closed.
  private mutating func open() {
    var opened = self
    for _ in 0..<FigureTuning.mostOpenings {
      let chains = Set(opened.outline.blocks[0].items.filter(opened.isTransition))
      guard !chains.isEmpty, opened.takeApart({ chains.contains($0) }) else { break }
      guard opened.rows <= FigureTuning.mostScaleRows else { return }
      self = opened
    }
  }

  /// How many rows of boxes there are at least: on each level those of the longer arm.
  private var rows: Int {
    var counts: [Int: Int] = [:]
    for case let cell? in outline.blocks[0].items.map({ cells[$0] }) { counts[cell, default: 0] += 1 }
    return (0...levels.bottom).reduce(0) {
      $0 + max(counts[$1] ?? 0, counts[2 * levels.bottom - $1] ?? 0)
    }
  }

  /// Whether an item is a block, named by an author, that is a chain of a few boxes and among them one that changes the
  /// side or joins.
  private func isTransition(_ item: Int) -> Bool {
    guard let number = outline.items[item].block else { return false }
    let block = outline.blocks[number]
    guard block.repeats == 1, !block.isCard,
      2...FigureTuning.openedOnScale ~= block.items.count, isChain(block),
      block.items.allSatisfy({ own[$0] == nil || own[$0] == cells[$0] })
    else { return false }
    return block.items.contains { outline.joins($0) || changesSide($0) }
  }

  /// Whether no value inside is read twice, and no box reads two values from inside.
  private func isChain(_ block: OutlineBlock) -> Bool {
    var sources: Set<OutlineLink.End> = []
    var targets: Set<Int> = []
    for link in block.links {
      guard case .item(let target, _) = link.target, case .item = link.source else { continue }
      guard sources.insert(link.source).inserted, targets.insert(target).inserted else { return false }
    }
    return true
  }

  private func changesSide(_ item: Int) -> Bool {
    guard let value = outline.items[item].inputs.first?.first, let after = outline.side(item, extents),
      let before = Side(outline.values[value].type, channelsLast: outline.traits.nodesAreLayers, extents)
    else { return false }
    return before.dims != after.dims
  }

  // MARK: The form

  /// What the overview says of its levels, and where its boxes stand.
  var form: ScaleForm {
    let places = outline.blocks[0].items.map { item -> ScaleForm.Place? in
      guard let cell = cells[item], cell != ScaleLevels.condition else { return nil }
      return ScaleForm.Place(level: min(cell, 2 * levels.bottom - cell), isRising: cell > levels.bottom)
    }
    let described = levels.sides.indices.map { level in
      // The middle is of the side above it, which is said there.
      levels.hasMiddle && level == levels.bottom
        ? ScaleForm.Level(dims: [], isExact: true, channels: nil)
        : ScaleForm.Level(
          dims: levels.sides[level][0].dims, isExact: levels.sides[level].count == 1,
          channels: levels.channels(level))
    }
    return ScaleForm(
      levels: described, places: places, falls: levels.falls, rises: levels.rises,
      skippedSides: levels.skippedSides)
  }
}

extension Outline {
  /// The outermost items in a block that stand on a page, in order.
  fileprivate func items(within block: Int, on page: Set<Int>) -> [Int] {
    var found: [Int] = []
    var pending = Array(blocks[block].items.reversed())
    while let item = pending.popLast() {
      if page.contains(item) {
        found.append(item)
      } else if let inner = items[item].block {
        pending += blocks[inner].items.reversed()
      }
    }
    return found
  }
}
