import DiagramModel
import Figures
import Folding
import ModelGraph
import OperatorCatalog
import TextMetrics
import TextOutput

/// Turns an outline into a diagram: chooses the texts, measures them, and sizes every box.
///
/// Cost: linear in the items of open blocks.
public func compose(_ outline: Outline, _ options: ComposeOptions = ComposeOptions()) -> Diagram {
  var composer = Composer(outline: outline, options: options)
  return composer.run()
}

/// The same for one of several outlines, which share what ``ComposeMemory`` says.
public func compose(_ outline: Outline, _ options: ComposeOptions, _ memory: inout ComposeMemory) -> Diagram {
  var composer = Composer(outline: outline, options: options)
  swap(&composer.memory, &memory)
  defer { swap(&composer.memory, &memory) }
  return composer.run()
}

/// Turns a figure into a diagram: the overview with its letters, a panel for each detail, and tables.
///
/// Cost: linear in the items of open blocks, and in those of all members of details.
public func compose(_ figure: Figure, _ options: ComposeOptions = ComposeOptions()) -> Diagram {
  var memory = ComposeMemory()
  return compose(figure, options, &memory)
}

/// The same for one of several figures, which share what ``ComposeMemory`` says.
public func compose(_ figure: Figure, _ options: ComposeOptions, _ memory: inout ComposeMemory) -> Diagram {
  var composer = Composer(outline: figure.overview, options: options, figure: figure)
  swap(&composer.memory, &memory)
  defer { swap(&composer.memory, &memory) }
  return composer.run()
}

/// The state of one composition.
struct Composer {
  let outline: Outline
  let options: ComposeOptions
  /// The shares that colours show instead of kinds, if they do.
  let heat: HeatMap?
  /// The weights behind boxes, where they were read.
  private let boxWeights: BoxWeights?
  /// The values behind boxes, where some were recorded.
  private let boxValues: BoxValues?
  /// The page, where it has details.
  let figure: Figure?
  var panels: [Panel] = []
  private var kinds: Set<OperatorKind> = []
  private var glyphs = Glyphs()
  var memory = ComposeMemory()
  /// By block: the marks beside its counts.
  private let marks: [BlockMarks]

  init(outline: Outline, options: ComposeOptions, figure: Figure? = nil) {
    self.outline = outline
    self.figure = figure
    self.options = options
    marks = LayerMarks.marks(forBlocksOf: outline)
    boxWeights = options.weights.map { BoxWeights(outline, $0) }
    boxValues = options.values.map { BoxValues(outline, $0) }
    heat = HeatMap(outline, options.colors)
  }

  mutating func run() -> Diagram {
    addPanel(0, depth: 0)
    if let second = figure?.secondTower { panels[0].towers = second.map { $0 ? .right : .left } }
    if let form = figure?.scales {
      ScaleTexts(form: form, outline: outline, options: options).apply(to: &panels[0])
    }
    let beside = figure.map { addDetails(of: $0) }
    let present = OperatorKind.allCases.filter(kinds.contains)
    let text = PictureText(
      outline: outline, options: options, letters: shownLetters,
      figureHasMembers: figure?.details.isEmpty == false)
    var diagram = Diagram(
      direction: options.direction, panels: panels, title: text.title, summary: text.summary,
      caption: measure(text.caption, style: .legend),
      legend: !options.showsLegend
        ? []
        : heatLegend ?? present.map { LegendEntry(.kind($0.name), text: measure($0.label, style: .legend)) }
    )
    if let beside { (diagram.details, diagram.tables) = beside }
    if options.showsLegend, panels.contains(where: \.isRegion) {
      let text = measure("Only in some of the blocks", style: .legend)
      diagram.legend.append(LegendEntry(.region, text: text))
    }
    return diagram
  }

  /// The letters for dims without a name that stand beside lines.
  private var shownLetters: [String] {
    guard !outline.dimLetters.letters.isEmpty else { return [] }
    let ports = panels.flatMap { $0.boxes.flatMap(\.outputs) + $0.inputs }
    return outline.dimLetters.letters(in: ports.compactMap { $0.label?.text })
  }

  /// Adds the panel of an open block, then those inside it; returns its number.
  @discardableResult
  private mutating func addPanel(_ block: Int, depth: Int) -> PanelID {
    let id = panels.count
    let own = outline.blocks[block]
    panels.append(Panel(depth: depth))
    var boxes: [Box] = []
    for item in own.items {
      boxes.append(box(for: outline.items[item], standingFor: [item], in: own, number: block, depth: depth))
      boxes[boxes.count - 1].item = item
    }
    addLabels(&boxes, own)
    panels[id].header = block == 0 ? nil : BlockText.header(of: own, marks: marks[block], options)
    panels[id].boxes = boxes
    panels[id].links = links(of: own)
    panels[id].inputs = own.inputs.map { Port(value: outline.values[$0].name) }
    panels[id].outputs = own.outputs.map { Port(value: outline.values[$0].name) }
    setLayoutKey(of: id)
    return id
  }

