import DiagramModel
import Ensembles
import Folding
import ModelGraph
import OperatorCatalog
import TextMetrics
import TextOutput

/// Makes and sizes cards and pills.
enum CardBuilder {
  /// The card of an operator.
  static func card(
    for operation: OutlineOperator, kind: OperatorKind, repeats: Int, within parent: String = "",
    traits: ModelTraits, showsChannels: Bool = false, _ options: ComposeOptions
  ) -> Card {
    var lines = Self.lines(of: operation, within: parent, traits, showsChannels, options)
    var detail: String?
    if options.showsAttributes {
      for attribute in operation.attributes {
        let text = attribute.name + " " + Operators.text(of: attribute, in: operation.node.op, limit: 60)
        lines.append(shorten(sanitized(text), style: .small, maxWidth: ComposeTuning.mostCardText))
      }
    } else {
      detail = operation.detail
    }
    let (told, more) = Self.parts(of: detail)
    var side = told
    if let more {
      lines.append(shorten(sanitized(more), style: .small, maxWidth: ComposeTuning.mostCardText))
    }
    if repeats > 1 { side = measure("×\(repeats)", style: .badge) }
    var card = Card(
      form: .op, kind: kind.name, identity: operation.node.op.description,
      heading: shorten(sanitized(heading(of: operation)), style: .op, maxWidth: ComposeTuning.mostCardText),
      detail: side,
      lines: lines)
    card.isFrozen = LayerMarks.isFrozen(operation)
    return card
  }

  /// The operator's type or the idiom that it is, for a wrapper with what it wraps: `Bidirectional(LSTM)`.
  private static func heading(of operation: OutlineOperator) -> String {
    if let idiom = operation.idiom { return idiom.title }
    guard let inner = operation.node.facts.wrapped else { return operation.node.op.type }
    return operation.node.op.type + "(" + inner + ")"
  }

  /// The name, the weights, and for layers whether they are frozen or shared: on one line where it fits.
  private static func lines(
    of operation: OutlineOperator, within parent: String, _ traits: ModelTraits, _ showsChannels: Bool,
    _ options: ComposeOptions
  ) -> [TextLine] {
    let isLayer = traits.nodesAreLayers
    var parts: [String] = []
    if options.showsNames || options.showsLayerNames && isLayer, !operation.node.name.isEmpty {
      parts.append(isLayer ? Titles.relative(operation.node.name, to: parent) : operation.node.name)
    }
    if options.showsWeights, operation.idiom?.detail == nil, let weights = weights(of: operation, traits) {
      parts.append(showsChannels ? channels(of: operation) ?? weights : weights)
    }
    // Trees and coefficients are weights, too, though an operator has them as attributes.
    if options.showsWeights, let text = EnsembleText.text(of: operation.resolvedNode) { parts.append(text) }
    if isLayer { parts += LayerMarks.words(for: operation) }
    guard isLayer else {
      return parts.map { shorten(sanitized($0), style: .small, maxWidth: ComposeTuning.mostCardText) }
    }
    var rows: [String] = []
    for part in parts {
      let joined = rows.last.map { $0 + " · " + part } ?? part
      if rows.isEmpty || measure(sanitized(joined), style: .small).width > ComposeTuning.mostJoinedLine {
        rows.append(part)
      } else {
        rows[rows.count - 1] = joined
      }
    }
    return rows.map { shorten(sanitized($0), style: .small, maxWidth: ComposeTuning.mostCardText) }
  }

  /// The card of an idiom that is drawn like an operator. A name that its author gave it stands below, and what its main
  /// operator's card would say.
  static func card(
    for idiom: OutlineIdiom, in block: OutlineBlock, main: OutlineOperator?, within parent: String,
    _ traits: ModelTraits, showsChannels: Bool = false, _ options: ComposeOptions
  ) -> Card {
    var lines: [TextLine] = []
    func add(_ text: String) {
      lines.append(shorten(sanitized(text), style: .small, maxWidth: ComposeTuning.mostCardText))
    }
    let (told, more) = Self.parts(of: idiom.detail)
    var detail = told
    if let times = block.times {
      if let told = idiom.detail { add(told) }
      detail = measure(times, style: .badge)
    } else if let more {
      add(more)
    }
    if block.kind != .idiom, let name = BlockText.name(of: block, besides: idiom) { add(name) }
    if let main {
      var options = options
      // Widths of other products are in the detail.
      options.showsWeights = options.showsWeights && idiom.kind == OperatorKind.convolution.name
      lines += Self.lines(of: main, within: parent, traits, showsChannels, options)
    }
    return Card(
      form: .op, kind: idiom.kind, identity: idiom.name,
      heading: shorten(sanitized(idiom.title), style: .op, maxWidth: ComposeTuning.mostCardText),
      detail: detail,
      lines: lines)
  }

  /// What stands beside a heading, and what of it goes below where it is too wide: words behind the first comma. Numbers
  /// are not cut.
  private static func parts(of detail: String?) -> (first: TextLine?, more: String?) {
    guard let detail else { return (nil, nil) }
    let words = detail.split(separator: ", ", maxSplits: 1).map(String.init)
    guard words.count == 2, measure(sanitized(detail), style: .detail).width > ComposeTuning.mostDetail else {
      return (shorten(sanitized(detail), style: .detail, maxWidth: ComposeTuning.mostDetail), nil)
    }
    return (shorten(sanitized(words[0]), style: .detail, maxWidth: ComposeTuning.mostDetail), words[1])
  }

