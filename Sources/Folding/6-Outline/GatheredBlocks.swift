import Costs
import GraphAlgorithms
import ShapeMath
import TextOutput

extension Outline {
  /// Puts items of a block into one inside it that was dissolved there before: what is drawn together of a module whose other
  /// parts stand elsewhere.
  ///
  /// The inner block then is a part of what it was: it has no class and no idiom, its title says `(part)`, and its
  /// counts are those of what it holds. Where modules share so many weights that the number is not known, it says
  /// nothing of parameters.
  ///
  /// - Parameters:
  ///   - chosen: the items, by number.
  ///   - all: all items that stood in it, by number.
  ///   - block: the dissolved block.
  ///   - parent: the block that holds the items.
  /// - Returns: the item of the inner block; nil, and nothing is changed, where a way leaves the items and comes back to them,
  ///   or where the block holds something.
  ///
  /// Cost: linear in the items and links of the outer block, and that of sorting them.
  @discardableResult
  public mutating func gather(
    _ chosen: Set<Int>, of all: [Int], into block: Int, in parent: Int
  ) -> Int? {
    guard blocks[block].items.isEmpty, let item = items.firstIndex(where: { $0.block == block }) else {
      return nil
    }
    var work = PartDivision(blocks[parent], chosen)
    guard work.run() else { return nil }
    let whole = blocks[block]
    let others = all.filter { !chosen.contains($0) }
    blocks[parent].items = work.order.map { $0 < 0 ? item : work.outer.items[$0] }
    blocks[parent].links = work.outerLinks
    blocks[block].items = work.inside.map { work.outer.items[$0] }
    blocks[block].links = work.innerLinks
    blocks[block].inputs = work.inputs
    blocks[block].outputs = work.outputs
    blocks[block].captured = []
    blocks[block].repeats = 1
    (blocks[block].className, blocks[block].idiom) = (nil, nil)
    items[item].inputs = work.inputs.map { [$0] }
    items[item].outputs = work.outputs
    items[item].repeats = 1
    for inner in innerBlocks(of: block) { shortenTitle(of: inner, in: whole.title) }
    count(block, item, as: whole, others)
    if !whole.title.isEmpty {
      blocks[block].title = whole.title + " (part)"
      blocks[block].shownTitle = whole.shownTitle + " (part)"
    }
    return item
  }

  /// Takes the name back that dissolving has put before a block's own.
  private mutating func shortenTitle(of block: Int, in title: String) {
    let prefix = title + "."
    guard blocks[block].title.hasPrefix(prefix) else { return }
    blocks[block].title.removeFirst(prefix.count)
    // A number alone is no name.
    if blocks[block].title.first?.isNumber != true { blocks[block].shownTitle = blocks[block].title }
  }

  /// Counts what a block holds now that is a part of a whole.
  ///
  /// The whole counts each weight once. Its parts may share some, so that the part's own number lies between what the others
  /// leave of the whole and what its items have together. It is said where both read the same.
  private mutating func count(_ block: Int, _ item: Int, as whole: OutlineBlock, _ others: [Int]) {
    let isCounted = whole.cost != nil
    let own = blocks[block].items
    var (operators, hidden) = (0, 0)
    var cost = Cost.zero
    for inner in own {
      var (drawn, undrawn) = (1, 0)
      if let number = items[inner].block {
        (drawn, undrawn) = (blocks[number].operatorCount, blocks[number].hiddenCount)
      }
      operators += drawn * items[inner].repeats
      hidden += undrawn * items[inner].repeats
      cost = cost + (items[inner].cost ?? .zero) * items[inner].repeats
    }
    blocks[block].operatorCount = operators
    blocks[block].hiddenCount = hidden
    let most = parameters(own)
    let least = whole.totalParameters - min(whole.totalParameters, parameters(others))
    blocks[block].parameters = NumberText.short(least) == NumberText.short(most) ? most : 0
    blocks[block].totalParameters = blocks[block].parameters
    blocks[block].cost = isCounted ? cost : nil
    items[item].cost = isCounted ? cost : nil
  }

  /// The elements of the weights of items, those that several use once for each.
  private func parameters(_ chosen: [Int]) -> Int64 {
    chosen.reduce(0) { sum, item in
      switch items[item].content {
      case .operation(let operation): saturatingSum(sum, operation.parameters)
      case .block(let block): saturatingSum(sum, blocks[block].totalParameters)
      case .input, .output: sum
      }
    }
  }
}

