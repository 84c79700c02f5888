import Folding
import Lettering
import ModelGraph
import OperatorCatalog
import TextOutput

/// What the card of one item says, in parts that can be compared between blocks of a kind.
struct MemberTexts {
  /// What a closed block is called; nil for other items, which are called the same in all members.
  var heading: String?

  /// One part, and what its numbers measure.
  struct Part {
    var text: NumberedText
    var roles: [Lettering.Role]
  }

  /// Beside the heading: `3×3`, `/2`, `p1`; or one part.
  var detail: [Part] = []
  /// Below it.
  var line: Part?
  /// By output port: the shape.
  var shapes: [Part?] = []
  /// The shape of what comes in first.
  var incoming: Part?

  /// - Parameters:
  ///   - isFirst: whether the item reads what comes into the block.
  ///   - hasMaps: whether the block convolves or pools, so that tensors of four dims are maps.
  init(_ item: OutlineItem, _ outline: Outline, isFirst: Bool, hasMaps: Bool = true) {
    let shape = { (value: Int) in
      Self.shape(outline.values[value].type, outline.traits, outline.dimLetters, hasMaps: hasMaps)
    }
    incoming = item.inputs.first?.first.flatMap(shape)
    let kind: OperatorKind
    var detailText: String?
    switch item.content {
    case .operation(let operation):
      kind = operation.kind
      detailText = operation.detail
    case .block(let block):
      guard let idiom = outline.blocks[block].idiom, idiom.isCard else {
        shapes = item.outputs.map(shape)
        heading = BlockText.heading(of: outline.blocks[block])
        return
      }
      kind = OperatorKind(rawValue: idiom.kind) ?? .custom
      detailText = idiom.detail
    case .input, .output: return
    }
    let input: Lettering.Role = isFirst ? .inputChannels : .channels
    if let detailText { detail = Self.parts(of: detailText, kind, input) }
    shapes = item.outputs.map(shape)
    if kind == .convolution {
      line = Self.channels(item, outline, input)
    } else if case .operation(let operation) = item.content, operation.idiom?.detail == nil,
      let weights = CardBuilder.weights(of: operation, outline.traits)
    {
      let text = NumberedText(weights)
      line = Part(text: text, roles: text.numbers.map { _ in .channels })
    }
  }

  private static func parts(of detail: String, _ kind: OperatorKind, _ input: Lettering.Role) -> [Part] {
    guard kind == .convolution || kind == .pooling else {
      let text = NumberedText(detail)
      return [Part(text: text, roles: roles(of: text, kind, input))]
    }
    // A Keras layer says its filters first: `64 · 3×3 /2 same`.
    var fields = detail.split(separator: " ").map(String.init)
    if fields.count > 1, fields[1] == "·" { fields.replaceSubrange(0...1, with: [fields[0] + " ·"]) }
    return fields.map { field in
      let text = NumberedText(field)
      let role: Lettering.Role =
        switch (text.key.first, text.key.last) {
        case (_, "·"): .channels
        case ("#", _): .kernel
        case ("/", _): .stride
        default: .other
        }
      return Part(text: text, roles: text.numbers.map { _ in role })
    }
  }

  /// What numbers beside a heading measure: `768 → 3072` goes from channels to channels, `12 heads × 64` has heads.
  private static func roles(
    of text: NumberedText, _ kind: OperatorKind, _ input: Lettering.Role
  ) -> [Lettering.Role] {
    let count = text.numbers.count
    switch text.key {
    case "# → #", "# → # → #": return [input] + [Lettering.Role](repeating: .channels, count: count - 1)
    case "#": return kind == .normalization ? [input] : [.other]
    default: break
    }
    if text.key.hasPrefix("# heads × #") {
      return [.heads, .channels] + [Lettering.Role](repeating: .heads, count: max(0, count - 2))
    }
    return [Lettering.Role](repeating: .other, count: count)
  }

  /// `3 → 64`, or one number for a convolution that keeps each channel by itself.
  private static func channels(_ item: OutlineItem, _ outline: Outline, _ role: Lettering.Role) -> Part? {
    let isLast = outline.traits.nodesAreLayers
    guard let input = item.inputs.first?.first, let output = item.outputs.first,
      let from = channels(outline.values[input].type, isLast),
      let to = channels(outline.values[output].type, isLast)
    else { return nil }
    return Part(
      text: NumberedText([.number(from), .word(" → "), .number(to)]), roles: [role, .channels])
  }

  private static func channels(_ type: ValueType?, _ isLast: Bool) -> Int64? {
    guard case .tensor(_, let shape?) = type, shape.dims.count > 2 else { return nil }
    guard case .known(let count)? = isLast ? shape.dims.last : shape.dims[1] else { return nil }
    return count
  }

  /// A shape, without its batch where that says nothing.
  static func shape(
    _ type: ValueType?, _ traits: ModelTraits, _ letters: DimLetters, isInput: Bool = false,
    hasMaps: Bool = true
  ) -> Part? {
    guard case .tensor(_, let shape?) = type, let text = TypeText.shape(type, letters) else { return nil }
    var dims = text.split(separator: "×", omittingEmptySubsequences: false).map(String.init)
    guard dims.count == shape.dims.count, !dims.isEmpty else { return nil }
    var roles = roles(of: shape.dims, isLast: traits.nodesAreLayers, hasMaps: hasMaps)
    if isInput { roles = roles.map { $0 == .channels ? .inputChannels : $0 } }
    if dims.count > 2 {
      dims.removeFirst()
      roles.removeFirst()
    }
    var pieces: [NumberedText.Piece] = []
    var used: [Lettering.Role] = []
    for (index, dim) in dims.enumerated() {
      if index > 0 { pieces.append(.word("×")) }
      let own = NumberedText(dim)
      pieces += own.pieces
      used += own.numbers.map { _ in roles[index] }
    }
    return Part(text: NumberedText(pieces), roles: used)
  }

  /// What the dims of a tensor are. Where a picture is square, its sides tell where its channels are. Where nothing works on
  /// maps, heads × length × length is no picture: only square sides in front of channels are. Heads have
  /// their own role (``DetailTemplate``), and their width is the same in all members.
  private static func roles(of dims: [Dim], isLast: Bool, hasMaps: Bool) -> [Lettering.Role] {
    let rank = dims.count
    var isLast = isLast
    if rank == 4, !hasMaps, dims[1] != dims[2] || dims[2] == dims[3] {
      return [.other, .other, .length, .length]
    }
    if rank == 4, case .known = dims[3] {
      isLast = dims[2] == dims[3] ? false : dims[1] == dims[2] ? true : isLast
    }
    return switch rank {
    case 2: [.other, .channels]
    case 3: [.other, .length, .channels]
    case 4...:
      isLast
        ? [.other] + [Lettering.Role](repeating: .side, count: rank - 2) + [.channels]
        : [.other, .channels] + [Lettering.Role](repeating: .side, count: rank - 2)
    default: [Lettering.Role](repeating: .other, count: rank)
    }
  }
}
