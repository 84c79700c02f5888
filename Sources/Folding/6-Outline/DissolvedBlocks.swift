extension Outline {
  /// Puts what a block holds into the block around it, in its place.
  ///
  /// Numbers of items and blocks stay; the block itself is in no other one then, and empty. Blocks and cards inside keep its name as
  /// the first part of theirs.
  ///
  /// - Returns: false, and nothing is changed, where it can't be done: for a stack, where a value goes straight through, or
  ///   where the block is not inside the other.
  ///
  /// Cost: linear in the items and links of both.
  @discardableResult
  public mutating func dissolve(_ block: Int, in parent: Int) -> Bool {
    let inner = blocks[block]
    var outer = blocks[parent]
    guard inner.repeats == 1, let place = outer.items.firstIndex(where: { items[$0].block == block }),
      !inner.links.contains(where: { $0.source.isBorder && $0.target.isBorder })
    else { return false }
    let count = inner.items.count
    func moved(_ end: OutlineLink.End) -> OutlineLink.End {
      guard case .item(let item, let port) = end else { return end }
      return .item(item > place ? item + count - 1 : item, port: port)
    }
    func lifted(_ end: OutlineLink.End) -> OutlineLink.End {
      guard case .item(let item, let port) = end else { return end }
      return .item(place + item, port: port)
    }
    var readers: [Int: [OutlineLink.End]] = [:]
    var makers: [Int: OutlineLink.End] = [:]
    var own: [OutlineLink] = []
    for link in inner.links {
      if case .border(let port) = link.source {
        readers[port, default: []].append(lifted(link.target))
      } else if case .border(let port) = link.target {
        makers[port] = lifted(link.source)
      } else {
        own.append(OutlineLink(source: lifted(link.source), target: lifted(link.target), value: link.value))
      }
    }
    var links: [OutlineLink] = []
    for link in outer.links {
      var source = moved(link.source)
      if case .item(place, let port) = link.source {
        guard let maker = makers[port] else { return false }
        source = maker
      }
      guard case .item(place, let port) = link.target else {
        links.append(OutlineLink(source: source, target: moved(link.target), value: link.value))
        continue
      }
      for target in readers[port] ?? [] {
        links.append(OutlineLink(source: source, target: target, value: link.value))
      }
    }
    outer.links = (links + own).sorted { Self.order($0.target) < Self.order($1.target) }
    outer.items.replaceSubrange(place...place, with: inner.items)
    blocks[parent] = outer
    blocks[block].items = []
    blocks[block].links = []
    for case let child? in inner.items.map({ items[$0].block }) where isNamed(child, in: inner) {
      blocks[child].shownTitle = inner.shownTitle + "." + blocks[child].title
      blocks[child].title = inner.title + "." + blocks[child].title
    }
    return true
  }

  /// Whether a block's title comes from names, not from what it holds: that of a group in a module begins with the name of one in
  /// it. The title of a stack from one such group to another is long enough.
  private func isNamed(_ number: Int, in parent: OutlineBlock) -> Bool {
    let block = blocks[number]
    guard block.kind != .idiom, !block.title.isEmpty else { return false }
    guard block.kind == .pattern, block.title.first?.isNumber != true else { return true }
    guard parent.kind == .scope, block.repeats == 1 else { return false }
    return innerBlocks(of: number).contains { inner in
      let own = blocks[inner]
      return own.kind == .scope && !own.title.isEmpty && block.title.hasPrefix(own.title)
    }
  }

  /// Lines stand in the order of their targets; those to the border come last.
  static func order(_ end: OutlineLink.End) -> (Int, Int) {
    switch end {
    case .item(let item, let port): (item, port)
    case .border(let port): (.max, port)
    }
  }
}

extension OutlineLink.End {
  /// Whether it is a port of the block's own border.
  fileprivate var isBorder: Bool {
    if case .border = self { true } else { false }
  }
}