/// One block on its way into two: what is chosen of it, and the rest with that as one item.
private struct PartDivision {
  let outer: OutlineBlock
  /// By item's place in the outer block: its place inside, and after that its place outside; nil for the other.
  private var placeInside: [Int?]
  private var placeOutside: [Int?]
  /// The places of chosen items, in order.
  let inside: [Int]
  /// The new order of the outer block: places of items, -1 for the inner block.
  private(set) var order: [Int] = []
  private(set) var innerLinks: [OutlineLink] = []
  private(set) var outerLinks: [OutlineLink] = []
  /// By port of the inner block: the value.
  private(set) var inputs: [Int] = []
  private(set) var outputs: [Int] = []
  private var inputPorts: [OutlineLink.End: Int] = [:]
  private var outputPorts: [OutlineLink.End: Int] = [:]

  init(_ outer: OutlineBlock, _ chosen: Set<Int>) {
    self.outer = outer
    inside = outer.items.indices.filter { chosen.contains(outer.items[$0]) }
    placeInside = Array(repeating: nil, count: outer.items.count)
    placeOutside = placeInside
    for (number, place) in inside.enumerated() { placeInside[place] = number }
  }

  /// Divides the items and links; false where what is chosen can't be one.
  mutating func run() -> Bool {
    guard !inside.isEmpty, sort() else { return false }
    let own = order.firstIndex(of: -1) ?? 0
    for (number, place) in order.enumerated() where place >= 0 { placeOutside[place] = number }
    for link in outer.links { divide(link, own) }
    innerLinks.sort { Outline.order($0.target) < Outline.order($1.target) }
    outerLinks.sort { Outline.order($0.target) < Outline.order($1.target) }
    return true
  }

  private func isInside(_ end: OutlineLink.End) -> Bool {
    if case .item(let place, _) = end { placeInside[place] != nil } else { false }
  }

  /// Orders the outer block's items so that each comes after what it reads; false where there is no such order.
  private mutating func sort() -> Bool {
    let last = inside[inside.count - 1]
    func node(_ place: Int) -> Int { placeInside[place] == nil ? place : last }
    var edges: [(from: Int, to: Int)] = []
    for link in outer.links {
      guard case .item(let from, _) = link.source, case .item(let to, _) = link.target else { continue }
      if node(from) != node(to) { edges.append((node(from), node(to))) }
    }
    let found = FlatEdges(nodeCount: outer.items.count, edges)
      .topologicalOrder(takingFrom: IndexPriorityQueue())
    guard found.isComplete else { return false }
    order = found.nodes.compactMap { place in
      if place == last { return -1 }
      return placeInside[place] == nil ? place : nil
    }
    return true
  }

  private mutating func divide(_ link: OutlineLink, _ own: Int) {
    let (source, target) = (isInside(link.source), isInside(link.target))
    // Each end by its place in the part where it stands.
    let from = Self.end(link.source, source ? placeInside : placeOutside)
    let to = Self.end(link.target, target ? placeInside : placeOutside)
    if source, target {
      innerLinks.append(OutlineLink(source: from, target: to, value: link.value))
    } else if source {
      let (port, isNew) = Self.port(of: link, in: &outputPorts, &outputs)
      if isNew { innerLinks.append(OutlineLink(source: from, target: .border(port), value: link.value)) }
      outerLinks.append(OutlineLink(source: .item(own, port: port), target: to, value: link.value))
    } else if target {
      let (port, isNew) = Self.port(of: link, in: &inputPorts, &inputs)
      innerLinks.append(OutlineLink(source: .border(port), target: to, value: link.value))
      if isNew {
        outerLinks.append(OutlineLink(source: from, target: .item(own, port: port), value: link.value))
      }
    } else {
      outerLinks.append(OutlineLink(source: from, target: to, value: link.value))
    }
  }

  /// The port of the inner block for where a line starts, and whether it is the first to use that.
  private static func port(
    of link: OutlineLink, in ports: inout [OutlineLink.End: Int], _ values: inout [Int]
  ) -> (port: Int, isNew: Bool) {
    if let known = ports[link.source] { return (known, false) }
    ports[link.source] = values.count
    values.append(link.value)
    return (values.count - 1, true)
  }

  /// The same end where items have other places.
  private static func end(_ end: OutlineLink.End, _ places: [Int?]) -> OutlineLink.End {
    guard case .item(let place, let port) = end else { return end }
    return .item(places[place] ?? 0, port: port)
  }
}
