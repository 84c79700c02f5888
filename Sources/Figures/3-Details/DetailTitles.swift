import Folding

/// The titles of details: what a kind is called, and what tells two kinds of one name apart.
enum DetailTitles {
  static func fill(in figure: inout Figure, _ kinds: [Kind]) {
    let outline = figure.overview
    var counts: [String: Int] = [:]
    for kind in kinds {
      for member in kind.members {
        counts[name(of: outline.blocks[member.block]), default: 0] += member.times
      }
    }
    for index in figure.details.indices {
      let blocks = figure.details[index].members.map { outline.blocks[$0.block] }
      let names = Set(blocks.map(name(of:)))
      figure.details[index].title =
        names.count == 1
        ? name(of: blocks[0]) : whole(figure.details[index], outline) ?? shared(blocks)
      figure.details[index].namesakes =
        names.count == 1
        ? counts[figure.details[index].title] ?? figure.details[index].count : figure.details[index].count
      if Titles.isBareNumber(figure.details[index].title) {
        figure.details[index].title = shared(blocks)
      }
    }
    let parents = outline.parents
    for index in figure.details.indices {
      let firsts = figure.details[index].members.map { isFirst($0.block, outline, parents) }
      for piece in figure.details[index].drawing.pieces.indices {
        let detail = figure.details[index]
        guard detail.has(detail.drawing.pieces[piece]) == firsts else { continue }
        figure.details[index].drawing.pieces[piece].place = "first of a stage"
      }
    }
    for index in figure.details.indices {
      let title = figure.details[index].title
      let kin = figure.details.indices.filter { figure.details[$0].title == title }
      guard kin.count > 1 else { continue }
      if figure.details[index].members.allSatisfy({ isFirst($0.block, outline, parents) }) {
        figure.details[index].place = "first of a stage"
      } else if let other = kin.first(where: { figure.details[$0].place != "first of a stage" }),
        other < index
      {
        figure.details[index].place = "another form"
      }
    }
  }

  /// The class, else the idiom, else the name.
  private static func name(of block: OutlineBlock) -> String {
    block.kindName ?? block.title
  }

  /// What the members that lack no piece are called, where that is a class or an idiom: so is what is drawn.
  private static func whole(_ detail: Figure.Detail, _ outline: Outline) -> String? {
    guard !detail.drawing.pieces.isEmpty else { return nil }
    let whole = detail.members.filter { $0.items.allSatisfy { $0 != nil } }.map { outline.blocks[$0.block] }
    let names = Set(whole.map(\.kindName))
    return names.count == 1 ? names.first ?? nil : nil
  }

  /// What members of several names are called: the idiom that all are, else that they are blocks.
  private static func shared(_ blocks: [OutlineBlock]) -> String {
    let idioms = Set(blocks.map { $0.idiom?.title ?? "" })
    if idioms.count == 1, let only = idioms.first, !only.isEmpty { return only }
    var prefix = blocks.first?.shownTitle ?? ""
    if Set(blocks.map(\.shownTitle)).count == 1 { return prefix }
    for block in blocks.dropFirst() { prefix = block.shownTitle.commonPrefix(with: prefix) }
    let stem = stem(of: prefix)
    return stem.count >= FigureTuning.shortestName && stem.contains(where: \.isLetter) ? stem : "Block"
  }

  /// A name without what separates it from a number: `up` of `up.`.
  private static func stem(of title: String) -> String {
    var stem = title[...]
    while let last = stem.last, !last.isLetter, !last.isNumber { stem.removeLast() }
    return String(stem)
  }

  /// Whether a block is the first of several of its name in a parent.
  private static func isFirst(_ block: Int, _ outline: Outline, _ parents: [Int]) -> Bool {
    let title = name(of: outline.blocks[block])
    let kin = outline.innerBlocks(of: parents[block]).filter { name(of: outline.blocks[$0]) == title }
    return kin.count > 1 && kin.first == block
  }
}

extension String {
  /// The characters at the start that two texts share.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
