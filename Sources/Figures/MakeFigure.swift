import Folding

/// Decides a page from an outline: its form, its details, their letters, and what of the overview is open.
///
/// - Parameters:
///   - outline: the model as it is folded.
///   - options: what else may be open.
///   - request: the kinds that are wanted.
///   - allowsScales: whether the overview may be a U.
/// - Returns: nil where it is no U and no kind of block qualifies; then the outline as it is open now is the page.
/// - Complexity: linear in the outline.
public func makeFigure(
  _ outline: Outline, _ options: FoldOptions = FoldOptions(), request: DetailRequest = .automatic,
  allowsScales: Bool = true
) -> Figure? {
  var outline = outline
  outline.forgetContainers()
  if allowsScales, let figure = makeScales(outline, request) { return figure }
  outline.dissolveSmallBlocks()
  let kinds = Kind.all(of: outline, Alignment(outline))
  let choice = DetailChoice(outline, request)
  let chosen = choice.best(of: kinds)
  guard !chosen.isEmpty else { return nil }
  let detailOf = details(chosen, in: outline)
  var plan = OverviewPlan(outline, detailOf: detailOf)
  plan.close(kinOf: chosen, in: outline)
  var overview = outline
  overview.reopen(closed: plan.closed, wanted: plan.wanted, options)
  let figure = Figure(overview, chosen, of: kinds, detailOf)
  return figure.details.isEmpty ? nil : figure
}

/// A page whose overview is a U, if the model is one. Only blocks of one level are closed in it, so that it has no open ones.
private func makeScales(_ outline: Outline, _ request: DetailRequest) -> Figure? {
  guard let graph = LeafGraph(outline), let levels = ScaleLevels(outline, graph),
    let overview = ScaleOverview(outline, levels, graph)
  else { return nil }
  let kinds = Kind.all(of: overview.outline, Alignment(overview.outline))
  let chosen = DetailChoice(overview.outline, request, boxes: FigureTuning.boxesOnScale).best(of: kinds)
  var figure = Figure(overview.outline, chosen, of: kinds, details(chosen, in: overview.outline))
  figure.scales = overview.form
  return figure
}

extension Figure {
  /// Makes a figure from the kinds that were chosen, and gives them letters and titles.
  fileprivate init(_ overview: Outline, _ chosen: [Kind], of kinds: [Kind], _ detailOf: [Int: Int]) {
    let details = chosen.map {
      Detail(letter: "", title: "", place: nil, drawing: $0.drawing, members: $0.members, namesakes: 0)
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
