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
    open()
    self.outline.dissolveSmallBlocks(but: kin)
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
      let inner = outline.blocks[block].items
      guard outline.dissolve(block, in: 0), outline.blocks[0].items.count <= FigureTuning.mostPageItems else {
        return false
      }
      pending += inner.filter(isWanted)
    }
    return true
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
    return block.items.contains { inner in
      guard case .operation(let operation) = outline.items[inner].content else { return false }
      return operation.joins || changesSide(inner)
    }
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
    let places = outline.blocks[0].items.map { item in
      let cell = cells[item] ?? 0
      return ScaleForm.Place(
        level: min(cell, 2 * levels.bottom - cell), isRising: cell > levels.bottom)
    }
    let described = levels.sides.indices.map { level in
      ScaleForm.Level(
        dims: levels.sides[level][0].dims, isExact: levels.sides[level].count == 1,
        channels: levels.channels(level))
    }
    return ScaleForm(
      levels: described, places: places, falls: levels.falls, rises: levels.rises,
      skippedSides: levels.skippedSides)
  }
}

extension OutlineOperator {
  /// Whether it puts several values side by side.
  fileprivate var joins: Bool { node.op.type == "Concat" || node.op.type == "Concatenate" }
}