  /// Gives a panel the number of all panels that look the same to layout.
  mutating func setLayoutKey(of id: PanelID) {
    let signature = LayoutSignature(panels[id]) { panels[$0].layoutKey }
    panels[id].layoutKey = memory.key(of: signature)
  }

  /// The lines of a block.
  func links(of own: OutlineBlock) -> [Link] {
    let captured = Set(own.captured)
    return own.links.map { link in
      var style = Link.Style.data
      if case .border(let port) = link.source, captured.contains(port) { style = .captured }
      if case .item(let item, let port) = link.target, isCaptured(own.items[item], port) { style = .captured }
      return Link(
        from: Self.end(link.source), to: Self.end(link.target), style: style,
        value: outline.values[link.value].name)
    }
  }

  private static func end(_ end: OutlineLink.End) -> Link.End {
    switch end {
    case .item(let item, let port): .box(item, port: port)
    case .border(let port): .border(port)
    }
  }

  /// Whether a port of an item is one that a body captures.
  private func isCaptured(_ item: Int, _ port: Int) -> Bool {
    guard let block = outline.items[item].block else { return false }
    return outline.blocks[block].captured.contains(port)
  }

  /// What colours stand for, where they show no kinds.
  private var heatLegend: [LegendEntry]? {
    if options.colors.needValues, let boxValues { return boxValues.legend() }
    guard options.colors.needWeights, let marks = options.weights else { return heat?.legend }
    return WeightHeat.legend(options.colors, largestDeviation: marks.largestDeviation)
  }

  /// The box of an item.
  ///
  /// - Parameters:
  ///   - items: the items that it stands for, whose weights it shows.
  ///   - number: that of the parent, whose copies its share of the costs counts; nil where boxes show none.
  mutating func box(
    for item: OutlineItem, standingFor items: [Int], in parent: OutlineBlock, number: Int?, depth: Int
  ) -> Box {
    let inputs = item.inputs.map { Port(value: name($0.first)) }
    let outputs = item.outputs.map { Port(value: name($0)) }
    switch item.content {
    case .operation(let operation):
      let kind = operation.kind
      kinds.insert(kind)
      var card = CardBuilder.card(
        for: operation, kind: kind, repeats: item.repeats,
        within: plate(of: parent), traits: outline.traits, showsChannels: figure != nil, options)
      card.heat = number.flatMap { heat?.level(of: item, in: $0) }
      if options.showsCurves { glyphs.add(to: &card, for: operation, kind) }
      boxWeights?.mark(&card, for: items, options)
      boxValues?.mark(&card, for: item, standingFor: items, options)
      return Box(
        content: .card(card), size: CardBuilder.size(of: card), inputs: inputs, outputs: outputs,
        repeats: item.repeats,
        name: operation.node.name, tooltip: Tooltip.of(operation))
    case .block(let block):
      let own = outline.blocks[block]
      if own.isOpen {
        let panel = addPanel(block, depth: depth + 1)
        return Box(
          content: .panel(panel), size: Size(0, 0), inputs: inputs, outputs: outputs, repeats: own.repeats,
          name: own.path, tooltip: Tooltip.of(own))
      }
      var card = self.card(of: own, marks[block], within: plate(of: parent))
      card.heat = number.flatMap { heat?.level(of: item, in: $0) }
      addLetters(of: block, to: &card)
      boxWeights?.mark(&card, for: items, options)
      boxValues?.mark(&card, for: item, standingFor: items, options)
      return Box(
        content: .card(card), size: CardBuilder.size(of: card), inputs: inputs, outputs: outputs,
        repeats: own.repeats,
        name: own.path, tooltip: Tooltip.of(own))
    case .input(let name), .output(let name):
      let isInput = item.inputs.isEmpty && !item.outputs.isEmpty
      let shown = item.repeats > 1 && item.rest.isEmpty ? "\(name) ×\(item.repeats)" : name
      let heading = shorten(sanitized(shown), style: .terminal, maxWidth: ComposeTuning.mostTerminalName)
      var terminal = Terminal(isInput: isInput, heading: heading)
      if options.showsMaps, item.rest.isEmpty { terminal.picture = boxValues?.picture(of: item) }
      return Box(
        content: .terminal(terminal), size: CardBuilder.terminalSize(heading, terminal.picture),
        inputs: inputs, outputs: outputs, name: name, tooltip: Tooltip.ofTerminal(name, type(item)))
    }
  }

