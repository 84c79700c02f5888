import ModelGraph
import OperatorCatalog

private typealias Tuning = FoldTuning.Opening

/// Decides which blocks are open.
///
/// By default boxes are spent where they show most. Blocks are judged by their *kind* (their loose class):
/// siblings of a kind are opened together where that costs little, else one of them as an example; the
/// heaviest kind first, where weight is the share of the model's operators in blocks of the kind,
/// discounted by depth, so that the picture grows breadth first. Then the others of a kind are opened,
/// all together or not at all. A block is opened only while the picture keeps to its number of boxes and,
/// unless the caller set a number, to about a page's height, of which no kind may take more than its share.
struct OpeningPolicy {
  private let outline: Outline
  /// By block: whether it is open. Beside the outline, of which there is no need to have two then.
  private var isOpen: [Bool]
  private let classes: [Int]
  private let options: FoldOptions
  /// Blocks that stay closed, whatever the budget.
  private let closed: Set<Int>
  /// How tall the picture may grow.
  private var pageHeight: Double
  private var boxes: Int
  private var shown: Set<Int> = []
  private var parents: [Int]
  /// By block: its estimated extent when open as things stand.
  private var extents: [ExtentEstimate.Extent?]
  /// By loose class: the operators of the model that stand in blocks of it.
  private var kindWeights: [Int: Double] = [:]
  /// The whole model's weight.
  private var totalWeight = 0.0

  static func decide(_ outline: inout Outline, _ options: FoldOptions) {
    let isOpen = openBlocks(of: outline, options)
    for block in outline.blocks.indices { outline.blocks[block].isOpen = isOpen[block] }
  }

  private static func openBlocks(of outline: Outline, _ options: FoldOptions) -> [Bool] {
    var opening = OpeningPolicy(outline, options)
    opening.run()
    return opening.isOpen
  }

  private init(
    _ outline: Outline, _ options: FoldOptions, closed: Set<Int> = [], pageHeight: Double = Tuning.pageHeight
  ) {
    self.outline = outline
    self.closed = closed
    self.pageHeight = pageHeight
    isOpen = outline.blocks.map(\.isOpen)
    classes = outline.looseClasses
    self.options = options
    boxes = outline.blocks[0].items.count
    parents = outline.parents
    extents = [ExtentEstimate.Extent?](repeating: nil, count: outline.blocks.count)
  }

  /// Decides an overview: some blocks stay closed, others are wanted open, outer ones first, as far as a page goes.
  static func decideOverview(
    _ outline: inout Outline, _ options: FoldOptions, closed: Set<Int>, wanted: [Int]
  ) {
    for block in outline.blocks.indices { outline.blocks[block].isOpen = false }
    var opening = OpeningPolicy(outline, options, closed: closed, pageHeight: Tuning.wantedHeight)
    opening.open(0)
    for block in wanted where opening.isOpen[opening.parents[block]] { opening.openIfFits([block]) }
    opening.pageHeight = Tuning.overviewHeight
    opening.openWhole()
    let isOpen = opening.isOpen
    for block in outline.blocks.indices { outline.blocks[block].isOpen = isOpen[block] }
  }

  private mutating func run() {
    open(0)
    for block in outline.blocks.indices.dropFirst() where options.open.contains(where: { matches(block, $0) })
    {
      var next = block
      while !isOpen[next] {
        open(next)
        next = parents[next]
      }
    }
    if let depth = options.depth {
      openLevels(above: depth)
    } else {
      spendBudget()
    }
  }

  private func matches(_ block: Int, _ glob: Glob) -> Bool {
    let own = outline.blocks[block]
    return OutlineBlock.matches(
      glob, name: own.path, title: own.title, className: own.className, idiom: own.idiom?.title,
      path: own.path)
  }

  private func isKeptClosed(_ block: Int) -> Bool { options.fold.contains { matches(block, $0) } }

  /// Whether the budget may open a block: what is drawn like an operator shows nothing inside that its name does not say.
  private func mayOpen(_ block: Int) -> Bool {
    !isKeptClosed(block) && !closed.contains(block) && !outline.blocks[block].isCard
  }

  private mutating func open(_ block: Int) {
    guard !isOpen[block] else { return }
    isOpen[block] = true
    shown.insert(classes[block])
    if block != 0 { boxes += outline.blocks[block].items.count - 1 }
    forgetHeights(from: block)
  }

  private mutating func openLevels(above depth: Int) {
    var level = [0]
    var remaining = depth
    while remaining > 0, !level.isEmpty {
      remaining -= 1
      level = level.flatMap { outline.innerBlocks(of: $0) }.filter { !isKeptClosed($0) }
      for block in level { open(block) }
    }
  }

  private mutating func spendBudget() {
    weighKinds()
    var rejected: Set<Int> = []
    while let block = heaviestNovel(rejected) {
      let kin = outline.innerBlocks(of: parents[block]).filter {
        classes[$0] == classes[block] && !isOpen[$0] && mayOpen($0)
      }
      if kin.count > 1, openIfFits(kin, atMost: Tuning.largestShare) { continue }
      if !openIfFits(
        [block], atMost: height(0) > pageHeight / 2 ? Tuning.largestShare : pageHeight)
      {
        rejected.insert(block)
      }
    }
    openWhole()
  }

  /// Opens blocks from the outside in, those of a kind in one parent together.
  private mutating func openWhole() {
    var level = [0]
    while !level.isEmpty {
      let inner = level.flatMap { outline.innerBlocks(of: $0) }
      openKinds(inner.filter { !isOpen[$0] && mayOpen($0) })
      level = inner.filter { isOpen[$0] }
    }
  }

