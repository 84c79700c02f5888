import Figures
import Folding
import Lettering
import OperatorCatalog
import TextOutput

/// One detail's texts, compared over its members: where they are of one key, each number becomes a slot; where they are not,
/// nothing is said.
struct DetailTemplate {
  /// The texts of one item.
  struct Item {
    /// What a closed block is called where its members differ in that; nil where the card says what is true of all.
    var heading: String?
    var detail: [LetteredText] = []
    var line: LetteredText?
    /// By output port.
    var shapes: [LetteredText?] = []
    /// By output port: whether the shape is another than that of what comes in, for any member.
    var isNews: [Bool] = []
  }

  /// One number of the drawing.
  struct Slot {
    var role: Lettering.Role
    /// By member; nil for those that lack the item.
    var values: [Int64?]
    /// Whether it stands in a shape beside a line, and not on a card.
    var isShape: Bool

    /// Whether some members lack it.
    var isPartial: Bool { values.contains(nil) }

    /// Whether it is the same for all members that have it.
    var isConstant: Bool {
      let known = values.compactMap(\.self)
      return known.allSatisfy { $0 == known.first }
    }
  }

  /// By item of the block that is drawn.
  private(set) var items: [Item] = []
  /// By input of the block: its shape.
  private(set) var inputs: [LetteredText?] = []
  private(set) var slots: [Slot] = []

  /// The members that the texts at hand are of, and how many there are.
  private var present: [Int] = []
  private let count: Int
  /// By member: the heads of its attention, if it has one.
  private let heads: [Int64?]

  /// Cost: linear in the members' items.
  init(_ detail: Figure.Detail, _ outline: Outline) {
    count = detail.members.count
    heads = detail.members.map { Self.heads(of: $0.block, outline) }
    let blocks = detail.members.map { outline.blocks[$0.block] }
    let drawn = detail.drawing.block
    present = Array(blocks.indices)
    let hasMaps = Self.hasMaps(drawn, outline)
    for port in drawn.inputs.indices {
      inputs.append(
        merged(
          blocks.map { block in
            MemberTexts.shape(
              outline.values[block.inputs[port]].type, outline.traits, outline.dimLetters, isInput: true,
              hasMaps: hasMaps)
          },
          isShape: true))
    }
    for place in drawn.items.indices {
      let isFirst = drawn.links.contains { link in
        guard case .item(place, _) = link.target, case .border = link.source else { return false }
        return true
      }
      present = detail.members.indices.filter { detail.members[$0].items[place] != nil }
      let own = detail.members.compactMap { $0.items[place] }.map { outline.items[$0] }
      let texts = own.map { MemberTexts($0, outline, isFirst: isFirst, hasMaps: hasMaps) }
      var item = Item()
      item.detail = fields(texts.map(\.detail))
      item.line = merged(texts.map(\.line))
      if Set(texts.map(\.heading)).count > 1 { item.heading = Self.sharedHeading(own, outline) }
      for port in texts.first?.shapes.indices ?? 0..<0 {
        var shapes = texts.map { $0.shapes.indices.contains(port) ? $0.shapes[port] : nil }
        // What leaves the block leaves those too that lack the item.
        if let output = drawn.output(of: .item(place, port: port)) {
          shapes = blocks.map {
            MemberTexts.shape(
              outline.values[$0.outputs[output]].type, outline.traits, outline.dimLetters, hasMaps: hasMaps)
          }
        }
        let own = present
        if shapes.count == count { present = Array(blocks.indices) }
        item.shapes.append(merged(shapes, isShape: true))
        present = own
        item.isNews.append(
          texts.contains {
            $0.incoming?.text != ($0.shapes.indices.contains(port) ? $0.shapes[port]?.text : nil)
          })
      }
      items.append(item)
    }
  }

  /// Whether a block convolves or pools.
  private static func hasMaps(_ block: OutlineBlock, _ outline: Outline) -> Bool {
    for item in block.items {
      var kind: String?
      switch outline.items[item].content {
      case .operation(let operation): kind = operation.kind.name
      case .block(let inner): kind = outline.blocks[inner].idiom?.kind
      case .input, .output: kind = nil
      }
      if kind == OperatorKind.convolution.name || kind == OperatorKind.pooling.name { return true }
    }
    return false
  }