  /// The card of a closed block. One with a few operators names them, with the telling attributes of the
  /// first that has weights.
  static func card(
    for block: OutlineBlock, operations: [OutlineOperator], marks: BlockMarks, _ options: ComposeOptions
  ) -> Card {
    var detail = block.times.map { measure($0, style: .badge) }
    var lead: [String] = []
    var count = ""
    var operators = BlockText.count(Int64(block.operatorCount), "op")
    if let idiom = block.idiom {
      if detail == nil, let told = idiom.detail {
        detail = Self.parts(of: told).first
      }
      if block.kind != .idiom, let className = block.className, !BlockText.says(className, idiom) {
        lead = [idiom.title]
      }
    } else if !operations.isEmpty {
      let types = operations.map { $0.idiom?.title ?? $0.node.op.type }
      // A run that was found by structure is called after its operators already.
      if types.joined(separator: " + ") != block.title {
        lead = types
        swap(&count, &operators)
      }
      if detail == nil, let main = operations.first(where: { $0.parameters > 1 }) {
        detail = main.shorthand.map {
          shorten(sanitized($0), style: .detail, maxWidth: ComposeTuning.mostDetail)
        }
      }
    }
    var card = Card(
      form: .block, kind: "block", identity: block.path,
      heading: shorten(BlockText.heading(of: block), style: .title, maxWidth: ComposeTuning.mostBlockText),
      detail: detail,
      lines: BlockText.lines(
        lead,
        [operators, BlockText.parameters(of: block, marks: marks), BlockText.costs(of: block, options)],
        count: count, atMost: ComposeTuning.mostBlockText))
    card.isFrozen = marks.isFrozen
    return card
  }

  /// `3 → 64`: from how many channels to how many a convolution goes, by its stored kernel; nil for another operator.
  ///
  /// A kernel has dims `out × in/group × …`, that of a transposed one `in × out/group × …` (ONNX operator specification).
  private static func channels(of operation: OutlineOperator) -> String? {
    let op = operation.node.op
    guard op.domain.isEmpty, op.type == "Conv" || op.type == "ConvTranspose", operation.constants.count > 1,
      let dims = operation.constants[1]?.dims, dims.count > 2
    else { return nil }
    let (other, isOver) = Int64(dims[1]).multipliedReportingOverflow(
      by: operation.resolvedNode.int("group") ?? 1)
    guard !isOver else { return nil }
    let (from, to) = op.type == "Conv" ? (other, Int64(dims[0])) : (Int64(dims[0]), other)
    return "\(from) → \(to)"
  }

  /// The dims of the stored tensors that an operator reads as data, or nil.
  static func weights(of operation: OutlineOperator, _ traits: ModelTraits) -> String? {
    let shapeInputs = Operators.info(for: operation.node.op).shapeInputs
    var runs: [(text: String, count: Int)] = []
    for (slot, tensor) in operation.constants.enumerated() {
      guard let tensor, !shapeInputs.contains(slot), tensor.dims.contains(where: { $0 != 1 }) else {
        continue
      }
      if runs.last?.text == tensor.shapeText {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((tensor.shapeText, 1))
      }
    }
    guard !runs.isEmpty else { return nil }
    // Layers with many weights are told apart by how much they hold.
    if traits.nodesAreLayers, runs.count > 2 {
      return NumberText.short(operation.parameters) + " params"
    }
    return runs.map { $0.count > 1 ? "\($0.count) of \($0.text)" : $0.text }.joined(separator: ", ")
  }

  /// The size of a card.
  static func size(of card: Card) -> Size {
    let stripe = card.form == .op ? Metrics.stripe : 0
    var first = card.heading.width
    if let detail = card.detail {
      first += Metrics.headingGap + detail.width + (detail.style == .badge ? 2 * Metrics.badgePadding : 0)
    }
    if !card.badges.isEmpty {
      let pills = card.badges.map { $0.width + 2 * Metrics.badgePadding }
      first +=
        Metrics.headingGap + pills.reduce(Metrics.letterGap * Double(pills.count - 1), +)
        - Metrics.badgePadding
    }
    if card.glyph != nil, !card.hasGlyphBelow {
      // A badge's pill ends where its text's gap would.
      let gap = card.detail == nil ? Metrics.headingGap : Metrics.glyphGap
      first += gap + Metrics.glyph.width + (card.detail?.style == .badge ? Metrics.badgePadding : 0)
    }
    let beside = card.hasGlyphBelow ? Metrics.headingGap + Metrics.glyph.width : 0
    let widest = card.lines.reduce(first) { max($0, $1.width + beside) }
    var height = card.lines.reduce(card.heading.style.lineHeight) { $0 + $1.style.lineHeight }
    if card.spark != nil { height += Metrics.sparkGap + Metrics.spark.height }
    if let picture = card.picture { height += Metrics.sparkGap + picture.size.height }
    let below = max(card.spark == nil ? 0 : Metrics.spark.width, card.picture?.size.width ?? 0)
    return Size(
      (stripe + 2 * Metrics.cardPaddingX + max(widest, below)).rounded(.up),
      (height + 2 * Metrics.cardPaddingY).rounded(.up))
  }

  /// The size of a pill.
  static func terminalSize(_ heading: TextLine, _ picture: CardPicture? = nil) -> Size {
    let below = picture.map { Metrics.sparkGap + $0.size.height + 2 } ?? 0
    return Size(
      (max(heading.width, 24, picture?.size.width ?? 0) + 28).rounded(.up),
      (heading.style.lineHeight + 8 + below).rounded(.up))
  }
}
