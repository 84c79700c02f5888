import Folding

extension Figure {
  /// What is drawn for a kind of block: all that any of its members has.
  public struct Drawing: Sendable {
    /// The items and lines, as of a block. Numbers of items and values are those of members that have them.
    public var block: OutlineBlock
    /// What some members lack.
    public var pieces: [Piece]
    /// By item: the input port whose value is read in its place where it is missing; nil for items that no member lacks.
    public var bypass: [Int?]

    /// The piece that an item belongs to.
    public func piece(of item: Int) -> Int? { pieces.firstIndex { $0.items.contains(item) } }
  }

  /// Items that some members of a kind lack, all of them together.
  public struct Piece: Sendable {
    /// The items, as places in the drawing.
    public var items: [Int]
    /// Which members have it by where they stand: `first of a stage`.
    public var place: String?
  }
}

extension Figure.Drawing {
  /// The drawing of blocks that are all alike.
  init(_ block: OutlineBlock) {
    self.block = block
    pieces = []
    bypass = block.items.map { _ in nil }
  }

  /// The drawing of blocks of several forms.
  init(_ forms: Alignment.Forms, _ outline: Outline) {
    let union = forms.union
    let blocks = forms.blocks.map { outline.blocks[$0] }
    // By item of the union: the first form that has it, and its place there.
    let owners = union.graph.items.indices.map { item in
      union.places.indices.lazy.compactMap { form in union.places[form][item].map { (form, $0) } }.first
    }
    block = blocks[0]
    block.items = owners.compactMap { owner in owner.map { blocks[$0.0].items[$0.1] } }
    block.links = []
    pieces = union.pieces.map { Figure.Piece(items: $0) }
    let optional = Set(pieces.flatMap(\.items))
    bypass = union.bypass.enumerated().map { optional.contains($0.offset) ? $0.element : nil }
    for (item, owner) in owners.enumerated() {
      guard let (form, place) = owner else { continue }
      for (port, sources) in union.graph.items[item].inputs.enumerated() {
        let own = blocks[form].links.filter { $0.target == .item(place, port: port) }
        add(own, sources, to: .item(item, port: port))
      }
    }
    for (port, sources) in union.graph.outputs.enumerated() {
      add(blocks[0].links.filter { $0.target == .border(port) }, sources, to: .border(port))
    }
  }

  /// Adds the lines to one port.
  private mutating func add(_ own: [OutlineLink], _ sources: [FormGraph.Source], to target: OutlineLink.End) {
    for (link, source) in zip(own, sources) {
      var link = link
      link.source = source.item < 0 ? .border(source.port) : .item(source.item, port: source.port)
      link.target = target
      block.links.append(link)
    }
  }
}