  /// The class or idiom that a block is in all members, else that it is a block.
  private static func sharedHeading(_ items: [OutlineItem], _ outline: Outline) -> String {
    let inner = items.compactMap(\.block).map { outline.blocks[$0] }
    for names in [inner.map { $0.className }, inner.map { $0.idiom?.title }] {
      if let first = names.first, let name = first, names.allSatisfy({ $0 == name }) { return name }
    }
    return "Block"
  }

  /// The same text of all members that have the item; nil where it is missing in one, or they differ in more than numbers.
  private mutating func merged(_ parts: [MemberTexts.Part?], isShape: Bool = false) -> LetteredText? {
    let known = parts.compactMap(\.self)
    guard known.count == parts.count, let first = known.first else { return nil }
    let key = first.text.key
    guard known.allSatisfy({ $0.text.key == key }) else { return nil }
    let start = slots.count
    let text = text(first, known.map(\.text.numbers), isShape)
    findHeads(start..<slots.count, isShape)
    return text
  }

  /// Says which numbers are heads, and so which of a shape are windows and no channels.
  private mutating func findHeads(_ range: Range<Int>, _ isShape: Bool) {
    let found = range.filter { slot in
      !slots[slot].isConstant && zip(slots[slot].values, heads).allSatisfy { $0 == nil || $0 == $1 }
    }
    guard let first = found.first else { return }
    for slot in range where isShape { slots[slot].role = slot < first ? .windows : .other }
    for slot in found { slots[slot].role = .heads }
  }

  /// The heads of the attention that a block is, or holds.
  private static func heads(of block: Int, _ outline: Outline) -> Int64? {
    let own = outline.blocks[block]
    var idiom = own.idiom
    for item in own.items where idiom?.kind != "attention" {
      guard let inner = outline.items[item].block else { continue }
      idiom = outline.blocks[inner].idiom
    }
    guard let idiom, idiom.kind == "attention", let detail = idiom.detail else { return nil }
    let text = NumberedText(detail)
    return text.key.hasPrefix("# heads") ? text.numbers.first : nil
  }

  private mutating func text(_ first: MemberTexts.Part, _ numbers: [[Int64]], _ isShape: Bool = false)
    -> LetteredText
  {
    var pieces: [LetteredText.Piece] = []
    var place = 0
    for piece in first.text.pieces {
      switch piece {
      case .word(let word): pieces.append(.word(word))
      case .number:
        pieces.append(.slot(slots.count))
        var values = [Int64?](repeating: nil, count: count)
        for (member, own) in zip(present, numbers) { values[member] = own[place] }
        slots.append(Slot(role: first.roles[place], values: values, isShape: isShape))
        place += 1
      }
    }
    return LetteredText(pieces: pieces)
  }

  /// Attributes in the field's shorthand, each by itself: one that a card leaves out has its operator's default.
  private mutating func fields(_ members: [[MemberTexts.Part]]) -> [LetteredText] {
    var parts = members.max { $0.count < $1.count } ?? []
    for part in members.joined() where !parts.contains(where: { $0.text.key == part.text.key }) {
      parts.append(part)
    }
    var result: [LetteredText] = []
    for part in parts {
      let key = part.text.key
      var numbers: [[Int64]] = []
      for fields in members {
        if let own = fields.first(where: { $0.text.key == key }) {
          numbers.append(own.text.numbers)
        } else if let plain = Self.defaults[key] {
          numbers.append([plain])
        }
      }
      guard numbers.count == members.count else { continue }
      // A padding that differs follows from the kernel, or from a box before that pads.
      if key == "p#", Set(numbers).count > 1 { continue }
      result.append(text(part, numbers))
    }
    return result
  }

  /// What an attribute is where it is not written.
  private static let defaults: [String: Int64] = ["/#": 1, "p#": 0, "d#": 1, "g#": 1]
}

extension OutlineBlock {
  /// The output that an end's value leaves by, if it does.
  fileprivate func output(of end: OutlineLink.End) -> Int? {
    for link in links where link.source == end {
      if case .border(let port) = link.target { return port }
    }
    return nil
  }
}
