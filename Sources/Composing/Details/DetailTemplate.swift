import Figures
import Folding
import Lettering
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
    /// By member.
    var values: [Int64]
    /// Whether it stands in a shape beside a line, and not on a card.
    var isShape: Bool

    /// Whether it is the same for all members.
    var isConstant: Bool { values.allSatisfy { $0 == values.first } }
  }

  /// By item of the block that is drawn.
  private(set) var items: [Item] = []
  /// By input of the block: its shape.
  private(set) var inputs: [LetteredText?] = []
  private(set) var slots: [Slot] = []

  /// Cost: linear in the members' items.
  init(_ detail: Figure.Detail, _ outline: Outline) {
    let blocks = detail.members.map { outline.blocks[$0.block] }
    for port in blocks[0].inputs.indices {
      inputs.append(
        merged(
          blocks.map { block in
            MemberTexts.shape(outline.values[block.inputs[port]].type, outline.traits, isInput: true)
          },
          isShape: true))
    }
    for place in blocks[0].items.indices {
      let isFirst = blocks[0].links.contains { link in
        guard case .item(place, _) = link.target, case .border = link.source else { return false }
        return true
      }
      let texts = blocks.map { MemberTexts(outline.items[$0.items[place]], outline, isFirst: isFirst) }
      var item = Item()
      item.detail = fields(texts.map(\.detail))
      item.line = merged(texts.map(\.line))
      if Set(texts.map(\.heading)).count > 1 { item.heading = Self.sharedHeading(blocks, place, outline) }
      for port in texts[0].shapes.indices {
        item.shapes.append(
          merged(texts.map { $0.shapes.indices.contains(port) ? $0.shapes[port] : nil }, isShape: true))
        item.isNews.append(
          texts.contains {
            $0.incoming?.text != ($0.shapes.indices.contains(port) ? $0.shapes[port]?.text : nil)
          })
      }
      items.append(item)
    }
  }

  /// The class or idiom that a block is in all members, else that it is a block.
  private static func sharedHeading(_ blocks: [OutlineBlock], _ place: Int, _ outline: Outline) -> String {
    let inner = blocks.compactMap { outline.items[$0.items[place]].block }.map { outline.blocks[$0] }
    for names in [inner.map { $0.className }, inner.map { $0.idiom?.title }] {
      if let first = names.first, let name = first, names.allSatisfy({ $0 == name }) { return name }
    }
    return "Block"
  }

  /// The same text of all members; nil where it is missing in one, or they differ in more than numbers.
  private mutating func merged(_ parts: [MemberTexts.Part?], isShape: Bool = false) -> LetteredText? {
    let known = parts.compactMap(\.self)
    guard known.count == parts.count, let first = known.first else { return nil }
    let key = first.text.key
    guard known.allSatisfy({ $0.text.key == key }) else { return nil }
    return text(first, known.map(\.text.numbers), isShape)
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
        slots.append(Slot(role: first.roles[place], values: numbers.map { $0[place] }, isShape: isShape))
        place += 1
      }
    }
    return LetteredText(pieces: pieces)
  }

  /// Attributes in the field's shorthand, each by itself: one that a card leaves out has its operator's default.
  private mutating func fields(_ members: [[MemberTexts.Part]]) -> [LetteredText] {
    guard let longest = members.max(by: { $0.count < $1.count }) else { return [] }
    var result: [LetteredText] = []
    for part in longest {
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
      if key == "p#", isFromKernel(numbers.map { $0[0] }, members) { continue }
      result.append(text(part, numbers))
    }
    return result
  }

  /// Whether paddings keep the size for kernels that differ: such a kernel's letter says it.
  private func isFromKernel(_ paddings: [Int64], _ members: [[MemberTexts.Part]]) -> Bool {
    let kernels = members.map { $0.first { $0.roles.first == .kernel }?.text.numbers.first }
    return Set(kernels).count > 1 && zip(kernels, paddings).allSatisfy { $0.0.map { ($0 - 1) / 2 } == $0.1 }
  }

  /// What an attribute is where it is not written.
  private static let defaults: [String: Int64] = ["/#": 1, "p#": 0, "d#": 1, "g#": 1]
}