  private mutating func weighKinds() {
    var weights = [Double](repeating: 0, count: outline.blocks.count)
    for block in outline.blocks.indices.reversed() {
      for item in outline.blocks[block].items {
        let times = Double(outline.items[item].repeats)
        switch outline.items[item].content {
        case .operation(let operation):
          weights[block] += times * Tuning.weight(of: Operators.info(for: operation.node.op).kind)
        case .block(let inner): weights[block] += times * weights[inner]
        default: break
        }
      }
    }
    totalWeight = weights[0]
    var times = [Double](repeating: 1, count: outline.blocks.count)
    for block in outline.blocks.indices.dropFirst() {
      times[block] = times[parents[block]] * Double(outline.blocks[block].repeats)
      kindWeights[classes[block], default: 0] += times[block] * weights[block]
    }
  }

  /// The closed block in an open one whose kind has no example yet and weighs most; of a kind, the one that
  /// stands for most, else the first.
  private func heaviestNovel(_ rejected: Set<Int>) -> Int? {
    var best: (block: Int, score: Double, stands: Int)?
    var level = [(block: 0, score: 1.0, repeats: 1)]
    while !level.isEmpty {
      var next: [(block: Int, score: Double, repeats: Int)] = []
      for (open, factor, repeats) in level {
        for block in outline.innerBlocks(of: open) {
          if isOpen[block] {
            next.append((block, factor * Tuning.depthDiscount, repeats * outline.blocks[block].repeats))
          } else if !shown.contains(classes[block]), !rejected.contains(block), mayOpen(block),
            outline.blocks[block].operatorCount > Tuning.trivialSize
          {
            let weight = kindWeights[classes[block]] ?? 0
            guard weight >= Tuning.smallestShare * totalWeight else { continue }
            let score = factor * weight
            let stands = repeats * outline.blocks[block].repeats
            if score > best?.score ?? 0
              || (classes[block] == best.map { classes[$0.block] } && stands > best?.stands ?? 0)
            {
              best = (block, max(score, best?.score ?? 0), stands)
            }
          }
        }
      }
      level = next
    }
    return best?.block
  }

  /// Blocks of one kind in one parent are opened together or not at all.
  private mutating func openKinds(_ candidates: [Int]) {
    for group in candidates.orderedGroups(by: { [parents[$0], classes[$0]] }) { openIfFits(group) }
  }

  /// Opens blocks if the picture stays within bounds; says whether it did.
  @discardableResult
  private mutating func openIfFits(_ group: [Int], atMost share: Double = .infinity) -> Bool {
    let added = group.reduce(0) { $0 + outline.blocks[$1].items.count - 1 }
    guard boxes + added <= options.maxBoxes ?? FoldOptions.defaultMaxBoxes else { return false }
    if options.maxBoxes == nil {
      let (before, width) = (height(0), extent(0).width)
      for block in group { setOpen(block, true) }
      let (after, widthAfter) = (height(0), extent(0).width)
      for block in group { setOpen(block, false) }
      guard widthAfter <= Tuning.pageWidth || widthAfter <= width else { return false }
      let isTrivial = group.allSatisfy { outline.blocks[$0].operatorCount <= Tuning.trivialSize }
      guard after <= (isTrivial ? Tuning.roomyHeight : pageHeight) || after <= before else {
        return false
      }
      guard after - before <= share else { return false }
    }
    for block in group { open(block) }
    return true
  }

  private mutating func setOpen(_ block: Int, _ isOpen: Bool) {
    self.isOpen[block] = isOpen
    forgetHeights(from: block)
  }

  // MARK: Heights

  private mutating func forgetHeights(from block: Int) {
    var next = block
    extents[next] = nil
    while next != 0 {
      next = parents[next]
      extents[next] = nil
    }
  }

  private mutating func height(_ block: Int) -> Double { extent(block).height }

  /// The estimated extent of an outline as it is open now, in pixels.
  static func extent(of outline: Outline) -> ExtentEstimate.Extent {
    var policy = OpeningPolicy(outline, FoldOptions())
    return policy.extent(0)
  }

  /// The estimated extent of an open block: its ranks, each as tall as its tallest box and as wide as all, gaps
  /// included.
  private mutating func extent(_ block: Int) -> ExtentEstimate.Extent {
    if let known = extents[block] { return known }
    let own = outline.blocks[block]
    var sizes: [ExtentEstimate.Extent] = []
    for item in own.items {
      switch outline.items[item].content {
      case .operation: sizes.append(Tuning.operatorExtent)
      case .input, .output: sizes.append(Tuning.terminalExtent)
      case .block(let inner):
        guard isOpen[inner] else {
          sizes.append(
            outline.blocks[inner].isCard ? Tuning.operatorExtent : Tuning.closedBlockExtent)
          continue
        }
        let inside = extent(inner)
        sizes.append(
          .init(
            width: inside.width + Tuning.frameExtent.width, height: inside.height + Tuning.frameExtent.height)
        )
      }
    }
    let sum = ExtentEstimate.extent(sizes, own.links)
    extents[block] = sum
    return sum
  }
}

extension Outline {
  /// Opens blocks anew for an overview beside details.
  ///
  /// - Parameters:
  ///   - closed: blocks that stay closed.
  ///   - wanted: blocks to be opened as far as a page goes, outer ones first.
  ///
  /// Cost: as that of opening a picture's blocks.
  public mutating func reopen(closed: Set<Int>, wanted: [Int], _ options: FoldOptions) {
    OpeningPolicy.decideOverview(&self, options, closed: closed, wanted: wanted)
  }
}
