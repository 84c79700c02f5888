import Folding

/// Which kinds of blocks are drawn as details: those that carry most of the model.
///
/// Rules, each for a reason:
/// - It has 3 to 18 boxes inside, its inner blocks closed; in a U also 2.
/// - It stands in the model twice at least. What stands there once is best seen in its place.
/// - It is not one stack alone: that is opened in its place too, once for all its members.
/// - It has weights or multiplies: a mask or a change of shape explains no model.
/// - At least two boxes in it have weights, or are blocks: one with its reshapes explains nothing.
/// - A kind that nobody named also has a value that is read twice, else it is a chain that reads as well as text.
/// - It holds a share of the model's operators or multiplications that matters.
///
/// An idiom that is drawn like an operator may be one too, where there is room: attention, a dense layer.
///
/// The kinds that hold most operators win, of equal ones those with more members, then the first.
struct DetailChoice {
  let outline: Outline
  private let request: DetailRequest
  /// How many boxes a kind has inside.
  private let boxes: ClosedRange<Int>
  private let totalOperators: Double
  private let totalMultiplications: Double

  init(_ outline: Outline, _ request: DetailRequest, boxes: ClosedRange<Int> = FigureTuning.boxes) {
    self.outline = outline
    self.boxes = boxes
    self.request = request
    totalOperators = Double(max(1, outline.blocks.first?.operatorCount ?? 1))
    totalMultiplications = Double(max(1, outline.totalCost.macs ?? 1))
  }

  /// The kinds that win, in no order that matters. Cost: that of sorting.
  func best(of kinds: [Kind]) -> [Kind] {
    let able = kinds.filter(isAble).sorted { a, b in
      (isCard(a) ? 1 : 0, b.operators, b.count, a.members[0].block)
        < (isCard(b) ? 1 : 0, a.operators, a.count, b.members[0].block)
    }
    return Array(promoted(able).prefix(request.most))
  }

  /// The kinds with the first one that shows attention ahead of all: it is what readers look for, and stays if a page has room
  /// for one detail only.
  private func promoted(_ kinds: [Kind]) -> [Kind] {
    guard let attention = kinds.firstIndex(where: showsAttention) else { return kinds }
    var kinds = kinds
    kinds.insert(kinds.remove(at: attention), at: 0)
    return kinds
  }

  /// Whether attention is one of the boxes inside, or what is drawn is attention itself.
  private func showsAttention(_ kind: Kind) -> Bool {
    let block = kind.drawing.block
    if block.isAttention { return true }
    return block.items.contains { item in
      switch outline.items[item].content {
      case .operation(let operation): return operation.idiom?.kind == "attention"
      case .block(let inner): return outline.blocks[inner].isAttention
      case .input, .output: return false
      }
    }
  }

  /// Whether a kind is an idiom that is drawn like an operator: its name says most of it, so it comes last.
  private func isCard(_ kind: Kind) -> Bool { kind.drawing.block.isCard }

  private func isAble(_ kind: Kind) -> Bool {
    guard case .matching(let globs) = request else { return isTelling(kind) }
    let block = kind.drawing.block
    guard (1...FigureTuning.mostWanted).contains(block.items.count),
      kind.members.count <= FigureTuning.mostMembers
    else { return false }
    return kind.members.contains { member in
      let own = outline.blocks[member.block]
      return globs.contains {
        OutlineBlock.matches(
          $0, name: own.path, title: own.title, className: own.className, idiom: own.idiom?.title,
          path: own.path)
      }
    }
  }

  /// Whether the rules take a kind for one that explains the model.
  private func isTelling(_ kind: Kind) -> Bool {
    let block = kind.drawing.block
    guard boxes.contains(block.items.count), kind.count > 1 else { return false }
    guard kind.members.count <= FigureTuning.mostMembers else { return false }
    // Two blocks in a row are as well said by their letters.
    if block.items.count < FigureTuning.boxes.lowerBound, block.items.contains(where: isPlainBlock) {
      return false
    }
    switch block.kind {
    case .model, .control, .body: return false
    case .scope, .function, .pattern, .idiom: break
    }
    if kind.members.count == 1, block.repeats > 1 { return false }
    guard block.parameters > 0 || block.cost?.macs ?? 0 > 0 || block.isAttention else { return false }
    guard block.isAttention || substance(of: block) > 1 else { return false }
    if isCard(kind), block.items.count <= FigureTuning.smallBlock { return false }
    if block.className == nil, !block.title.contains(where: \.isLetter), !hasFork(block) { return false }
    if block.kind == .pattern || block.kind == .idiom, !isCard(kind), !hasFork(block) { return false }
    return Double(kind.operators) >= FigureTuning.smallestShare * totalOperators
      || kind.multiplications >= FigureTuning.smallestShare * totalMultiplications
  }

  /// Whether an item is a block that is not drawn like an operator.
  private func isPlainBlock(_ item: Int) -> Bool {
    guard let block = outline.items[item].block else { return false }
    return !outline.blocks[block].isCard
  }

  /// How many boxes inside have weights, are attention, or are blocks.
  private func substance(of block: OutlineBlock) -> Int {
    block.items.count { item in
      switch outline.items[item].content {
      case .operation(let operation): operation.parameters > 1 || operation.idiom?.kind == "attention"
      case .block(let inner):
        outline.blocks[inner].parameters > 0 || !outline.blocks[inner].isCard
          || outline.blocks[inner].isAttention
      case .input, .output: false
      }
    }
  }

  /// Whether a value inside is read twice.
  private func hasFork(_ block: OutlineBlock) -> Bool {
    var sources: Set<OutlineLink.End> = []
    return block.links.contains { !sources.insert($0.source).inserted }
  }
}

extension OutlineBlock {
  fileprivate var isAttention: Bool { idiom?.kind == "attention" }
}