  /// The last part of a block's path, which names inside need not say again.
  private func plate(of block: OutlineBlock) -> String { String(block.path.split(separator: "/").last ?? "") }

  /// The card of a closed block.
  private mutating func card(of block: OutlineBlock, _ marks: BlockMarks, within parent: String) -> Card {
    guard let idiom = block.idiom, idiom.isCard else {
      return CardBuilder.card(for: block, operations: operations(in: block), marks: marks, options)
    }
    if let kind = OperatorKind(rawValue: idiom.kind) { kinds.insert(kind) }
    var card = CardBuilder.card(
      for: idiom, in: block, main: main(of: block), within: parent, outline.traits,
      showsChannels: figure != nil, options)
    if options.showsCurves { glyphs.add(to: &card, for: idiom) }
    return card
  }

  /// Puts the letters of details on the card of a closed block. One letter of a stack takes the place of its number.
  private func addLetters(of block: Int, to card: inout Card) {
    guard let figure else { return }
    let letters = figure.letters(of: block)
    guard !letters.isEmpty else { return }
    let own = outline.blocks[block].repeats
    if figure.detailOf[block] != nil, own > 1 { card.detail = nil }
    card.badges = letters.map { letter in
      let count = figure.detailOf[block] != nil ? own : letter.count
      let text = figure.details[letter.detail].letter + (count > 1 ? " ×\(count)" : "")
      return measure(text, style: .badge)
    }
  }

  /// The operator of an idiom that has a stored matrix, else its first.
  private func main(of block: OutlineBlock) -> OutlineOperator? {
    var first: OutlineOperator?
    var pending = block.items.reversed().map(\.self)
    while let next = pending.popLast() {
      switch outline.items[next].content {
      case .operation(let operation):
        if operation.constants.contains(where: { $0?.dims.count ?? 0 > 1 }) { return operation }
        first = first ?? operation
      case .block(let inner): pending += outline.blocks[inner].items.reversed()
      case .input, .output: break
      }
    }
    return first
  }

  /// The operators of a block that holds a few of them and nothing else; else none.
  private func operations(in block: OutlineBlock) -> [OutlineOperator] {
    guard block.items.count <= ComposeTuning.mostNamedOperators else { return [] }
    let found = block.items.compactMap { item in
      if case .operation(let operation) = outline.items[item].content { operation } else { nil }
    }
    return found.count == block.items.count && found.count == block.operatorCount ? found : []
  }

  private func name(_ value: Int?) -> String { value.map { outline.values[$0].name } ?? "" }

  private func type(_ item: OutlineItem) -> ValueType? {
    (item.outputs.first ?? item.inputs.first?.first).flatMap { outline.values[$0].type }
  }

  // MARK: Shapes beside lines

  private func addLabels(_ boxes: inout [Box], _ block: OutlineBlock) {
    guard options.shapes != .none else { return }
    let read = Set(block.links.map(\.source))
    let final = Set(block.links.filter { isOutput($0.target, block) }.map(\.source))
    for (index, number) in block.items.enumerated() {
      let item = outline.items[number]
      if let inner = item.block, outline.blocks[inner].isOpen, options.shapes != .all {
        continue
      }
      let incoming = item.inputs.first?.first.flatMap {
        TypeText.shape(outline.values[$0].type, outline.dimLetters)
      }
      for (port, value) in item.outputs.enumerated() where read.contains(.item(index, port: port)) {
        if outline.values[value].count > 1, item.rest.isEmpty {
          boxes[index].outputs[port].label = measure(outline.values[value].name, style: .label)
          continue
        }
        guard let shape = TypeText.shape(outline.values[value].type, outline.dimLetters) else { continue }
        let isNews = shape != incoming || final.contains(.item(index, port: port))
        guard options.shapes == .all || isNews else { continue }
        var text = shape
        if case .input = item.content {
          text = TypeText.typed(outline.values[value].type, outline.dimLetters) ?? shape
        }
        boxes[index].outputs[port].label = shorten(
          sanitized(text), style: .label, maxWidth: ComposeTuning.mostLabel)
      }
    }
  }

  private func isOutput(_ end: OutlineLink.End, _ block: OutlineBlock) -> Bool {
    guard case .item(let item, _) = end, case .output = outline.items[block.items[item]].content else {
      return false
    }
    return true
  }
}
