import Folding

/// Decides a page from an outline: its form, its details, their letters, and what of the overview is open.
///
/// - Parameters:
///   - outline: the model as it is folded.
///   - options: what else may be open.
///   - request: the kinds that are wanted.
///   - allowsScales: whether the overview may be a U.
/// - Returns: nil where it is no U and no kind of block qualifies; then the outline as it is open now is the page.
/// - Complexity: linear in the outline, and a bounded number of steps for comparing blocks.
public func makeFigure(
  _ outline: Outline, _ options: FoldOptions = FoldOptions(), request: DetailRequest = .automatic,
  allowsScales: Bool = true
) -> Figure? {
  var maker = FigureMaker(outline, options, allowsScales: allowsScales)
  return maker.scales(request) ?? maker.figure(request)
}

/// Makes figures of one outline that differ in what is detailed: what they share is found once.
public struct FigureMaker {
  private let outline: Outline
  private let options: FoldOptions
  private let overview: ScaleOverview?
  private var scaleKinds: [Kind]?
  /// The outline with small blocks dissolved, and its kinds.
  private var plain: (outline: Outline, kinds: [Kind])?

  /// - Parameter allowsScales: whether the overview may be a U.
  public init(_ outline: Outline, _ options: FoldOptions = FoldOptions(), allowsScales: Bool = true) {
    var outline = outline
    outline.forgetContainers()
    self.outline = outline
    self.options = options
    guard allowsScales, let graph = LeafGraph(outline), let levels = ScaleLevels(outline, graph) else {
      overview = nil
      return
    }
    overview = ScaleOverview(outline, levels, graph)
  }

  /// A page whose overview is a U; nil where the model is none. Only blocks of one level are closed in it, so that it has no
  /// open ones.
  public mutating func scales(_ request: DetailRequest = .automatic) -> Figure? {
    guard let overview else { return nil }
    let kinds = scaleKinds ?? Kind.all(of: overview.outline, Alignment(overview.outline))
    scaleKinds = kinds
    let chosen = DetailChoice(overview.outline, request, boxes: FigureTuning.boxesOnScale).best(of: kinds)
    var figure = Figure(overview.outline, chosen, of: kinds, details(chosen, in: overview.outline))
    figure.scales = overview.form
    return figure
  }

  /// A page with an overview from top to bottom; nil where no kind of block qualifies.
  public mutating func figure(_ request: DetailRequest = .automatic) -> Figure? {
    let (outline, kinds) = plainKinds()
    let chosen = DetailChoice(outline, request).best(of: kinds)
    guard !chosen.isEmpty else { return nil }
    let detailOf = details(chosen, in: outline)
    var plan = OverviewPlan(outline, detailOf: detailOf)
    plan.close(kinOf: chosen, in: outline)
    var overview = outline
    overview.reopen(closed: plan.closed, wanted: plan.wanted, options)
    let figure = Figure(overview, chosen, of: kinds, detailOf)
    return figure.details.isEmpty ? nil : figure
  }

  private mutating func plainKinds() -> (outline: Outline, kinds: [Kind]) {
    if let plain { return plain }
    var dissolved = outline
    dissolved.dissolveSmallBlocks()
    let found = (dissolved, Kind.all(of: dissolved, Alignment(dissolved)))
    plain = found
    return found
  }
}

extension Figure {
  /// Makes a figure from the kinds that were chosen, and gives them letters and titles.
  fileprivate init(_ overview: Outline, _ chosen: [Kind], of kinds: [Kind], _ detailOf: [Int: Int]) {
    let details = chosen.enumerated().map { rank, kind in
      Detail(
        letter: "", title: "", place: nil, drawing: kind.drawing, members: kind.members, rank: rank,
        namesakes: 0)
    }
    self.init(overview: overview, details: details, detailOf: detailOf)
    letter()
    DetailTitles.fill(in: &self, kinds)
  }
}

/// By block: the kind that it is of. One whose blocks stand where another detail has a block of another kind, for some of
/// its members, has none: one letter has to be true of all.
private func details(_ kinds: [Kind], in outline: Outline) -> [Int: Int] {
  var detailOf: [Int: Int] = [:]
  for (number, kind) in kinds.enumerated() {
    for member in kind.members { detailOf[member.block] = number }
  }
  var isChanged = true
  while isChanged {
    isChanged = false
    for kind in kinds where detailOf[kind.members[0].block] != nil {
      for place in kind.drawing.block.items.indices {
        let inner = kind.members.compactMap { $0.items[place] }.map { outline.items[$0].block }
        let found = Set(inner.map { $0.flatMap { detailOf[$0] } })
        guard found.count > 1 else { continue }
        for case let number? in found {
          for member in kinds[number].members { detailOf[member.block] = nil }
          isChanged = true
        }
      }
    }
  }
  return detailOf
}

extension Figure {
  /// Gives letters in the order in which a reader meets them, depth first, and leaves out details that no card shows.
  fileprivate mutating func letter() {
    var order: [Int] = []
    func meet(_ block: Int) {
      for (detail, _) in letters(of: block) where !order.contains(detail) {
        order.append(detail)
        for item in details[detail].drawing.block.items {
          if let inner = overview.items[item].block { meet(inner) }
        }
      }
    }
    var pending = overview.innerBlocks(of: 0).reversed().map(\.self)
    while let block = pending.popLast() {
      if overview.blocks[block].isOpen {
        pending += overview.innerBlocks(of: block).reversed()
      } else {
        meet(block)
      }
    }
    var number: [Int: Int] = [:]
    for (new, old) in order.enumerated() { number[old] = new }
    detailOf = detailOf.compactMapValues { number[$0] }
    details = order.map { details[$0] }
    for index in details.indices { details[index].letter = String(UnicodeScalar(UInt8(65 + index))) }
  }
}
